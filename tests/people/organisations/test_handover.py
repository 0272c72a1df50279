"""Hand-overs: who begins and sees a list, what it may hold, both ticks, changes in between, the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from avklar.people.organisations import actions, handing_over, handover_rows, queries
from avklar.people.organisations.handing_over import Parties, standard_for
from avklar.people.organisations.models import Appointment, Handover, HandoverPoint, Membership
from avklar.people.organisations.states import AppointmentKind, Ended, Side
from tests.cast import House, Person

SignIn = Callable[..., Client]
LEAVES, TAKES = Side.LEAVES, Side.TAKES_OVER


def appointment(person: Person) -> Appointment:
    return Appointment.objects.filter(membership=person.membership).order_by("pk")[0]


@pytest.fixture
def handover_id(house: House) -> UUID:
    """Berit leaves in a fortnight; Ola takes over."""
    made = actions.end_appointment(
        house.administrator.actor(),
        appointment_id=appointment(house.contact).pk,
        last_day=clock.today() + timedelta(days=14),
        why=Ended.NEW_JOB,
        hand_over=True,
        taker_id=house.deputy.user.pk,
    )
    assert made is not None
    return made


@pytest.fixture
def newcomer(house: House) -> Person:
    """The teacher, who is to be the next contact."""
    role = Role.RADICALISATION_CONTACT
    actions.grant(house.administrator.actor(), user_id=house.teacher.user.pk, role=role)
    return replace(house.teacher, role=role)


def points(handover_id: UUID) -> list[UUID]:
    return list(HandoverPoint.objects.filter(handover=handover_id).order_by("position").values_list("pk", flat=True))


def tick(person: Person, handover_id: UUID, side: Side, *chosen: UUID, version: int = 1) -> bool:
    wanted = chosen or points(handover_id)
    return actions.tick_off(person.actor(), handover_id=handover_id, side=side, point_ids=wanted, version=version)


def add(person: Person, handover_id: UUID, text: str, **given: object) -> None:
    wanted = {"goes_to": "successor", "version": 1, **given}
    actions.add_point(person.actor(), handover_id=handover_id, text=text, **wanted)  # type: ignore[arg-type]


def test_who_ticks_for_whom(house: House) -> None:
    leaver, taker, other = (person.user.pk for person in (house.contact, house.deputy, house.administrator))
    here, shut = Parties(leaver, taker, shut_out=False), Parties(leaver, taker, shut_out=True)
    table = [
        (here, leaver, False, (LEAVES,)),
        (here, taker, False, (TAKES,)),
        (here, other, True, ()),
        (shut, other, True, (LEAVES,)),
        (shut, other, False, ()),
        (shut, taker, True, (TAKES,)),  # an administrator who takes over never ticks both sides
        (Parties(leaver, None, shut_out=True), other, True, (LEAVES,)),
    ]
    for parties, person, administers, sides in table:
        assert parties.sides_of(person, administers=administers) == sides


def test_every_kind_has_its_own_points() -> None:
    says = {kind: [each.code for each in standard_for(kind)] for kind in AppointmentKind}
    assert says[AppointmentKind.CONTACT] == says[AppointmentKind.DEPUTY] == says[AppointmentKind.SUBSTITUTE]
    assert "police" in says[AppointmentKind.CONTACT]
    assert "police" not in says[AppointmentKind.POLICE_CONTACT]
    assert all(len(each.code) <= 20 for each in handing_over.STANDARD)


def test_both_tick_and_then_it_is_finished(house: House, handover_id: UUID) -> None:
    first, *rest = points(handover_id)
    assert not tick(house.contact, handover_id, LEAVES)
    assert not tick(house.deputy, handover_id, TAKES, *rest)
    assert tick(house.deputy, handover_id, TAKES, first)
    card = queries.handover(house.contact.actor(), handover_id)
    assert card.finished_at is not None
    assert (card.sides, card.may_arrange) == ((), False)
    told = set(Note.objects.filter(code="handover_done").values_list("user_id", flat=True))
    assert told == {house.administrator.user.pk, house.second_administrator.user.pk}
    with scope(house.contact.organisation.pk):
        entries = Entry.objects.filter(kind="handover", object_id=handover_id).order_by("number")
        verbs = list(entries.values_list("verb", flat=True))
    assert verbs == ["opened", "handed-over", "received", "received"]
    for change in (
        lambda: tick(house.contact, handover_id, LEAVES),
        lambda: add(house.contact, handover_id, "Et punkt til"),
        lambda: actions.take_back_tick(house.contact.actor(), handover_id=handover_id, side=LEAVES, point_id=first),
    ):
        with pytest.raises(Conflict):
            change()


def test_nobody_ticks_for_the_other(house: House, handover_id: UUID) -> None:
    for person, side in (
        (house.contact, TAKES), (house.deputy, LEAVES), (house.administrator, LEAVES), (house.administrator, TAKES),
    ):  # fmt: skip
        with pytest.raises(Denied):
            tick(person, handover_id, side)
    with clock.frozen(clock.now() + timedelta(days=20)):  # the leaver is gone
        assert not tick(house.administrator, handover_id, LEAVES)
        with pytest.raises(Denied):
            tick(house.administrator, handover_id, TAKES)


def test_strangers_and_other_roles_find_nothing(house: House, handover_id: UUID, client_as: SignIn) -> None:
    one = points(handover_id)[0]
    outside = (house.stranger, house.teacher, house.substitute, house.district_lead, house.police_contact,
               house.privacy_officer, house.hamar_contact)  # fmt: skip
    for person in outside:
        actor = person.actor()
        for do in (
            lambda actor=actor: queries.handover(actor, handover_id),
            lambda actor=actor: actions.tick_off(
                actor, handover_id=handover_id, side=LEAVES, point_ids=[one], version=1
            ),
            lambda actor=actor: actions.remove_point(actor, handover_id=handover_id, point_id=one, version=1),
            lambda actor=actor: actions.start_handover(actor, appointment_id=appointment(house.deputy).pk),
        ):
            with pytest.raises(NotFound):
                do()
        assert handover_rows.my_day(actor) == []
        shut = 403 if person is house.substitute else 404  # a substitute has no role while the others are there
        assert client_as(person).get(reverse("organisations:handover", args=[handover_id])).status_code == shut
        assert client_as(person).post(reverse("organisations:handover_tick", args=[handover_id])).status_code == shut
    with pytest.raises(NotFound):  # the one who takes over doesn't choose another
        actions.choose_taker(
            house.deputy.actor(), handover_id=handover_id, taker_id=house.substitute.user.pk, version=1
        )
    foreign = appointment(house.stranger).pk
    for start in (actions.start_handover, actions.end_appointment):
        with pytest.raises(NotFound):
            start(house.administrator.actor(), appointment_id=foreign)


def test_points_of_another_list_are_not_ticked(house: House, handover_id: UUID) -> None:
    other = actions.start_handover(house.deputy.actor(), appointment_id=appointment(house.deputy).pk)
    with pytest.raises(NotFound):
        tick(house.contact, handover_id, LEAVES, points(handover_id)[0], points(other)[0])
    assert not HandoverPoint.objects.filter(given_at__isnull=False).exists()


def test_the_one_who_takes_over_is_a_member_with_a_role_and_not_the_leaver(house: House) -> None:
    mine = appointment(house.contact).pk
    for wrong in (house.contact, house.teacher, house.substitute, house.stranger, house.police_contact):
        with pytest.raises(Invalid) as refused:
            actions.start_handover(house.contact.actor(), appointment_id=mine, taker_id=wrong.user.pk)
        assert list(refused.value.fields) == ["taker"]
    first = actions.start_handover(house.contact.actor(), appointment_id=mine)
    assert actions.start_handover(house.administrator.actor(), appointment_id=mine) == first
    assert Handover.objects.count() == 1


def test_a_new_one_to_take_over_ticks_anew(house: House, handover_id: UUID, newcomer: Person) -> None:
    tick(house.contact, handover_id, LEAVES)
    tick(house.deputy, handover_id, TAKES, points(handover_id)[0])
    actions.choose_taker(house.contact.actor(), handover_id=handover_id, taker_id=newcomer.user.pk, version=1)
    assert not HandoverPoint.objects.filter(received_at__isnull=False).exists()
    assert HandoverPoint.objects.filter(given_at__isnull=True).count() == 0
    with pytest.raises(NotFound):
        queries.handover(house.deputy.actor(), handover_id)
    assert tick(newcomer, handover_id, TAKES, version=2)


def test_a_stale_page_is_told_and_changes_nothing(house: House, handover_id: UUID) -> None:
    once = clock.new_id()
    add(house.deputy, handover_id, "Hvor plakatene ligger", submission=once)
    add(house.deputy, handover_id, "Hvor plakatene ligger", submission=once)
    assert len(points(handover_id)) == len(standard_for(AppointmentKind.CONTACT)) + 1
    one = points(handover_id)[0]
    for change in (
        lambda: tick(house.contact, handover_id, LEAVES),
        lambda: add(house.contact, handover_id, "Et til"),
        lambda: actions.remove_point(house.contact.actor(), handover_id=handover_id, point_id=one, version=1),
        lambda: actions.choose_taker(
            house.contact.actor(), handover_id=handover_id, taker_id=house.substitute.user.pk, version=1
        ),
    ):
        with pytest.raises(Conflict):
            change()
    assert not HandoverPoint.objects.filter(given_at__isnull=False).exists()


def test_a_ticked_point_stays_until_the_tick_is_taken_back(house: House, handover_id: UUID) -> None:
    one, actor = points(handover_id)[0], house.contact.actor()
    tick(house.contact, handover_id, LEAVES, one)
    with pytest.raises(Conflict):
        actions.remove_point(actor, handover_id=handover_id, point_id=one, version=1)
    actions.take_back_tick(actor, handover_id=handover_id, side=LEAVES, point_id=one)
    actions.remove_point(actor, handover_id=handover_id, point_id=one, version=1)
    assert one not in points(handover_id)
    with pytest.raises(NotFound):
        actions.remove_point(actor, handover_id=handover_id, point_id=one, version=2)


@pytest.mark.parametrize(
    "text",
    ["Kari Nordmoen venter på svar", "Ring 91 23 45 67", "Storgata 14 B", "12.03.2009", "kari@skole.example",
     "", "a\0b", "å" * 200_000],
    ids=["name", "phone", "address", "date", "mail", "empty", "zero byte", "long"],
)  # fmt: skip
def test_no_point_points_at_a_person(house: House, handover_id: UUID, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(house.contact, handover_id, text)
    assert list(refused.value.fields) == ["text"]
    assert not HandoverPoint.objects.exclude(text="").exists()


def test_the_lead_sees_numbers_only(
    house: House, handover_id: UUID, django_assert_num_queries: Callable[..., object]
) -> None:
    alvdal, district = house.organisation("alvdal").pk, house.organisation("innlandet").pk
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        counts = queries.handover_counts(district)
    assert {place: (each.open, each.finished) for place, each in counts.items()} == {alvdal: (1, 0)}
    tick(house.contact, handover_id, LEAVES)
    tick(house.deputy, handover_id, TAKES)
    assert queries.handover_counts(district)[alvdal].finished == 1


def test_my_day_says_what_is_left(house: House, handover_id: UUID, client_as: SignIn) -> None:
    number = len(points(handover_id))
    assert [str(row.state.text) for row in handover_rows.my_day(house.deputy.actor()) if row.state] == [
        f"{number} punkter igjen"
    ]
    tick(house.deputy, handover_id, TAKES)
    (row,) = handover_rows.my_day(house.deputy.actor())
    assert row.state is not None
    assert row.state.kind == "wait"
    assert "Det du gir fra deg" in client_as(house.contact).get(reverse("home:my_day")).content.decode()


def test_the_pages_end_hand_over_and_keep_what_was_typed(house: House, client_as: SignIn, newcomer: Person) -> None:
    mine, admin = appointment(house.contact), client_as(house.administrator)
    url = reverse("organisations:end_appointment", args=[mine.pk])
    typed = {"last_day": f"{clock.today() + timedelta(days=9):%d.%m.%Y}", "taker": str(house.deputy.user.pk)}
    assert admin.get(url).status_code == 200
    answer = admin.post(url, typed)
    assert answer.status_code == 422
    assert typed["last_day"] in answer.content.decode()
    for wrong in ("1.1.2020", "1.1.2099"):
        assert admin.post(url, {**typed, "last_day": wrong, "why": "new_job"}).status_code == 422
    here = admin.post(url, {**typed, "why": "new_job"})["Location"]
    mine.refresh_from_db()
    assert (mine.why_ended, mine.valid_to) == ("new_job", clock.today() + timedelta(days=9))
    leaver, list_id = client_as(house.contact), Handover.objects.get().pk
    assert "Rutinene og hvor de står" in leaver.get(here).content.decode()
    add_url = reverse("organisations:handover_add", args=[list_id])
    refused = leaver.post(add_url, {"text": "Ring Kari Nordmoen", "goes_to": "deputy", "version": "1"})
    assert refused.status_code == 422
    assert "Ring Kari Nordmoen" in refused.content.decode()
    added = {"text": "<b>Plakatene</b>", "goes_to": "deputy", "version": "1"}
    assert leaver.post(add_url, added).status_code == 302
    assert leaver.post(add_url, {**added, "text": "Et til"}).status_code == 409
    page = leaver.get(here).content.decode()
    assert "&lt;b&gt;Plakatene" in page
    tick_url = reverse("organisations:handover_tick", args=[list_id])
    one = str(points(list_id)[0])
    leaver.post(tick_url, {"version": "1", "point": one})  # stale
    assert not HandoverPoint.objects.filter(given_at__isnull=False).exists()
    leaver.post(tick_url, {"version": "2", "point": one})
    assert HandoverPoint.objects.filter(given_at__isnull=False).count() == 1
    leaver.post(reverse("organisations:handover_untick", args=[list_id, one]))
    leaver.post(reverse("organisations:handover_remove", args=[list_id, one]), {"version": "2"})
    assert not HandoverPoint.objects.filter(pk=one).exists()
    taker_url = reverse("organisations:handover_taker", args=[list_id])
    assert leaver.post(taker_url, {"taker": str(newcomer.user.pk), "version": "3"}).status_code == 302
    for bad in ({"version": "x", "point": one}, {"version": "3", "point": "x"}, {"point": one}):
        assert leaver.post(tick_url, bad).status_code == 404
    assert leaver.post(tick_url, {"version": "3"}).status_code == 302


def test_a_leaver_begins_the_own_list(house: House, client_as: SignIn) -> None:
    client, url = (
        client_as(house.contact),
        reverse("organisations:start_handover", args=[appointment(house.contact).pk]),
    )
    assert url in client.get(reverse("organisations:directory")).content.decode()
    assert client.post(url, {"taker": "later"}).status_code == 302
    assert Handover.objects.get().taker_id is None
    assert client_as(house.teacher).get(url).status_code == 404


def test_without_a_role_any_more_the_administrator_finishes(house: House, handover_id: UUID) -> None:
    Membership.objects.filter(pk=house.contact.membership.pk).update(ended_at=clock.now())
    assert not tick(house.administrator, handover_id, LEAVES)
    assert tick(house.deputy, handover_id, TAKES)
