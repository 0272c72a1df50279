"""What can be done with competence, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.notifications.models import Note, Outbox
from avklar.foundation.retention import engine
from avklar.network.competence import actions, queries, rows
from avklar.network.competence.cards import CompetenceStanding, Wish
from avklar.network.competence.models import Attempt, Completion, CourseText, RoleWish
from avklar.network.competence.states import Level, Standing, Topic
from avklar.people.organisations import queries as people
from avklar.people.organisations.models import Membership
from tests.cast import House, Person
from tests.network.competence.conftest import BASIC, Take, aim, to_the_end

pytestmark = pytest.mark.django_db


def outside(person: Person, **more: object) -> UUID:
    """A day with others, recorded."""
    given: dict[str, object] = {
        "title": "Fagdag om tegn",
        "organiser": "Politihøgskolen",
        "topic": Topic.SIGNS,
        "level": Level.DEEPENING,
        "done_on": clock.today() - timedelta(days=3),
        "valid_to": None,
        "submission": clock.new_id(),
    }
    return actions.record(person.actor(), **(given | more))  # type: ignore[arg-type]


def test_course_is_completed_once_with_a_number_and_without_the_answers(house: House, take: Take) -> None:
    attempt_id = actions.begin(house.teacher.actor(), code="signs", language="nn")
    done = {to_the_end(house.teacher, attempt_id)}
    done.add(actions.finish(house.teacher.actor(), attempt_id=attempt_id))
    (row,) = Completion.objects.all()
    assert done == {row.pk}
    assert not Attempt.objects.exists()
    assert (row.title, row.topic, len(row.number or "")) == ("Teikn og korleis du les dei", Topic.SIGNS, 12)
    assert row.valid_to is not None
    assert (row.valid_to - row.done_on).days in (730, 731)


def test_course_goes_on_exactly_where_one_left(house: House) -> None:
    actor = house.teacher.actor()
    attempt_id = actions.begin(actor, code="signs", language="nb")
    assert actions.go_on(actor, attempt_id=attempt_id, step=1) == 2
    actions.answer(actor, attempt_id=attempt_id, step=2, chosen=2)
    actions.answer(actor, attempt_id=attempt_id, step=2, chosen=0)  # the first answer stands
    again = actions.begin(actor, code="signs", language="nn")
    found = queries.attempt(actor, again)
    assert (again, found.at, found.answers, found.language) == (attempt_id, 2, {2: 2}, "nb")
    for _twice in range(2):
        assert actions.go_on(actor, attempt_id=attempt_id, step=2) == 3
    assert queries.attempt(actor, attempt_id).at == 3


def test_nobody_jumps_ahead_or_past_a_question(house: House) -> None:
    actor = house.teacher.actor()
    attempt_id = actions.begin(actor, code="signs", language="nb")
    tries: list[tuple[type[Exception], Callable[[], object]]] = [
        (NotFound, lambda: actions.go_on(actor, attempt_id=attempt_id, step=2)),
        (NotFound, lambda: actions.go_on(actor, attempt_id=attempt_id, step=0)),
        (NotFound, lambda: actions.answer(actor, attempt_id=attempt_id, step=2, chosen=0)),
        (Invalid, lambda: actions.answer(actor, attempt_id=attempt_id, step=1, chosen=0)),
        (Conflict, lambda: actions.finish(actor, attempt_id=attempt_id)),
    ]
    for problem, attempt in tries:
        with pytest.raises(problem):
            attempt()
    actions.go_on(actor, attempt_id=attempt_id, step=1)
    with pytest.raises(Conflict):
        actions.go_on(actor, attempt_id=attempt_id, step=2)
    for chosen in (-1, 3, 99):
        with pytest.raises(Invalid):
            actions.answer(actor, attempt_id=attempt_id, step=2, chosen=chosen)


def test_nobody_else_touches_a_course_or_a_record(house: House, take: Take) -> None:
    attempt_id = actions.begin(house.teacher.actor(), code="secrecy", language="nb")
    certificate, record = take(house.teacher), outside(house.teacher)
    for key in ("other_teacher", "contact", "stranger", "district_lead", "administrator"):
        actor = house.people[key].actor()
        tries: list[Callable[[], object]] = [
            lambda: queries.attempt(actor, attempt_id),  # noqa: B023
            lambda: actions.go_on(actor, attempt_id=attempt_id, step=1),  # noqa: B023
            lambda: actions.answer(actor, attempt_id=attempt_id, step=1, chosen=0),  # noqa: B023
            lambda: actions.finish(actor, attempt_id=attempt_id),  # noqa: B023
            lambda: queries.certificate(actor, certificate),  # noqa: B023
            lambda: actions.take_away(actor, completion_id=record),  # noqa: B023
        ]
        for attempt in tries:
            with pytest.raises(NotFound):
                attempt()
    with pytest.raises(NotFound):
        actions.take_away(house.teacher.actor(), completion_id=certificate)
    actions.take_away(house.teacher.actor(), completion_id=record)
    assert Completion.objects.count() == 1


def test_number_is_looked_up_by_the_organisation_only(house: House, take: Take) -> None:
    take(house.teacher)
    number = Completion.objects.get().number or ""
    spoken = f"{number[:4]}-{number[4:8]} {number[8:]}".lower()
    assert queries.look_up(house.contact.actor(), spoken).name == "Kari Nordmoen"
    for key in ("stranger", "district_lead"):
        with pytest.raises(NotFound):
            queries.look_up(house.people[key].actor(), number)
    with pytest.raises(Denied):
        queries.look_up(house.other_teacher.actor(), number)
    for wrong in ("", "x" * 200_000, "\x00", "<b>"):
        with pytest.raises(NotFound):
            queries.look_up(house.contact.actor(), wrong)


def test_outside_course_is_recorded_once_and_says_what_is_wrong(house: House) -> None:
    once = clock.new_id()
    assert len({outside(house.teacher, submission=once) for _twice in range(2)}) == 1
    today = clock.today()
    wrong = [
        ("title", " "),
        ("title", "x" * 200_000),
        ("organiser", "\x00"),
        ("title", "ring 91 23 45 67"),
        ("organiser", "kari.nordmann@example.no"),
        ("done_on", today + timedelta(days=1)),
        ("valid_to", today - timedelta(days=30)),
        ("valid_to", today + timedelta(days=9000)),
    ]
    for field, value in wrong:
        with pytest.raises(Invalid) as problem:
            outside(house.teacher, **{field: value})
        assert field in problem.value.fields, value
    assert Completion.objects.count() == 1


def test_needs_follow_the_role_and_are_filled_by_courses_inside_and_outside(aimed: House, take: Take) -> None:
    teacher = aimed.teacher
    assert [need.standing for need in queries.my_needs(teacher.actor())] == [Standing.MISSING] * 2
    outside(teacher)
    take(teacher, "secrecy", "nn")
    assert [need.standing for need in queries.my_needs(teacher.actor())] == [Standing.VALID] * 2
    assert queries.my_needs(aimed.editor.actor()) == []


def test_aims_are_versions_from_a_day(aimed: House) -> None:
    lead, day = aimed.district_lead.actor(), clock.today() + timedelta(days=30)
    later: Wish = {Topic.MOTIVES: Level.DEEPENING}
    once = clock.new_id()
    for _twice in range(2):
        actions.aim(lead, role=Role.FRONTLINE, wish=later, valid_from=day, version=1, submission=once)
    assert RoleWish.objects.filter(role=Role.FRONTLINE).count() == 2
    district_id = aimed.organisation("innlandet").pk
    assert queries.wishes_on(district_id, clock.today())[Role.FRONTLINE] == BASIC
    assert queries.wishes_on(district_id, day)[Role.FRONTLINE] == later
    assert queries.wishes_on(district_id, clock.today() - timedelta(days=1)) == {}
    with pytest.raises(Conflict):
        aim(aimed, Role.FRONTLINE, {}, version=1)
    with pytest.raises(Invalid):
        actions.aim(
            lead,
            role=Role.FRONTLINE,
            wish={},
            valid_from=clock.today() - timedelta(days=1),
            version=2,
            submission=clock.new_id(),
        )


NOT_THE_LEAD = ("contact", "teacher", "administrator", "police_contact", "stranger")


def test_only_the_lead_sets_aims_and_writes_courses(house: House) -> None:
    for key in NOT_THE_LEAD:
        actor = house.people[key].actor()
        with pytest.raises(Denied):
            actions.aim(
                actor, role=Role.DEPUTY, wish={}, valid_from=clock.today(), version=0, submission=clock.new_id()
            )
        with pytest.raises(Denied):
            actions.write_page(
                actor, code="signs", language="nb", file="x", text="x", version=0, submission=clock.new_id()
            )
        with pytest.raises(Denied):
            actions.follow_shipped(actor, code="signs", language="nb", version=0, submission=clock.new_id())
    assert not RoleWish.objects.exists()
    assert not CourseText.objects.exists()


def test_standing_counts_every_municipality_in_three_queries(
    aimed: House, take: Take, django_assert_num_queries: Callable[..., object]
) -> None:
    take(aimed.teacher)
    expired = {"valid_to": clock.today() - timedelta(days=1), "done_on": clock.today() - timedelta(days=400)}
    outside(aimed.contact, **expired)
    outside(aimed.stranger)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        found = queries.competence_standing(aimed.organisation("innlandet").pk)
    alvdal, tynset = (found[aimed.organisation(key).pk] for key in ("alvdal", "tynset"))
    assert (alvdal, tynset) == (CompetenceStanding(6, 1, 1), CompetenceStanding(4, 1, 0))
    assert found[aimed.organisation("folldal").pk] == CompetenceStanding()
    assert aimed.organisation("innlandet").pk not in found
    assert len(found) == 6


def test_standing_of_an_earlier_day_is_what_stood_then(aimed: House, take: Take) -> None:
    with clock.frozen(clock.now() + timedelta(days=10)):
        take(aimed.teacher)
        Membership.objects.filter(pk=aimed.other_teacher.membership.pk).update(ended_at=clock.now())
        today, alvdal = clock.today(), aimed.organisation("alvdal").pk
        days = (today, today - timedelta(days=5), today - timedelta(days=20))
        found = [queries.competence_standing(aimed.organisation("innlandet").pk, day)[alvdal] for day in days]
    assert found == [CompetenceStanding(4, 1, 0), CompetenceStanding(6, 0, 0), CompetenceStanding()]


def test_names_are_seen_inside_the_own_organisation_only(aimed: House) -> None:
    seen = {line.name for line in queries.organisation(aimed.contact.actor())}
    assert seen == {"Kari Nordmoen", "Jon Sletten", "Berit Aasgard"}
    assert queries.organisation(aimed.district_lead.actor()) == []
    assert {line.name for line in queries.organisation(aimed.stranger.actor())} == {"Liv Tronsmo", "Tor Brydal"}
    for key in ("teacher", "police_contact", "administrator"):
        with pytest.raises(Denied):
            queries.organisation(aimed.people[key].actor())


def test_unconfirmed_role_is_not_counted(aimed: House) -> None:
    place = aimed.organisation("alvdal").pk
    before = people.roles_held(place)[place]
    Membership.objects.filter(pk=aimed.contact.membership.pk).update(confirmed_at=None, confirmed_by=None)
    after = people.roles_held(place)[place]
    assert set(before) - set(after) == {(aimed.contact.user.pk, Role.RADICALISATION_CONTACT)}


def test_reminder_comes_once_sixty_days_before_and_not_when_renewed(aimed: House) -> None:
    soon = clock.today() + timedelta(days=60)
    outside(aimed.teacher, valid_to=soon)
    outside(aimed.other_teacher, valid_to=soon)
    outside(aimed.other_teacher, valid_to=soon + timedelta(days=300))
    outside(aimed.editor, valid_to=soon)  # no role that should have it
    with clock.frozen(clock.now() - timedelta(days=1)):
        actions.remind()
    assert not Note.objects.filter(code="competence_expiring").exists()
    for _twice in range(2):
        actions.remind()
    assert list(Note.objects.filter(code="competence_expiring").values_list("user_id", flat=True)) == [
        aimed.teacher.user.pk
    ]
    assert list(Outbox.objects.filter(kind="competence").values_list("user_id", flat=True)) == [aimed.teacher.user.pk]


def test_my_day_says_what_to_go_on_with_and_what_to_take(
    aimed: House, take: Take, django_assert_max_num_queries: Callable[..., object]
) -> None:
    actor = aimed.teacher.actor()
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        wanted = [row.title for row in rows.my_day(actor)]
    assert sorted(wanted) == ["Taushetsplikt, samtykke og avvergingsplikt", "Tegn og hvordan du leser dem"]
    attempt_id = actions.begin(actor, code="signs", language="nb")
    first, *others = rows.my_day(actor)
    assert first.url.endswith(f"{attempt_id}/1/")
    assert len(others) == 1
    take(aimed.teacher, "secrecy")
    to_the_end(aimed.teacher, attempt_id)
    assert rows.my_day(actor) == []


def test_course_left_for_a_year_is_removed(house: House) -> None:
    attempt_id = actions.begin(house.teacher.actor(), code="signs", language="nb")
    with clock.frozen(clock.now() + timedelta(days=364)):
        actions.go_on(house.teacher.actor(), attempt_id=attempt_id, step=1)
    with clock.frozen(clock.now() + timedelta(days=700)):
        engine.run()
        assert Attempt.objects.exists()
    with clock.frozen(clock.now() + timedelta(days=730)):
        engine.run()
    assert not Attempt.objects.exists()
