"""Agreements police–municipality: who enters and reads them, what counts on a day, reminders, attack files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.notifications.models import Note
from avklar.people.organisations import actions, agreement_lines, agreements, queries
from avklar.people.organisations.agreements import ENDING, EVALUATING
from avklar.people.organisations.models import AgreementEvaluation, AgreementVersion
from tests.cast import House, Person

SignIn = Callable[..., Client]
PDF = b"%PDF-1.7\n% a signed agreement\n%%EOF"
TODAY = clock.today()


def enter(person: Person, municipality_id: UUID, **changes: object) -> UUID:
    """Enter an agreement that holds for three years from a year ago."""
    given: dict[str, object] = {
        "municipality_id": municipality_id,
        "valid_from": clock.today() - timedelta(days=300),
        "valid_to": clock.today() + timedelta(days=700),
        "goals": ["Alle vet hvem de ringer."],
        "archive": "Kommunen arkiverer sitt, politiet sitt.",
        "file_name": "avtale.pdf",
        "file": PDF,
        "version": 0,
    }
    return actions.enter_agreement(person.actor(), **{**given, **changes})  # type: ignore[arg-type]


def evaluate(person: Person, municipality_id: UUID, **changes: object) -> None:
    given: dict[str, object] = {
        "municipality_id": municipality_id,
        "held_on": clock.today(),
        "worked": "Møtene.",
        "changes": "Flere møter.",
        "held_by": "Begge sider",
    }
    actions.evaluate_agreement(person.actor(), **{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture
def alvdal(house: House) -> UUID:
    return house.organisation("alvdal").pk


@pytest.mark.parametrize(
    ("versions", "held", "on", "expected"),
    [
        ([], [], date(2026, 1, 1), None),
        ([(1, date(2026, 2, 1), date(2027, 1, 31))], [], date(2026, 1, 1), None),
        # renewed before the first one ends: the first counts until then
        ([(1, date(2024, 1, 1), date(2026, 1, 31)), (2, date(2026, 2, 1), date(2028, 1, 31))], [],
         date(2026, 1, 31), (date(2024, 1, 1), date(2026, 1, 31), None, date(2024, 12, 31))),
        # corrected: the newest of two that hold
        ([(1, date(2025, 1, 1), date(2026, 1, 31)), (2, date(2025, 1, 1), date(2027, 1, 31))], [date(2025, 9, 1)],
         date(2026, 1, 1), (date(2025, 1, 1), date(2027, 1, 31), date(2025, 9, 1), date(2026, 9, 1))),
        # ended
        ([(1, date(2024, 1, 1), date(2025, 1, 31))], [date(2024, 5, 1), date(2026, 5, 1)],
         date(2026, 1, 1), (date(2024, 1, 1), date(2025, 1, 31), date(2024, 5, 1), date(2025, 5, 1))),
    ],
    ids=["none", "to come", "renewed", "corrected", "ended"],
)  # fmt: skip
def test_standing_on_a_day(versions: list, held: list, on: date, expected: tuple | None) -> None:
    found = agreements.standing(versions, held, on)
    assert (found and (found.valid_from, found.valid_to, found.evaluated_on, found.evaluation_due)) == expected


def test_both_sides_enter_and_read_and_nobody_else(house: House, alvdal: UUID) -> None:
    first = enter(house.administrator, alvdal)
    second = enter(house.district_lead, alvdal, version=1, file=PDF + b"2")
    for person in (house.teacher, house.contact, house.district_lead, house.police_contact):
        assert queries.agreement_file(person.actor(), alvdal, first) == PDF
        assert queries.agreement_file(person.actor(), alvdal, second) == PDF + b"2"
    sides = queries.pair(house.teacher.actor(), alvdal)
    assert [each.position for each in queries.versions(sides)] == [2, 1]
    for person in (house.stranger, house.hamar_contact):
        with pytest.raises(NotFound):
            queries.agreement_file(person.actor(), alvdal, first)
    hamar = house.organisation("hamar").pk
    with pytest.raises(NotFound):
        queries.agreement_file(house.district_lead.actor(), hamar, first)
    with pytest.raises(NotFound):
        enter(house.administrator, hamar)
    for person in (house.contact, house.teacher, house.stranger, house.police_contact):
        with pytest.raises(Denied):
            enter(person, alvdal, version=2)


def test_the_file_is_kept_encrypted(house: House, alvdal: UUID) -> None:
    enter(house.administrator, alvdal)
    assert b"signed agreement" not in bytes(AgreementVersion.objects.get().file)


def test_entries_are_never_overwritten(house: House, alvdal: UUID) -> None:
    enter(house.administrator, alvdal)
    evaluate(house.administrator, alvdal)
    for rows in (AgreementVersion.objects.all(), AgreementEvaluation.objects.all()):
        for change in (lambda rows=rows: rows.update(position=9), lambda rows=rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_twice_the_same_form_makes_one_and_a_stale_one_is_told(house: House, alvdal: UUID) -> None:
    once = clock.new_id()
    assert enter(house.administrator, alvdal, submission=once) == enter(house.administrator, alvdal, submission=once)
    evaluate(house.administrator, alvdal, submission=once)
    evaluate(house.administrator, alvdal, submission=once)
    assert (AgreementVersion.objects.count(), AgreementEvaluation.objects.count()) == (1, 1)
    with pytest.raises(Conflict):
        enter(house.district_lead, alvdal, version=0)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("valid_to", {"valid_to": date(2020, 1, 1)}),
        ("valid_to", {"valid_to": date(2099, 1, 1)}),
        ("goals", {"goals": []}),
        ("goals", {"goals": ["x"] * 11}),
        ("goals", {"goals": ["x" * 201]}),
        ("archive", {"archive": " "}),
        ("archive", {"archive": "å" * 200_000}),
        ("archive", {"archive": "a\0b"}),
        ("file", {"file": b"MZ\x90 a program"}),
        ("file", {"file": b""}),
        ("file", {"file": b"<html>%PDF-1.7"}),
        ("file", {"file": b"%PDF-" + b"x" * agreements.LARGEST_FILE}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_an_agreement_is_refused(house: House, alvdal: UUID, field: str, changes: dict) -> None:
    with pytest.raises(Invalid) as refused:
        enter(house.administrator, alvdal, **changes)
    assert list(refused.value.fields) == [field]
    assert not AgreementVersion.objects.exists()


def test_an_evaluation_needs_an_agreement_and_a_day_that_has_come(house: House, alvdal: UUID) -> None:
    with pytest.raises(Invalid):
        evaluate(house.administrator, alvdal)
    enter(house.administrator, alvdal)
    for held_on in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=301)):
        with pytest.raises(Invalid) as refused:
            evaluate(house.administrator, alvdal, held_on=held_on)
        assert list(refused.value.fields) == ["held_on"]


def test_both_sides_are_reminded_once(house: House, alvdal: UUID) -> None:
    district = house.organisation("innlandet").pk
    enter(house.administrator, alvdal, valid_to=clock.today() + timedelta(days=89))
    assert actions.remind_of_agreements(district) == 1
    assert actions.remind_of_agreements(district) == 0
    told = set(Note.objects.filter(code=ENDING).values_list("user_id", flat=True))
    assert told == {each.user.pk for each in (house.administrator, house.second_administrator, house.district_lead)}
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert actions.remind_of_agreements(district) == 1
    assert Note.objects.filter(code=EVALUATING).count() == 3
    assert [row.late for row in agreement_lines.my_day(house.district_lead.actor())] == [False]
    assert agreement_lines.my_day(house.teacher.actor()) == []


def test_the_standing_of_a_district_takes_one_query(
    house: House, alvdal: UUID, django_assert_num_queries: Callable
) -> None:
    enter(house.administrator, alvdal)
    with django_assert_num_queries(1):
        found = queries.agreement_standing(house.organisation("innlandet").pk)
    assert list(found) == [alvdal]
    assert queries.agreement_standing(house.organisation("innlandet").pk, clock.today() - timedelta(days=301)) == {}


def test_the_pages_show_it_to_both_and_the_file_is_a_download(house: House, alvdal: UUID, client_as: SignIn) -> None:
    version_id = enter(house.administrator, alvdal)
    evaluate(house.administrator, alvdal, worked="<script>alert(1)</script>")
    here = reverse("organisations:agreement", args=[alvdal])
    for person in (house.teacher, house.district_lead):
        page = client_as(person).get(here).content.decode()
        assert "Alle vet hvem de ringer." in page
        assert "<script>alert" not in page
        assert "Alvdal" in client_as(person).get(reverse("organisations:agreements")).content.decode()
    file = client_as(house.teacher).get(reverse("organisations:agreement_file", args=[alvdal, version_id]))
    assert file.content == PDF
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    for url in (here, reverse("organisations:agreement_file", args=[alvdal, version_id])):
        assert client_as(house.stranger).get(url).status_code == 404


def test_the_forms_enter_and_keep_what_was_typed(house: House, alvdal: UUID, client_as: SignIn) -> None:
    client, url = client_as(house.administrator), reverse("organisations:agreement_enter", args=[alvdal])
    typed = {
        "valid_from": "1.1.2026",
        "valid_to": "",
        "goals": "- Et mål\n\n- Et til",
        "archive": "Begge",
        "version": "0",
    }
    answer = client.post(url, {**typed, "file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 422
    assert "Et mål" in answer.content.decode()
    assert "Velg fila en gang til" in answer.content.decode()
    answer = client.post(url, {**typed, "valid_to": "31.12.2028", "file": SimpleUploadedFile("a.pdf", b"PK\3\4")})
    assert "Fila er ikke en PDF" in answer.content.decode()
    answer = client.post(url, {**typed, "valid_to": "31.12.2028", "file": SimpleUploadedFile("æ/../a.pdf", PDF)})
    assert answer.status_code == 302
    assert AgreementVersion.objects.get().goals == ["Et mål", "Et til"]
    answer = client.post(url, {**typed, "valid_to": "31.12.2028", "file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 409
    assert "Et mål" in answer.content.decode()
    held = {"held_on": clock.today().strftime("%d.%m.%Y"), "worked": "Ja", "changes": "Nei", "held_by": "Vi"}
    there = reverse("organisations:agreement_evaluate", args=[alvdal])
    assert client.post(there, {**held, "worked": ""}).status_code == 422
    assert client.post(there, held).status_code == 302
    assert AgreementEvaluation.objects.get().worked == "Ja"
