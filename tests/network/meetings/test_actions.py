"""What can be done with a meeting, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from icalendar import Calendar

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound, Problem
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note, Outbox
from avklar.network.meetings import actions, links, queries, rows
from avklar.network.meetings.cards import Point
from avklar.network.meetings.models import Attendance, FollowUp, Invited, Meeting, Minutes
from avklar.network.meetings.states import Answer, Kind, State
from tests.cast import House
from tests.network.meetings.conftest import AGENDA, details, in_days

pytestmark = pytest.mark.django_db
Arrange = Callable[..., UUID]


def events() -> list[tuple[str, int, str, object]]:
    """(method, sequence, uid, start) of the calendar file of every mail, read by a calendar library."""
    found = []
    for message in mail.outbox:
        ((_name, text, kind),) = message.attachments
        calendar = Calendar.from_ical(text)
        (event,) = calendar.walk("VEVENT")
        assert f"method={calendar['METHOD']}" in kind
        found.append((str(calendar["METHOD"]), int(event["SEQUENCE"]), str(event["UID"]), event.decoded("DTSTART")))
    return found


def test_everybody_appointed_is_called_once_with_a_calendar_file(house: House, called: UUID) -> None:
    invited = {(row.municipality_id, row.user_id) for row in Invited.objects.all()}
    keys = {"contact": "alvdal", "deputy": "alvdal", "stranger": "tynset", "hamar_contact": "hamar"}
    keys["skjak_contact"] = "skjak"
    assert invited == {(house.organisation(place).pk, house.people[key].user.pk) for key, place in keys.items()}
    assert {(method, sequence, uid) for method, sequence, uid, _ in events()} == {("REQUEST", 0, f"{called}@avklar")}
    assert len(events()) == 5
    assert actions.invite(house.district_lead.actor(), meeting_id=called) == 0
    assert len(events()) == 5


def test_moved_meeting_sends_an_update_and_a_cancelled_one_takes_it_away(house: House, called: UUID) -> None:
    lead = house.district_lead.actor()
    later = details(starts=in_days(22), ends=in_days(22, 15))
    actions.change(lead, meeting_id=called, details=later, agenda=AGENDA, version=2)
    actions.cancel(lead, meeting_id=called)
    assert [(method, sequence) for method, sequence, *_ in events()] == [
        *[("REQUEST", 0)] * 5,
        *[("REQUEST", 1)] * 5,
        *[("CANCEL", 2)] * 5,
    ]
    assert {start for *_, start in events()[5:]} == {in_days(22)}
    assert len({uid for _, _, uid, _ in events()}) == 1


def test_changed_agenda_alone_sends_no_mail(house: House, called: UUID) -> None:
    agenda = [Point("Bare kaffe", 15)]
    actions.change(house.district_lead.actor(), meeting_id=called, details=details(), agenda=agenda, version=2)
    assert len(mail.outbox) == 5
    assert queries.meeting(house.contact.actor(), called).agenda == tuple(agenda)


def test_second_of_two_editors_is_told(house: House, called: UUID) -> None:
    lead = house.district_lead.actor()
    actions.change(lead, meeting_id=called, details=details(title="Nytt navn"), agenda=AGENDA, version=2)
    with pytest.raises(Conflict):
        actions.change(lead, meeting_id=called, details=details(title="Et annet"), agenda=AGENDA, version=2)
    assert Meeting.objects.get().title == "Nytt navn"


def test_double_click_makes_one_meeting(house: House) -> None:
    lead, once = house.district_lead.actor(), clock.new_id()
    made = {actions.arrange(lead, details=details(), agenda=AGENDA, submission=once) for _ in range(2)}
    assert len(made) == Meeting.objects.count() == 1


def test_next_of_a_series_has_agenda_and_length(house: House, called: UUID) -> None:
    lead, once = house.district_lead.actor(), clock.new_id()
    ids = {actions.repeat(lead, meeting_id=called, starts=in_days(200), submission=once) for _ in range(2)}
    card = queries.meeting(lead, ids.pop())
    assert (card.state, card.agenda, card.ends) == (State.DRAFT, AGENDA, in_days(200, 15))
    assert card.series_id == queries.meeting(lead, called).series_id


OTHERS = ("contact", "deputy", "stranger", "teacher", "administrator", "privacy_officer", "editor", "police_contact")


@pytest.mark.parametrize("key", OTHERS)
def test_nobody_else_touches_the_leads_meeting(house: House, called: UUID, key: str) -> None:
    actor = house.people[key].actor()
    before = Meeting.objects.values_list().get()
    tries: list[Callable[[], object]] = [
        lambda: actions.invite(actor, meeting_id=called),
        lambda: actions.cancel(actor, meeting_id=called),
        lambda: actions.change(actor, meeting_id=called, details=details(title="x"), agenda=(), version=2),
        lambda: actions.register(actor, meeting_id=called, there=[], shown=[]),
        lambda: actions.write_minutes(actor, meeting_id=called, text="x", version=0),
        lambda: actions.arrange(actor, details=details(), agenda=(), submission=clock.new_id()),
    ]
    for attempt in tries:
        with pytest.raises((Denied, NotFound)):
            attempt()
    assert Meeting.objects.values_list().get() == before


def test_local_meeting_is_its_municipalitys_and_the_polices(house: House, arrange: Arrange) -> None:
    local = arrange("contact", kind=Kind.LOCAL)
    actions.invite(house.contact.actor(), meeting_id=local)
    for key in ("teacher", "police_contact", "district_lead"):
        assert queries.meeting(house.people[key].actor(), local).title == "Oppstartsmøte"
    for key in ("stranger", "hamar_contact"):
        with pytest.raises(NotFound):
            queries.meeting(house.people[key].actor(), local)
        assert queries.listing(house.people[key].actor(), ahead=True).count() == 0
    assert house.police_contact.user.pk in set(Invited.objects.values_list("user_id", flat=True))


def test_draft_is_seen_by_the_arranger_only(house: House, arrange: Arrange) -> None:
    draft = arrange()
    assert queries.meeting(house.district_lead.actor(), draft).state == State.DRAFT
    with pytest.raises(NotFound):
        queries.meeting(house.contact.actor(), draft)


def test_police_meet_only_where_they_serve(house: House, arrange: Arrange) -> None:
    with pytest.raises(Denied):
        arrange("police_contact", kind=Kind.COUNCIL, municipality_id=clock.new_id())
    place = house.organisation("alvdal").pk
    assert (
        queries.meeting(
            house.police_contact.actor(), arrange("police_contact", kind=Kind.COUNCIL, municipality_id=place)
        ).municipality_id
        == place
    )


def test_answer_by_link_counts_for_the_municipality_and_can_change(house: House, called: UUID) -> None:
    mine = Invited.objects.get(user_id=house.contact.user.pk)
    deputys = Invited.objects.get(user_id=house.deputy.user.pk)
    token = links.link(mine.pk).rstrip("/").rsplit("/", 1)[1]
    assert links.invited_by(token) == mine.pk
    actions.answer_by_link(deputys.pk, answer=Answer.NO)
    actions.answer_by_link(mine.pk, answer=Answer.STAND_IN, stand_in="Ola Kvernmo")
    (alvdal,) = [p for p in queries.meeting(house.contact.actor(), called).places if p.name == "Alvdal"]
    assert (alvdal.comes, alvdal.answer) == (True, Answer.STAND_IN)
    actions.answer_by_link(mine.pk, answer=Answer.NO)
    (alvdal,) = [p for p in queries.meeting(house.contact.actor(), called).places if p.name == "Alvdal"]
    assert (alvdal.comes, alvdal.answer) == (False, Answer.NO)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "🐟", "a" * 5000])
def test_link_that_we_did_not_make_finds_nothing(token: str) -> None:
    with pytest.raises(NotFound):
        links.invited_by(token)


def test_answer_that_can_not_be_used_says_why(house: House, called: UUID) -> None:
    mine = Invited.objects.filter(meeting=called)[0].pk
    phone = "Ola, ring 91 23 45 67"
    wrong = ((Answer.NONE, ""), (Answer.STAND_IN, " "), (Answer.STAND_IN, "x" * 200_000), (Answer.STAND_IN, phone))
    for answer, name in wrong:
        with pytest.raises(Invalid):
            actions.answer_by_link(mine, answer=answer, stand_in=name)
    actions.cancel(house.district_lead.actor(), meeting_id=called)
    with pytest.raises(Conflict):
        actions.answer_by_link(mine, answer=Answer.YES)


def test_door_is_open_around_the_meeting_only(house: House, called: UUID) -> None:
    starts, contact = in_days(21), house.contact.actor()
    mine = Invited.objects.get(user_id=house.stranger.user.pk).pk
    for moment in (starts - timedelta(minutes=61), in_days(21, 16) + timedelta(minutes=1)):
        with clock.frozen(moment):
            for attempt in (
                lambda: actions.check_in(contact, meeting_id=called),
                lambda: actions.check_in_by_link(mine),
            ):
                with pytest.raises(Conflict):
                    attempt()
    with clock.frozen(starts - timedelta(minutes=59)):
        for _twice in range(2):
            actions.check_in(contact, meeting_id=called)
            actions.check_in_by_link(mine)
    there = {row.municipality.name for row in Attendance.objects.select_related("municipality")}
    assert there == {"Alvdal", "Tynset"}
    assert Meeting.objects.get().state == State.HELD


def test_two_who_tick_at_once_do_not_undo_each_other(house: House, called: UUID) -> None:
    lead, ids = house.district_lead.actor(), {key: house.organisation(key).pk for key in house.organisations}
    with clock.frozen(in_days(21)):
        actions.register(lead, meeting_id=called, there=[ids["alvdal"]], shown=[])
        actions.register(lead, meeting_id=called, there=[ids["hamar"]], shown=[])
        actions.register(lead, meeting_id=called, there=[ids["innlandet"], ids["hamar"]], shown=[ids["alvdal"]])
    assert set(Attendance.objects.values_list("municipality_id", flat=True)) == {ids["hamar"]}


def test_minutes_are_versions_and_go_out_once(house: House, called: UUID) -> None:
    lead = house.district_lead.actor()
    with pytest.raises(Conflict):
        actions.write_minutes(lead, meeting_id=called, text="For tidlig", version=0)
    with clock.frozen(in_days(21, 16)):
        actions.write_minutes(lead, meeting_id=called, text="Første", version=0)
        with pytest.raises(Conflict):
            actions.write_minutes(lead, meeting_id=called, text="Samtidig", version=0)
        told = [actions.send_minutes(lead, meeting_id=called) for _ in range(2)]
    with clock.frozen(in_days(21, 17)):
        actions.write_minutes(lead, meeting_id=called, text="Andre", version=1)
        told.append(actions.send_minutes(lead, meeting_id=called))
    assert told == [5, 0, 5]
    assert list(Minutes.objects.order_by("position").values_list("text", flat=True)) == ["Første", "Andre"]
    assert Note.objects.filter(code="meeting_minutes", user_id=house.contact.user.pk).count() == 2


@pytest.mark.parametrize("text", ["ring 91 23 45 67", "kari.nordmann@example.no", "13097248022"])
def test_text_that_points_at_a_person_is_refused(house: House, called: UUID, text: str) -> None:
    lead = house.district_lead.actor()
    with clock.frozen(in_days(21, 16)), pytest.raises(Invalid):
        actions.write_minutes(lead, meeting_id=called, text=text, version=0)
    with pytest.raises(Invalid):
        actions.arrange(lead, details=details(title=text), agenda=(), submission=clock.new_id())


def test_task_turns_up_in_its_owners_day_until_it_is_done(house: House, called: UUID) -> None:
    lead, owner = house.district_lead.actor(), house.contact.actor()
    given = {"text": "Meld inn vara", "owner_id": owner.person, "due": clock.today() + timedelta(days=3)}
    once = clock.new_id()
    for _twice in range(2):
        actions.agree(lead, meeting_id=called, submission=once, **given)  # type: ignore[arg-type]
    (task,) = FollowUp.objects.all()
    with scope(lead.organisation):
        assert Entry.objects.filter(object_id=called, verb="planned").count() == 2  # the meeting, and one task
    assert [row.title for row in rows.my_day(owner)] == ["Oppstartsmøte", "Meld inn vara"]
    with pytest.raises(Problem):
        actions.finish(house.stranger.actor(), task_id=task.pk)
    actions.finish(owner, task_id=task.pk)
    assert [row.title for row in rows.my_day(owner)] == ["Oppstartsmøte"]
    actions.reopen(lead, task_id=task.pk)
    assert len(rows.my_day(owner)) == 2


def test_task_needs_both_owner_and_day_and_an_owner_who_was_called(house: House, called: UUID) -> None:
    lead = house.district_lead.actor()
    day = clock.today()
    for owner, due, problem in (
        (house.contact.user.pk, None, Invalid),
        (None, day, Invalid),
        (house.teacher.user.pk, day, NotFound),
    ):
        with pytest.raises(problem):
            actions.agree(lead, meeting_id=called, text="Noe", owner_id=owner, due=due, submission=clock.new_id())
    assert not FollowUp.objects.exists()


def test_reminders_come_once(house: House, called: UUID) -> None:
    actions.remind()
    assert not Note.objects.filter(code="meeting_answer").exists()
    actions.answer_by_link(Invited.objects.get(user_id=house.contact.user.pk).pk, answer=Answer.YES)
    with clock.frozen(in_days(15)):
        actions.remind()
        actions.remind()
    assert Note.objects.filter(code="meeting_answer").count() == 4
    assert not Note.objects.filter(code="meeting_answer", user_id=house.contact.user.pk).exists()
    assert Outbox.objects.filter(kind="meetings").count() == 4


def test_task_after_a_meeting_is_reminded_of_once_on_its_day(house: House, called: UUID) -> None:
    lead, owner, due = house.district_lead.actor(), house.contact.user.pk, in_days(30).date()
    with clock.frozen(in_days(21)):
        actions.register(lead, meeting_id=called, there=[house.organisation("alvdal").pk], shown=[])
        actions.agree(lead, meeting_id=called, text="Ring skolen", owner_id=owner, due=due, submission=clock.new_id())
        actions.remind()
    assert not Note.objects.filter(code="meeting_due").exists()
    for day in (30, 30, 31):
        with clock.frozen(in_days(day)):
            actions.remind()
    (note,) = Note.objects.filter(code="meeting_due")
    assert (note.user_id, Outbox.objects.filter(note_id=note.pk).count()) == (owner, 1)


def test_the_last_meeting_of_each_municipality_on_any_day(house: House, called: UUID) -> None:
    district, alvdal = house.organisation("innlandet").pk, house.organisation("alvdal").pk
    with clock.frozen(in_days(21)):
        actions.register(house.district_lead.actor(), meeting_id=called, there=[alvdal], shown=[])
    assert queries.last_attended(district, on=in_days(22).date()) == {alvdal: in_days(21).date()}
    assert list(queries.last_titles(district, on=in_days(22).date())) == [alvdal]
    assert queries.last_attended(district, on=in_days(20).date()) == {}
    assert queries.last_titles(district, on=in_days(20).date()) == {}


WRONG = {
    "ends before it begins": details(ends=in_days(21, 9)),
    "has passed": details(starts=in_days(-2), ends=in_days(-2, 15)),
    "lasts a week": details(ends=in_days(28)),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_impossible_meeting_is_refused_at_its_field(house: House, wrong: str) -> None:
    with pytest.raises(Invalid) as problem:
        actions.arrange(house.district_lead.actor(), details=WRONG[wrong], agenda=(), submission=clock.new_id())
    assert problem.value.fields
