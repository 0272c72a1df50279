"""The pages: who opens which, forms that keep what was typed, the calendar's address and feed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.network.activities import actions, queries
from avklar.network.activities.models import Activity, CalendarAddress, Idea
from avklar.people.organisations.models import Membership
from tests.cast import House
from tests.leafing import leafed
from tests.network.activities.conftest import WORDS, evening, words

ClientAs = Callable[..., Client]
IDEA = {name: str(value) for name, value in WORDS.items()}
PLAN = {"title": "Foreldrekveld", "target": "parents", "first": "3.2.2027", "place": "Aulaen"}


def page(client: Client, name: str, *given: object) -> str:
    """The words of a page that opens."""
    response = client.get(reverse(f"activities:{name}", args=given))
    assert response.status_code == 200, name
    return response.content.decode()


def fetched(address: str) -> Calendar:
    """The feed as a calendar program without any session reads it."""
    response = Client().get("/" + address.split("/", 3)[3])
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def test_every_page_opens_for_its_owner_and_what_is_shared_for_a_teacher(
    house: House, idea: UUID, activity: UUID, client_as: ClientAs
) -> None:
    own = actions.borrow(house.contact.actor(), idea_id=idea)
    shared: dict[str, tuple[object, ...]] = {
        **dict.fromkeys(("list", "ideas", "address"), ()),
        "year": (clock.today().year,),
        "idea": (idea,),
        "activity": (activity,),
    }
    owned: dict[str, tuple[object, ...]] = {
        **dict.fromkeys(("new", "new_idea"), ()),
        "change_idea": (own,),
        "plan": (own,),
        **dict.fromkeys(("change", "hold", "cancel"), (activity,)),
    }
    contact, stranger = client_as(house.contact), client_as(house.stranger)
    for name, given in (shared | owned).items():
        assert page(contact, name, *given), name
    for client in (client_as(house.teacher), client_as(house.police_contact), stranger):
        for name, given in shared.items():
            assert page(client, name, *given), name
    for name in ("change", "hold", "cancel"):
        for answer in (stranger.get, stranger.post):
            assert answer(reverse(f"activities:{name}", args=[activity])).status_code == 404, name
    assert contact.get(reverse("activities:change_idea", args=[idea])).status_code == 404
    assert contact.get(reverse("activities:year", args=[999_999])).status_code == 404


def test_refused_text_stays_and_a_name_is_asked_about(house: House, client_as: ClientAs) -> None:
    client, url = client_as(house.contact), reverse("activities:new_idea")
    sent = IDEA | {"what": "Vi ser American History X og snakker.", "submission": str(clock.new_id())}
    answer = client.post(url, sent)
    said = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["what"])
    assert sent["what"] in said
    assert "«American History X» kan være en enkeltperson" in said
    again = client.post(url, sent | {"not_persons": "American History X"})
    assert again.status_code == 302
    made = Idea.objects.get()
    changed = IDEA | {"what": f"{sent['what']} Etterpå et vi.", "version": "1"}
    assert client.post(reverse("activities:change_idea", args=[made.pk]), changed).status_code == 302


def test_name_in_decomposed_letters_can_be_answered_for(house: House, client_as: ClientAs) -> None:
    sent = PLAN | {"partners": unicodedata.normalize("NFD", "skolen og Røde Kors i Åsnes"), "starts": "", "ends": ""}
    client, url = client_as(house.contact), reverse("activities:new")
    asked = client.post(url, sent).context["form"].fields["not_persons"].choices
    assert client.post(url, sent | {"not_persons": [quote for quote, _label in asked]}).status_code == 302


@pytest.mark.parametrize("text", ["", "x" * 200_000, "a\x00b", "Ring 91 23 45 67"])
def test_wrong_text_is_said_at_its_field(house: House, client_as: ClientAs, text: str) -> None:
    answer = client_as(house.contact).post(reverse("activities:new"), PLAN | {"place": text})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["place"])


def test_markup_is_shown_as_text(house: House, idea: UUID, client_as: ClientAs) -> None:
    actions.change_idea(house.stranger.actor(), idea_id=idea, words=words(what="<script>x</script>"), version=1)
    assert "<script>x" not in page(client_as(house.contact), "idea", idea)


def test_idea_is_borrowed_planned_changed_held_and_read_by_forms(house: House, idea: UUID, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    for _click in range(2):
        copy = client.post(reverse("activities:borrow", args=[idea])).headers["Location"]
    assert Idea.objects.count() == 2
    day = f"{clock.today():%d.%m.%Y}"
    sent = PLAN | {"first": day, "starts": "18", "ends": "20.30", "submission": str(clock.new_id())}
    for _click in range(2):
        place = client.post(f"{copy}planlegg/", sent).headers["Location"]
    activity = Activity.objects.get()
    assert activity.ends == time(20, 30)
    change = reverse("activities:change", args=[activity.pk])
    assert client.post(change, sent | {"place": "Kinoen", "version": "1"}).status_code == 302
    stale = client.post(change, sent | {"place": "Salen", "version": "1"})
    assert (stale.status_code, "Slik står det nå" in stale.content.decode()) == (422, True)
    assert stale.context["form"]["place"].value() == "Salen"
    hold = reverse("activities:hold", args=[activity.pk])
    assert client.post(hold, {"reach": "mange", "evaluation": "Bra.", "version": "2"}).status_code == 422
    client.post(hold, {"reach": "120", "evaluation": "Gruppene var for store.", "version": "2"})
    stranger = client_as(house.stranger)
    assert "Gruppene var for store." in stranger.get(place).content.decode()
    assert "120 deltakere" in page(stranger, "idea", idea)
    assert "Kinoen" in page(stranger, "year", clock.today().year)


def test_only_the_owner_is_asked_whether_it_was_held(house: House, activity: UUID, client_as: ClientAs) -> None:
    with clock.frozen(clock.now() + timedelta(days=11)):
        year = queries.activity(house.contact.actor(), activity).plan.first.year
        for person, asked in ((house.contact, True), (house.stranger, False)):
            said = page(client_as(person), "activity", activity) + page(client_as(person), "year", year)
            assert ("Ble den holdt?" in said, "Ikke ført ennå" in said) == (asked, not asked)


def test_filter_that_can_not_be_read_says_so(house: House, idea: UUID, client_as: ClientAs) -> None:
    client, url = client_as(house.teacher), reverse("activities:ideas")
    assert "Tynset" in client.get(url, {"target": "parents", "q": "hat"}).content.decode()
    for query in ({"target": "x"}, {"cost": "high"}, {"q": "x" * 500}):
        said = client.get(url, query).content.decode()
        assert "Ingen ideer passer til dette." in said, query


def test_feed_is_read_by_a_calendar_library_and_follows_what_happens(house: House, activity: UUID) -> None:
    week = evening(5, last=clock.today() + timedelta(days=9), starts=None, ends=None, title="Temauke")
    actions.plan(house.stranger.actor(), plan=week, submission=None)
    address = actions.make_address(house.teacher.actor())
    events = {str(event["summary"]): event for event in fetched(address).walk("VEVENT")}
    assert set(events) == {"Foreldrekveld (Alvdal)", "Temauke (Tynset)"}
    whole, first = events["Temauke (Tynset)"], events["Foreldrekveld (Alvdal)"]
    assert isinstance(whole.decoded("dtstart"), date)
    assert whole.decoded("dtend") == week.last + timedelta(days=1)
    day = evening().first
    assert first.decoded("dtstart") == datetime.combine(day, time(18), tzinfo=clock.OSLO)
    assert (str(first["location"]), first["status"], int(first["sequence"])) == ("Aulaen", "CONFIRMED", 0)
    actions.change(house.contact.actor(), activity_id=activity, plan=evening(12), version=1)
    actions.cancel(house.contact.actor(), activity_id=activity, version=2)
    after = next(each for each in fetched(address).walk("VEVENT") if each["uid"] == first["uid"])
    assert (after["status"], int(after["sequence"])) == ("CANCELLED", 2)
    assert not [event for event in fetched(address).walk("VEVENT") if "biblioteket" in str(event.to_ical())]


def test_several_evenings_are_one_event_that_repeats(house: House) -> None:
    plan = evening(3, last=clock.today() + timedelta(days=5))
    actions.plan(house.contact.actor(), plan=plan, submission=None)
    event = fetched(actions.make_address(house.contact.actor())).walk("VEVENT")[0]
    assert event["rrule"]["count"] == [3]
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2)


def test_only_a_digest_is_stored_and_a_new_address_replaces_the_old(
    house: House, activity: UUID, client_as: ClientAs
) -> None:
    client, url = client_as(house.teacher), reverse("activities:address")
    old, new = (client.post(url).context["made"] for _time in range(2))
    token = new.split("/")[-2]
    assert token not in client.get(url).content.decode()
    row = CalendarAddress.objects.get()
    assert token.encode() not in bytes(row.digest)
    assert fetched(new).walk("VEVENT")
    gone = ["/" + old.split("/", 3)[3], *(reverse("activities:feed", args=[each]) for each in ("x", row.pk))]
    client.post(reverse("activities:shut_address"))
    for path in (*gone, "/" + new.split("/", 3)[3]):
        assert Client().get(path).status_code == 404, path


def test_address_of_somebody_who_left_is_shut(house: House, activity: UUID) -> None:
    address = actions.make_address(house.teacher.actor())
    assert fetched(address).walk("VEVENT")
    Membership.objects.filter(pk=house.teacher.membership.pk).update(ended_at=clock.now())
    with pytest.raises(NotFound):
        queries.feed(address.split("/")[-2])


def test_no_idea_or_activity_is_beyond_reach(house: House, client_as: ClientAs) -> None:
    owner = {"organisation": house.contact.organisation, "written_by": house.contact.user.pk, "target": "parents"}
    day = clock.today()
    Idea.objects.bulk_create(
        Idea(**owner, title=f"Idé {n:02}.", what="Prat", cost="nothing", evidence="tried") for n in range(60)
    )
    Activity.objects.bulk_create(
        Activity(**owner, title=f"{state} {n:02}.", first=day, last=day, place="Aulaen", state=state)
        for n in range(60)
        for state in ("planned", "cancelled")
    )
    contact = client_as(house.contact)
    for anchor, of, title in (("", "ideas", "Idé"), ("planlagt", "list", "planned"), ("vaert", "list", "cancelled")):
        pages = leafed(contact, reverse(f"activities:{of}"), anchor=anchor)
        assert len(pages) == 3
        assert [f"{title} {n:02}." in "".join(pages) for n in range(60)] == [True] * 60
