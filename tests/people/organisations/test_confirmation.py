"""The yearly confirmation by a link, what ends soon, and how a municipality stands with its contacts on a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note, Outbox
from avklar.people.organisations import actions, confirming, network_lines, queries
from avklar.people.organisations.models import Appointment, Confirmation, Membership, Service
from avklar.people.organisations.standing import Asked, Span, covered_until, standing
from avklar.people.organisations.states import AppointmentKind, Confirmed
from tests.cast import House, Person
from tests.followup.casefile.asking import questions

SignIn = Callable[..., Client]
DAY = date(2026, 6, 1)
CONTACT, DEPUTY = AppointmentKind.CONTACT, AppointmentKind.DEPUTY


def days(number: int) -> timedelta:
    return timedelta(days=number)


def token_to(person: Person) -> str:
    """The token in the newest mail to somebody."""
    body = next(str(message.body) for message in reversed(mail.outbox) if message.to == [person.user.email])
    found = re.search(r"/fortsatt-kontakt/([^/\s]+)/", body)
    assert found
    return found[1]


@pytest.fixture
def asked(house: House, django_capture_on_commit_callbacks: Callable[..., object]) -> House:
    """A year has passed since everybody in Alvdal was appointed, and they have been asked."""
    Appointment.objects.update(valid_from=clock.today() - days(365))
    ask(house, django_capture_on_commit_callbacks)
    return house


def ask(house: House, capture: Callable[..., object], key: str = "alvdal") -> int:
    with capture(execute=True):  # type: ignore[attr-defined]
        return actions.ask_for_confirmations(house.organisation(key).pk)


@pytest.mark.parametrize(
    ("starts", "confirmed", "before", "expected"),
    [
        ([], None, None, False),
        ([DAY - days(364)], None, None, False),
        ([DAY - days(365)], None, None, True),
        ([DAY - days(800)], DAY - days(364), DAY - days(400), False),
        ([DAY - days(800)], DAY - days(365), DAY - days(400), True),
        ([DAY - days(800)], None, DAY - days(364), False),  # asked once a year, also without an answer
        ([DAY - days(10), DAY - days(370)], None, None, True),
        ([DAY - days(10)], DAY - days(370), DAY - days(370), False),
    ],
)
def test_when_a_question_is_due(starts: list, confirmed: date | None, before: date | None, expected: bool) -> None:
    assert confirming.is_due(starts, confirmed, before, DAY) is expected


def test_the_reminder_that_fits() -> None:
    assert [confirming.distance(left) for left in (-1, 0, 14, 15, 60, 61)] == [None, 14, 14, 60, 60, None]


def test_everybody_appointed_is_asked_once_in_their_language(
    house: House, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    assert ask(house, django_capture_on_commit_callbacks) == 0
    Appointment.objects.update(valid_from=clock.today() - days(365))
    type(house.contact.user).objects.filter(pk=house.contact.user.pk).update(language="nn")
    assert ask(house, django_capture_on_commit_callbacks) == 3
    assert ask(house, django_capture_on_commit_callbacks) == 0
    assert ask(house, django_capture_on_commit_callbacks, "innlandet") == 2
    to = sorted(message.to[0] for message in mail.outbox)
    assert to == sorted(each.user.email for each in (
        house.contact, house.deputy, house.substitute, house.police_contact, house.hamar_police_contact,
    ))  # fmt: skip
    (police,) = (str(message.body) for message in mail.outbox if message.to == [house.police_contact.user.email])
    assert "Alvdal, Folldal, Tynset" in police
    assert token_to(house.contact).encode() not in bytes(Confirmation.objects.all()[0].digest or b"")


def test_question_lies_in_the_outbox_before_anything_can_die(house: House, settings: Any) -> None:
    settings.EMAIL_BACKEND = "avklar.foundation.notifications.backend.OutboxBackend"
    Appointment.objects.update(valid_from=clock.today() - days(365))
    actions.ask_for_confirmations(house.organisation("alvdal").pk)
    assert Outbox.objects.filter(user_id=None).count() == Confirmation.objects.count() == 3


def test_a_get_shows_and_changes_nothing_and_a_post_answers_once(asked: House) -> None:
    client, url = Client(), reverse("accounts:still_contact", args=[token_to(asked.contact)])
    page = client.get(url)
    assert "Berit Aasgard" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    client.head(url)
    assert not Confirmation.objects.filter(answered_at__isnull=False).exists()
    for wrong in ({"answer": ""}, {"answer": "x"}, {"answer": "å" * 10_000}):
        assert client.post(url, wrong).status_code == 422
    assert client.post(url, {"answer": "still"}).status_code == 200
    row = Confirmation.objects.get(membership=asked.contact.membership)
    assert (row.answer, row.digest) == ("still", None)
    assert client.post(url, {"answer": "not_any_more"}).status_code == 404
    assert client.get(url).status_code == 404
    with scope(asked.contact.organisation.pk):
        entry = Entry.objects.get(kind="confirmation", verb="answered")
    assert (entry.user_id, entry.object_id, entry.reason) == (asked.contact.user.pk, row.pk, "still")
    assert not Note.objects.filter(code__startswith="contact_").exists()


def test_many_guesses_are_stopped(house: House) -> None:
    client = Client()
    answers = [client.post(reverse("accounts:still_contact", args=["x" * 43])).status_code for _number in range(22)]
    assert set(answers[:20]) == {404}
    assert answers[-1] == 429


def test_a_no_is_told_to_the_lead_and_the_administrators(asked: House) -> None:
    actions.answer_confirmation(token=token_to(asked.contact), answer="not_any_more")
    told = set(Note.objects.filter(code="contact_leaving").values_list("user_id", flat=True))
    assert told == {each.user.pk for each in (asked.administrator, asked.second_administrator, asked.district_lead)}
    assert Appointment.objects.get(membership=asked.contact.membership).valid_to > clock.today()  # a human decides
    actions.answer_confirmation(token=token_to(asked.deputy), answer="phone")
    told = set(Note.objects.filter(code="contact_phone").values_list("user_id", flat=True))
    assert told == {asked.administrator.user.pk, asked.second_administrator.user.pk}
    alvdal = queries.contact_standing(asked.organisation("innlandet").pk)[asked.organisation("alvdal").pk]
    assert {each.name: each.leaving for each in alvdal.unconfirmed} == {"Berit Aasgard": True, "Siv Brendløkken": False}


def test_a_reminder_has_a_new_link_and_an_old_link_is_dead(
    asked: House, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    first = token_to(asked.contact)
    actions.answer_confirmation(token=token_to(asked.deputy), answer="still")
    with clock.frozen(clock.now() + days(13)):
        assert ask(asked, django_capture_on_commit_callbacks) == 0
    with clock.frozen(clock.now() + days(14)):
        assert ask(asked, django_capture_on_commit_callbacks) == 2
        assert ask(asked, django_capture_on_commit_callbacks) == 0
        assert actions.find_confirmation(token_to(asked.contact)).name == "Berit Aasgard"
        with pytest.raises(NotFound):
            actions.find_confirmation(first)
    with clock.frozen(clock.now() + days(14) + confirming.LASTS), pytest.raises(NotFound):
        actions.find_confirmation(token_to(asked.contact))


def test_a_link_about_nothing_any_more_is_dead(asked: House) -> None:
    token = token_to(asked.contact)
    with pytest.raises(Invalid):
        actions.answer_confirmation(token=token, answer="")
    actions.end_appointment(
        asked.administrator.actor(), appointment_id=Appointment.objects.get(membership=asked.contact.membership).pk
    )
    with pytest.raises(NotFound):
        actions.answer_confirmation(token=token, answer="still")
    token = token_to(asked.deputy)
    Membership.objects.filter(pk=asked.deputy.membership.pk).update(ended_at=clock.now())
    assert Client().get(reverse("accounts:still_contact", args=[token])).status_code == 404


def test_the_database_keeps_answer_and_link_apart(asked: House) -> None:
    rows = Confirmation.objects.filter(membership=asked.contact.membership)
    for wrong in ({"answer": "still"}, {"answered_at": clock.now()}, {"answer": "still", "answered_at": clock.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_what_ends_is_told_at_60_and_at_14_days_and_not_when_it_goes_on(house: House) -> None:
    alvdal, mine = house.organisation("alvdal").pk, Appointment.objects.filter(membership=house.contact.membership)
    assert actions.remind_of_endings(alvdal) == 0
    mine.update(valid_to=clock.today() + days(60))
    assert [actions.remind_of_endings(alvdal) for _round in range(2)] == [1, 0]
    told = set(Note.objects.filter(code="appointment_ending").values_list("user_id", "url"))
    manage, network = reverse("organisations:manage"), reverse("organisations:network")
    assert told == {
        (house.administrator.user.pk, manage),
        (house.second_administrator.user.pk, manage),
        (house.district_lead.user.pk, network),
    }
    with clock.frozen(clock.now() + days(46)):
        assert [actions.remind_of_endings(alvdal) for _round in range(2)] == [1, 0]
    mine.update(valid_to=clock.today() + days(10))
    Appointment.objects.create(
        membership=house.deputy.membership, municipality_id=alvdal, kind=CONTACT,
        valid_from=clock.today() + days(11), valid_to=clock.today() + days(400),
    )  # fmt: skip
    assert actions.remind_of_endings(alvdal) == 0
    Appointment.objects.filter(municipality__number="3403").update(valid_to=clock.today() + days(5))
    assert actions.remind_of_endings(house.organisation("innlandet").pk) == 1  # Hamar's police contact


def test_how_far_appointments_reach_without_a_gap() -> None:
    table = [
        ([], None),
        ([(DAY, DAY)], DAY),
        ([(DAY + days(1), DAY + days(9))], None),
        ([(DAY - days(9), DAY + days(5)), (DAY + days(6), DAY + days(20))], DAY + days(20)),
        ([(DAY - days(9), DAY + days(5)), (DAY + days(7), DAY + days(20))], DAY + days(5)),
        ([(DAY - days(9), DAY - days(1)), (DAY - days(5), DAY + days(3)), (DAY, DAY + days(1))], DAY + days(3)),
    ]
    for spans, expected in table:
        assert covered_until(spans, DAY) == expected


def test_a_municipality_on_a_day() -> None:
    berit, ola = uuid4(), uuid4()

    def span(who: UUID, kind: AppointmentKind, first: int, last: int) -> Span:
        return Span(uuid4(), who, kind, "Berit" if who == berit else "Ola", DAY + days(first), DAY + days(last))

    spans = [span(berit, CONTACT, -700, -30), span(ola, CONTACT, 10, 40), span(berit, DEPUTY, 0, 90),
             span(ola, DEPUTY, -400, 90)]  # fmt: skip
    asked = {ola: [Asked(DAY - days(35), Confirmed.STILL, DAY - days(20))],
             berit: [Asked(DAY - days(300), Confirmed.STILL, DAY - days(290))]}  # fmt: skip
    now = standing(spans, asked, DAY)
    assert (now.vacant, now.vacant_since, now.ends) == (True, DAY - days(29), None)
    assert now.overlaps == (DEPUTY,)
    assert [(each.name, each.confirmed_on) for each in now.held] == [("Ola", DAY - days(20)), ("Berit", None)]
    assert now.unconfirmed == ()
    assert [each.name for each in standing(spans, asked, DAY - days(25)).unconfirmed] == ["Ola"]
    then = standing(spans, asked, DAY - days(100))
    assert (then.vacant, then.ends, then.confirmed_on) == (False, DAY - days(30), DAY - days(290))
    later = standing(spans, asked, DAY + days(12))
    assert (later.ends, later.ends_soon(DAY + days(12)), later.confirmed_on) == (DAY + days(40), True, None)
    assert standing([], {}, DAY).vacant_since is None


def test_the_standing_of_a_district_takes_three_queries_however_large(
    house: House, django_assert_num_queries: Callable[..., object]
) -> None:
    district = house.organisation("innlandet")
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        found = queries.contact_standing(district.pk)
    assert len(found) == 6
    assert found[house.organisation("folldal").pk].vacant
    assert [each.name for each in found[house.organisation("alvdal").pk].contacts] == ["Berit Aasgard"]
    names = [each.name for each in found[house.organisation("tynset").pk].of(AppointmentKind.POLICE_CONTACT)]
    assert names == ["Stian Rustad"]
    Organisation = type(district)
    places = [Organisation(kind="municipality", number=f"9{number:03}", name=f"Sted {number}") for number in range(350)]
    Organisation.objects.bulk_create(places)
    Service.objects.bulk_create(
        Service(district=district, municipality=place, valid_from=clock.today()) for place in places
    )
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(queries.contact_standing(district.pk)) == 356
    assert queries.contact_standing(house.organisation("alvdal").pk) == {}
    assert queries.contact_standing(district.pk, clock.today() - days(500)) == {}


def test_a_role_counts_only_while_it_holds(house: House) -> None:
    alvdal, district = house.organisation("alvdal").pk, house.organisation("innlandet").pk
    members = Membership.objects.filter(pk=house.contact.membership.pk)
    members.update(confirmed_at=clock.now() - days(190), ended_at=clock.now() - days(3))
    now = queries.contact_standing(district)[alvdal]
    assert (now.vacant, now.vacant_since) == (True, clock.today() - days(3))
    assert not queries.contact_standing(district, clock.today() - days(4))[alvdal].vacant
    members.update(ended_at=None, confirmed_at=None, confirmed_by=None)
    assert queries.contact_standing(district)[alvdal].vacant_since is None


def test_the_lead_sees_what_each_municipality_needs(house: House, client_as: SignIn) -> None:
    url = reverse("organisations:network")
    Appointment.objects.filter(membership=house.stranger.membership).update(valid_to=clock.today() + days(30))
    client = client_as(house.district_lead)
    assert questions(client, url) <= 12
    page = client.get(url).content.decode()
    assert "Ingen kontakt er oppnevnt" in page
    assert "Alvdal, Folldal, Tynset" in page
    for code, shown, hidden in (("ledig", "Folldal</a>", "Tynset</a>"), ("snart", "Tynset</a>", "Folldal</a>")):
        page = client.get(url, {"vis": code}).content.decode()
        assert shown in page
        assert hidden not in page
    assert client.get(url, {"vis": "<script>"}).status_code == 200
    assert all(need.title for need in network_lines.NEEDS)
    for person in (house.contact, house.administrator, house.teacher, house.stranger, house.police_contact):
        assert client_as(person).get(url).status_code in (403, 404)


def test_two_workers_ask_once(asked: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            membership=asked.contact.membership, asked_on=clock.today(), expires=clock.now() + days(1)
        )
    token = token_to(asked.contact)
    actions.answer_confirmation(token=token, answer="still")
    with pytest.raises((NotFound, Conflict)):
        actions.answer_confirmation(token=token, answer="still")
