"""The list of contacts and the import as pages: what stands there, for whom, and what the exports hold."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from avklar.foundation import clock
from avklar.people.organisations import queries
from avklar.people.organisations.importing import files
from avklar.people.organisations.importing.lines import lines_in
from avklar.people.organisations.importing.verdicts import Verdict, judge
from avklar.people.organisations.models import ContactImport, ListedContact
from avklar.people.organisations.states import AppointmentKind
from tests.cast import House
from tests.people.organisations.test_importing import ATTACKS, ROWS, text

SignIn = Callable[..., Client]
CONTACT = AppointmentKind.CONTACT
UPLOAD = "organisations:contacts_import"


@pytest.fixture
def lead(house: House, client_as: SignIn) -> Client:
    return client_as(house.district_lead)


def listed(house: House, key: str, name: str, **fields: object) -> ListedContact:
    return ListedContact.objects.create(municipality=house.organisation(key), kind=CONTACT, name=name, **fields)


def upload(client: Client, content: bytes, name: str = "kontakter.csv") -> str:
    """Where the upload leads to."""
    answer = client.post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def export(client: Client, shape: str, **query: str) -> bytes:
    answer = client.get(reverse("organisations:contacts_export", args=[shape]), query)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="kontakter-')
    return bytes(answer.content)


def test_upload_look_choose_and_confirm(house: House, lead: Client) -> None:
    here = upload(lead, text(ROWS), "../../<b>liste</b>.csv")
    page = lead.get(here).content.decode()
    for words in ("Ny", "Trenger et valg", "Kan ikke leses", "Tas ikke med", "«Foldal»", "«feil» er ikke en e-post"):
        assert words in page
    assert "<b>liste" not in page
    seen = queries.fingerprint(queries.world(house.organisation("innlandet").pk))
    key = page.split('name="q')[1].split('"')[0]
    folldal = str(house.organisation("folldal").pk)
    for given in (
        {},
        {"leave_out": "on"},
        {"leave_out": "on", f"q{key}": "tull"},
        {"leave_out": "on", f"q{key}": "\0"},
    ):
        assert lead.post(here, {"seen": seen, **given}).status_code == 422
    assert not ListedContact.objects.exists()
    answers = {"leave_out": "on", f"q{key}": folldal}
    stale = lead.post(here, {"seen": "0" * 32, **answers})
    assert stale.status_code == 409
    assert "Lista er endret siden" in stale.content.decode()
    for _click in range(2):
        assert lead.post(here, {"seen": seen, **answers}).status_code == 302
    assert set(ListedContact.objects.values_list("name", "municipality__name")) == {
        ("Kari Øien", "Folldal"),
        ("Ola Bø", "Folldal"),
    }
    assert "2 nye kontakter er ført inn." in lead.get(reverse("organisations:contacts")).content.decode()
    assert lead.get(here).status_code == 404


def test_an_answer_may_raise_another_question(house: House, lead: Client) -> None:
    rows = [["Kommune", "Navn", "Tlf"], ["Folldal", "Kari", "40000001"], ["Foldal", "Kari", "40000002"]]
    here = upload(lead, text(rows))
    page = lead.get(here).content.decode()
    key = page.split('name="q')[1].split('"')[0]
    seen = queries.fingerprint(queries.world(house.organisation("innlandet").pk))
    answer = lead.post(here, {"seen": seen, f"q{key}": str(house.organisation("folldal").pk)})
    assert answer.status_code == 422
    assert "Hvilken linje gjelder for Kari?" in answer.content.decode()
    other = next(
        part.split('"')[0] for part in answer.content.decode().split('name="q')[1:] if not part.startswith(key)
    )
    given = {"seen": seen, f"q{key}": str(house.organisation("folldal").pk), f"q{other}": "3"}
    assert lead.post(here, given).status_code == 302
    assert ListedContact.objects.get().phone == "400 00 002"


@pytest.mark.parametrize("name", ["empty", "zip bomb", "macros", "zero bytes", "too large", "a picture"])
def test_a_hostile_file_is_told_at_the_field(lead: Client, name: str) -> None:
    content, sentence = ATTACKS[name]
    answer = lead.post(reverse(UPLOAD), {"file": SimpleUploadedFile("kontakter.xlsx", content)})
    assert answer.status_code == 422
    assert str(sentence) in answer.content.decode()
    assert not ContactImport.objects.exists()


def test_only_the_district_imports_and_only_the_owner_looks(house: House, lead: Client, client_as: SignIn) -> None:
    here = upload(lead, text(ROWS))
    for key, status in (("administrator", 404), ("contact", 403), ("stranger", 403), ("police_contact", 403)):
        client = client_as(house.people[key])
        assert {client.get(reverse(UPLOAD)).status_code, client.get(here).status_code} == {status}
        assert client.post(here, {"seen": "x", "leave_out": "on"}).status_code == status
    assert not ListedContact.objects.exists()


def test_everybody_sees_who_is_listed_until_the_person_is_appointed(
    house: House, lead: Client, client_as: SignIn
) -> None:
    listed(house, "folldal", "Kari Øien", phone="400 00 001")
    listed(house, "folldal", "Gammel Kontakt", valid_to=clock.today() - timedelta(days=1))
    listed(house, "alvdal", "Et Annet Navn", email=house.contact.user.email)
    page = client_as(house.teacher).get(reverse("organisations:directory")).content.decode()
    assert page.count("Meldt inn, har ikke tatt Avklar i bruk") == 1
    assert "Kari Øien" in page
    assert "2 kommuner har ingen kontakt nå." in page


def test_the_list_shows_each_its_own(house: House, lead: Client, client_as: SignIn) -> None:
    row, other = listed(house, "alvdal", "Kari Øien"), listed(house, "tynset", "Ola Bø")
    everything = lead.get(reverse("organisations:contacts")).content.decode()
    own = client_as(house.administrator).get(reverse("organisations:contacts")).content.decode()
    assert ("Kari Øien" in everything, "Ola Bø" in everything, "Liv Tronsmo" in everything) == (True, True, True)
    assert ("Kari Øien" in own, "Ola Bø" in own, "Liv Tronsmo" in own) == (True, False, False)
    tynset = lead.get(reverse("organisations:contacts"), {"municipality": str(other.municipality_id)}).content.decode()
    assert ("Kari Øien" in tynset, "Ola Bø" in tynset) == (False, True)
    nobody = lead.get(reverse("organisations:contacts"), {"municipality": "tull", "kind": "\0"}).content.decode()
    assert "Kari Øien" not in nobody
    administrator = client_as(house.administrator)
    there = reverse("organisations:contacts_correct", args=[row.pk])
    typed = {"name": "Kari <b>Ny", "email": "feil", "phone": "40000009", "version": "1", "valid_to": "31.12.2027"}
    refused = administrator.post(there, typed)
    assert refused.status_code == 422
    assert "ser ikke ut som et navn" in refused.content.decode()
    good = typed | {"name": "Kari Ny", "email": "KARI@alvdal.example"}
    assert administrator.post(there, good).status_code == 302
    assert administrator.post(there, good).status_code == 409
    row.refresh_from_db()
    assert (row.name, row.email, row.phone) == ("Kari Ny", "kari@alvdal.example", "400 00 009")
    assert administrator.get(reverse("organisations:contacts_correct", args=[other.pk])).status_code == 404
    assert administrator.post(reverse("organisations:contacts_unlist", args=[other.pk])).status_code == 404
    assert administrator.post(reverse("organisations:contacts_unlist", args=[row.pk])).status_code == 302
    assert list(ListedContact.objects.values_list("name", flat=True)) == ["Ola Bø"]


def test_exports_hold_the_filtered_contacts_and_no_formulas(house: House, lead: Client) -> None:
    listed(
        house,
        "folldal",
        '=HYPERLINK("http://x.example")',
        email="kari@folldal.example",
        phone="400 00 001 / 62 48 00 00",
    )
    listed(house, "folldal", "Linje\nNOTE:skift", email="+1@folldal.example")
    content = export(lead, "xlsx", municipality=str(house.organisation("folldal").pk))
    sheet = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in sheet[1:]] == ['=HYPERLINK("http://x.example")', "Linje\nNOTE:skift", "Stian Rustad"]
    assert b"<f>" not in content
    found = list(vobject.readComponents(export(lead, "vcf").decode()))
    assert len(found) == 12
    assert {card.fn.value for card in found} >= {"Berit Aasgard", "Linje\nNOTE:skift"}
    assert not [card for card in found if "note" in card.contents]
    assert len(list(vobject.readComponents(export(lead, "vcf", kind="deputy").decode()))) == 1
    assert export(lead, "pdf").startswith(b"%PDF-")
    assert lead.get(reverse("organisations:contacts_export", args=["exe"])).status_code == 404


def test_an_export_imported_again_changes_nothing(house: House, lead: Client) -> None:
    listed(house, "folldal", "Kari Øien", email="kari@folldal.example", phone="400 00 001", valid_to=clock.today())
    found = lines_in(files.sheets_in(export(lead, "xlsx")))
    preview = judge(found, queries.world(house.organisation("innlandet").pk), {})
    assert {row.verdict for row in preview.rows} == {Verdict.UNCHANGED, Verdict.LEFT_OUT}
    assert preview.questions == []
