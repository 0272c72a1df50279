"""Contacts from spreadsheets as districts keep them: messy ones, attack files, twice the same, nothing half done."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.people.organisations import actions, queries
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.importing import files, keeping
from avklar.people.organisations.importing.asking import SKIP
from avklar.people.organisations.importing.lines import Line, lines_in
from avklar.people.organisations.importing.verdicts import Preview, Verdict, World, judge
from avklar.people.organisations.listed import Contact, Listed
from avklar.people.organisations.models import ContactImport, ListedContact, Membership
from avklar.people.organisations.states import AppointmentKind, OrganisationKind
from tests.cast import House

CONTACT, DEPUTY, POLICE = AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.POLICE_CONTACT
NAMES = {"3428": "Alvdal", "3427": "Tynset", "3438": "Sør-Fron", "3439": "Ringebu", "3419": "Våler", "3433": "Skjåk"}
PLACES = [
    OrganisationCard(UUID(int=int(number)), OrganisationKind.MUNICIPALITY, number, name, "nb", 0, "")
    for number, name in NAMES.items()
]
EMPTY = World(PLACES, frozenset(), ())


def xlsx(rows: Sequence[Sequence[Any]], merges: Sequence[str] = ()) -> bytes:
    """A real Excel file; `merges` as «A2:A4»."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif cell != "":
                    page.write(number, column, cell)
        for merge in merges:
            first = merge.split(":")[0]
            page.merge_range(merge, rows[int(first[1:]) - 1][ord(first[0]) - ord("A")])
    return file.getvalue()


def text(rows: Sequence[Sequence[Any]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def read(content: bytes) -> list[tuple[str, str, str, str, str]]:
    """(number, kind, name, e-mail, telephone) of everybody a file would bring in."""
    found = judge(lines_in(files.sheets_in(content)), EMPTY, {})
    assert not found.questions
    assert not found.of(Verdict.UNREADABLE)
    return [
        (f"{row.contact.place.int}", str(row.contact.kind), row.contact.name, row.contact.email, row.contact.phone)
        for row in found.rows
        if row.contact
    ]


KARI = ("3428", "contact", "Kari Øien", "kari@alvdal.example", "400 00 001")
OLA = ("3428", "deputy", "Ola Å. Bø", "ola@alvdal.example", "62 48 00 00")
LIV = ("3427", "contact", "Liv Aas", "liv@tynset.example", "")

MESSY: dict[str, tuple[bytes, list[tuple[str, ...]]]] = {
    "preamble, any order, any wording": (
        xlsx(
            [
                ["Radikaliseringskontakter i distriktet"], ["Oppdatert 1. mars"], [],
                ["Tlf.", "E-post:", "KONTAKTPERSON", "Komm.nr", "Kommune", "Rolle/funksjon"],
                [40000001, "Kari@Alvdal.example", "Kari Øien", 3428, "Alvdal", "Radikaliseringskontakt"],
                ["62 48 00 00", "mailto:ola@alvdal.example", "Ola Å. Bø", 3428, "Alvdal kommune", "vara"],
                ["", "liv@tynset.example", "Aas, Liv", 3427, "", "Kontakt"],
            ]
        ),
        [KARI, OLA, LIV],
    ),
    "merged municipality, and one that is only empty": (
        xlsx(
            [
                ["Kommune", "Funksjon", "Navn", "Mail", "Mobil"],
                ["Alvdal", "Kontakt", "Kari Øien", "kari@alvdal.example", "+47 400 00 001"],
                ["", "Vara", "Ola Å. Bø", "ola@alvdal.example", "62480000"],
                ["Tynset", "Kontakt", "Liv Aas", "liv@tynset.example", ""],
                ["", "Vara", "Vakant", "", ""],
            ],
            ["A2:A3"],
        ),
        [KARI, OLA, LIV],
    ),
    "contact and deputy in one row": (
        text(
            [
                ["Kommunenr", "Kontaktperson", "E-post", "Telefon", "Vara", "E-post vara", "Tlf vara"],
                ["3428", "Kari Øien", "kari@alvdal.example", "40000001", "Ola Å. Bø", "ola@alvdal.example", "62480000"],
                ["3427", "Liv Aas", "liv@tynset.example", "-", "ikke oppnevnt", "", ""],
            ]
        ),
        [KARI, OLA, LIV],
    ),
    "group headings above, merged": (
        xlsx(
            [
                ["Liste"],
                ["", "Radikaliseringskontakt", "", "", "Vara", "", ""],
                ["Kommune", "Navn", "E-post", "Tlf", "Navn", "E-post", "Tlf"],
                ["Alvdal", *KARI[2:], *OLA[2:]],
                ["TYNSET", "Liv Aas", "liv@tynset.example", "", "", "", ""],
            ],
            ["B2:D2", "E2:G2"],
        ),
        [KARI, OLA, LIV],
    ),
    "cp1252, commas, first and last name": (
        text(
            [
                ["kommune", "fornavn", "etternavn", "e-postadresse", "mobilnr", "rolle"],
                ["3428 Alvdal", "Kari", "Øien", "kari@alvdal.example", "400 00 001", "hovedkontakt"],
                ["Alvdal", "Ola Å.", "Bø", "ola@alvdal.example", "62 48 00 00", "Vara"],
                ["tynset", "Liv", "Aas", "<liv@tynset.example>", "", "kontakt"],
            ],
            ",",
            "cp1252",
        ),
        [KARI, OLA, LIV],
    ),
    "UTF-8 with a mark, tabs, two in one cell": (
        text(
            [
                ["Kommune", "Navn", "Epost", "Type"],
                ["Sor-Fron", "Kari Øien\nOla Å. Bø", "kari@x.example\nola@x.example", "Kontakt"],
                ["Skjak", "Liv Aas (liv@tynset.example)", "", "politikontakt"],
            ],
            "\t",
            "utf-8-sig",
        ),
        [
            ("3438", "contact", "Kari Øien", "kari@x.example", ""),
            ("3438", "contact", "Ola Å. Bø", "ola@x.example", ""),
            ("3433", "police_contact", "Liv Aas", "liv@tynset.example", ""),
        ],
    ),
    "the same person twice": (
        text(
            [
                ["Kommune", "Kontakt", "E-post", "Tlf"],
                ["Alvdal", "Kari Øien", "kari@alvdal.example", "40000001"],
                ["ALVDAL KOMMUNE", "KARI ØIEN", "KARI@alvdal.example", ""],
            ],
            encoding="utf-16",
        ),
        [KARI],
    ),
    "old Excel, merged municipality, a hidden sheet": (
        Path(__file__).with_name("contacts.xls").read_bytes(),  # written with xlwt 1.3, which we needn't install for it
        [KARI, OLA, LIV],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MESSY)
def test_a_messy_list_is_read(name: str) -> None:
    content, expected = MESSY[name]
    assert read(content) == expected


def verdicts(preview: Preview) -> list[Verdict]:
    return [row.verdict for row in preview.rows]


def line(row: int, **fields: str) -> Line:
    return Line(row=row, **{"place": "Alvdal", "kind": "contact", "name": "Kari Øien", **fields})


@pytest.mark.parametrize(
    ("fields", "verdict", "says"),
    [
        ({"place": "Allvdal"}, Verdict.CHOICE, "«Allvdal»"),
        ({"place": "Oslo"}, Verdict.CHOICE, "«Oslo»"),
        ({"number": "3427", "place": "Alvdal"}, Verdict.CHOICE, "to forskjellige kommuner"),
        ({"number": "0438"}, Verdict.NEW, ""),  # an old number and a name we know
        ({"kind": "", "role": "Beredskap"}, Verdict.CHOICE, "«Beredskap»"),
        ({"kind": "", "role": ""}, Verdict.CHOICE, "Rollen mangler"),
        ({"place": ""}, Verdict.UNREADABLE, "Kommunen mangler"),
        ({"name": "", "email": "kari@x.example"}, Verdict.UNREADABLE, "Navnet mangler"),
        ({"name": "=HYPERLINK(1)"}, Verdict.UNREADABLE, "ser ikke ut som et navn"),
        ({"name": "Kari " * 40}, Verdict.UNREADABLE, "for langt"),
        ({"email": "kari@"}, Verdict.UNREADABLE, "er ikke en e-postadresse"),
        ({"email": "a@x.example, b@x.example"}, Verdict.UNREADABLE, "flere e-postadresser"),
        ({"phone": "spør sentralbordet"}, Verdict.UNREADABLE, "er ikke et telefonnummer"),
        ({"last_day": "etter jul"}, Verdict.UNREADABLE, "Vi kan ikke lese datoen"),
        ({"first_day": "2027", "last_day": "1.1.2026"}, Verdict.UNREADABLE, "Siste dag er før første dag"),
        ({"last_day": "til videre"}, Verdict.NEW, ""),
        ({"name": "vakant"}, Verdict.LEFT_OUT, "Ingen står oppført"),
    ],
)
def test_a_line_is_judged(fields: dict[str, str], verdict: Verdict, says: str) -> None:
    (row,) = judge([line(7, **fields)], EMPTY, {}).rows
    assert row.verdict == verdict
    assert says in row.why


def test_a_question_suggests_and_is_asked_once_for_all_its_lines() -> None:
    asked = judge([line(4, place="Rigebu"), line(9, place="Rigebu", name="Liv Aas")], EMPTY, {})
    (question,) = asked.questions
    assert (question.near[0][1], question.rows) == ("Ringebu", (4, 9))
    assert len(question.near) + len(question.others) == len(PLACES)
    answered = judge([line(4, place="Rigebu")], EMPTY, {question.key: question.near[0][0]})
    assert (answered.questions, answered.rows[0].contact and answered.rows[0].contact.place) == ([], UUID(int=3439))
    assert verdicts(judge([line(4, place="Rigebu")], EMPTY, {question.key: SKIP})) == [Verdict.LEFT_OUT]
    assert verdicts(judge([line(4, place="Rigebu")], EMPTY, {question.key: "x\0"})) == [Verdict.CHOICE]


def test_two_lines_that_differ_about_one_person_are_asked_about() -> None:
    two = [line(4, phone="40000001"), line(9, phone="40000002")]
    asked = judge(two, EMPTY, {})
    assert verdicts(asked) == [Verdict.CHOICE, Verdict.CHOICE]
    (question,) = asked.questions
    answered = judge(two, EMPTY, {question.key: "9"})
    assert verdicts(answered) == [Verdict.LEFT_OUT, Verdict.NEW]
    assert verdicts(judge(two, EMPTY, {question.key: SKIP})) == [Verdict.LEFT_OUT, Verdict.LEFT_OUT]


def listed(name: str, **fields: str) -> Listed:
    return Listed(clock.new_id(), Contact(UUID(int=3428), CONTACT, name, **fields), "", 1)  # type: ignore[arg-type]


def test_a_line_is_compared_with_the_list() -> None:
    there = listed("Kari Øien", email="kari@x.example", phone="400 00 001")
    world = World(PLACES, frozenset({(UUID(int=3428), "ola@x.example")}), [there])
    found = judge(
        [
            line(2, name="KARI ØIEN"),
            line(3, name="Kari Ny", email="kari@x.example", kind="deputy"),
            line(4, name="Ola", email="ola@x.example"),
        ],
        world,
        {},
    )
    assert verdicts(found) == [Verdict.UNCHANGED, Verdict.NEW, Verdict.LEFT_OUT]
    changed = judge([line(2, name="Kari Gift", email="kari@x.example", phone="40000002")], world, {}).rows[0]
    assert (changed.verdict, changed.before) == (Verdict.CHANGED, there)
    assert "Kari Øien → Kari Gift" in changed.why
    assert "400 00 001 → 400 00 002" in changed.why


PIECES = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["", "3428", "9999"]),
        "place": st.sampled_from(["Alvdal", "Tynset", "Allvdal", ""]),
        "kind": st.sampled_from(["contact", "deputy"]),
        "name": st.sampled_from(["Kari Øien", "KARI ØIEN", "Ola Bø", "vakant", "=1+1", ""]),
        "email": st.sampled_from(["", "kari@x.example", "ola@x.example", "feil"]),
        "phone": st.sampled_from(["", "40000001", "40000002"]),
        "first_day": st.sampled_from(["", "2026"]),
        "last_day": st.sampled_from(["", "2027", "2025"]),
    }
)


def applied(preview: Preview, before: Sequence[Listed]) -> list[Listed]:
    """The list after an import, in memory; what the database would refuse is refused here."""
    after = {each.id: each for each in before}
    for row in preview.rows:
        if row.contact and row.verdict in (Verdict.NEW, Verdict.CHANGED):
            known = row.before.id if row.before else clock.new_id()
            after[known] = Listed(known, row.contact, "", 1)
    once = [(each.contact.place, each.contact.kind, each.contact.name, each.contact.email) for each in after.values()]
    assert len(once) == len(set(once))
    return list(after.values())


@settings(max_examples=150)
@given(first=st.lists(PIECES, max_size=6), second=st.lists(PIECES, max_size=6))
def test_importing_twice_changes_nothing(first: list[dict[str, str]], second: list[dict[str, str]]) -> None:
    people: list[Listed] = []
    for file in (first, second):
        lines = [Line(row=row, **fields) for row, fields in enumerate(file, 2)]
        preview = judge(lines, World(PLACES, frozenset(), people), {})
        people = applied(preview, people)
        again = judge(lines, World(PLACES, frozenset(), people), {})
        assert {row.verdict for row in again.rows} <= set(Verdict) - {Verdict.NEW, Verdict.CHANGED}


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def _lying_bomb() -> bytes:
    """A workbook whose sheet says that it is small, and has a cell in the last corner of the sheet."""
    content = xlsx([["Kommune", "Navn"], ["Alvdal", "Kari"]])
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", corner)
    return _zip(parts)


HEADINGS = b"Kommune;Navn\n"
ATTACKS: dict[str, tuple[bytes, object]] = {
    "empty": (b"", files.EMPTY),
    "blank": (b" \r\n\t", files.EMPTY),
    "too large": (b"x" * (files.LARGEST_FILE + 1), files.TOO_LARGE),
    "zip bomb": (_zip({"xl/workbook.xml": b"", "xl/sheet.xml": b"0" * (files.LARGEST_UNPACKED + 1)}), files.SWOLLEN),
    "many parts": (_zip({"xl/workbook.xml": b""} | {f"xl/{n}": b"" for n in range(600)}), files.SWOLLEN),
    "a cell in the last corner": (_lying_bomb(), files.SWOLLEN),
    "macros": (_zip({"xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"}), files.MACROS),
    "a Word document": (_zip({"word/document.xml": b"", "content.xml": b""}), files.NO_SHEET),
    "another zip": (_zip({"a.txt": b"x"}), files.NO_SHEET),
    "a broken zip": (b"PK\x03\x04" + b"\xff" * 400, files.BROKEN),
    "a broken workbook": (_zip({"xl/workbook.xml": b"<workbook"}), files.BROKEN),
    "a broken old Excel file": (files.OLD_EXCEL + struct.pack("<400B", *[7] * 400), files.BROKEN),
    "old Excel with macros": (files.OLD_EXCEL + "_VBA_PROJECT".encode("utf-16-le"), files.MACROS),
    "zero bytes": (HEADINGS + b"Alvdal;Kari\x00Nordmann\n", files.BAD_TEXT),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), files.BAD_TEXT),
    "a PDF": (b"%PDF-1.7 Kommune;Navn", files.NO_SHEET),
    "a web page": (b"<html><table>Kommune;Navn</table>", files.NO_SHEET),
    "too many lines": (HEADINGS + b"Alvdal;Kari\n" * 10_001, files.TOO_LONG),
    "one endless cell": (HEADINGS + b'Alvdal;"' + b"x" * 200_000, files.BAD_TEXT),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_a_file_that_cannot_be_used_is_told_at_the_field(name: str) -> None:
    content, sentence = ATTACKS[name]
    with pytest.raises(Invalid) as refused:
        files.sheets_in(content)
    assert str(refused.value.fields["file"]) == str(sentence)


def test_headings_are_asked_for() -> None:
    for content in (b"Hei;du\nAlvdal;Kari\n", b"Kommune;Tlf\nAlvdal;40000001\n", HEADINGS):
        with pytest.raises(Invalid) as refused:
            lines_in(files.sheets_in(content))
        assert list(refused.value.fields) == ["file"]


# -- with the database --------------------------------------------------------------------------------------------

ROWS = [
    ["Kommune", "Rolle", "Navn", "E-post", "Tlf"],
    ["Alvdal", "Kontakt", "Berit Aasgard", "contact@alvdal.example", ""],  # is appointed
    ["Folldal", "Kontakt", "Kari Øien", "kari@folldal.example", "40000001"],
    ["Foldal", "Vara", "Ola Bø", "ola@folldal.example", "40000002"],
    ["Gjøvik", "Kontakt", "Liv Aas", "feil", ""],
]


def stand(house: House, import_id: UUID, answers: dict[str, str] | None = None) -> tuple[Preview, str]:
    world = queries.world(house.organisation("innlandet").pk)
    _source, lines = keeping.waiting(house.district_lead.actor(), import_id)
    return judge(lines, world, answers or {}), queries.fingerprint(world)


def test_the_lead_imports_and_nothing_is_written_before_everything_is_settled(house: House) -> None:
    lead = house.district_lead.actor()
    import_id = actions.keep_import(lead, content=text(ROWS), source="liste.csv")
    assert b"Kari" not in bytes(ContactImport.objects.get().body)
    preview, seen = stand(house, import_id)
    assert verdicts(preview) == [Verdict.LEFT_OUT, Verdict.NEW, Verdict.CHOICE, Verdict.UNREADABLE]
    (question,) = preview.questions
    answers = {question.key: str(house.organisation("folldal").pk)}
    for given_, leave_out, field in (({}, True, question.key), (answers, False, "leave_out")):
        with pytest.raises(Invalid) as refused:
            actions.import_contacts(lead, import_id=import_id, answers=given_, seen=seen, leave_out=leave_out)
        assert list(refused.value.fields) == [field]
    assert not ListedContact.objects.exists()
    written = actions.import_contacts(lead, import_id=import_id, answers=answers, seen=seen, leave_out=True)
    assert written is not None
    assert written.counts[Verdict.NEW] == 2
    assert actions.import_contacts(lead, import_id=import_id, answers=answers, seen=seen, leave_out=True) is None
    assert ListedContact.objects.count() == 2
    assert ContactImport.objects.get().body == b""


def test_run_again_there_are_no_doubles_and_changes_are_made(house: House) -> None:
    lead, rows = house.district_lead.actor(), [ROWS[0], ROWS[2]]
    for telephone, verdict in (
        ("40000001", Verdict.NEW),
        ("40000001", Verdict.UNCHANGED),
        ("40000009", Verdict.CHANGED),
    ):
        import_id = actions.keep_import(lead, content=xlsx([rows[0], [*rows[1][:4], telephone]]), source="x.xlsx")
        preview, seen = stand(house, import_id)
        assert verdicts(preview) == [verdict]
        actions.import_contacts(lead, import_id=import_id, answers={}, seen=seen)
    row = ListedContact.objects.get()
    assert (row.phone, row.version) == ("400 00 009", 2)


def test_a_preview_that_has_grown_old_says_so(house: House) -> None:
    lead = house.district_lead.actor()
    first = actions.keep_import(lead, content=text(ROWS[:3]), source="x.csv")
    _preview, seen = stand(house, first)
    ListedContact.objects.create(municipality=house.organisation("folldal"), kind=CONTACT, name="Kari Øien")
    with pytest.raises(Conflict):
        actions.import_contacts(lead, import_id=first, answers={}, seen=seen)
    Membership.objects.filter(pk=house.contact.membership.pk).update(ended_at=clock.now())
    _preview, again = stand(house, first)
    assert again != seen
    with clock.frozen(clock.now() + keeping.KEPT_FOR), pytest.raises(NotFound):
        actions.import_contacts(lead, import_id=first, answers={}, seen=again)


def test_only_the_lead_who_uploaded_it_may_import(house: House) -> None:
    import_id = actions.keep_import(house.district_lead.actor(), content=text(ROWS), source="x.csv")
    _preview, seen = stand(house, import_id)
    for person, problem in ((house.administrator, NotFound), (house.contact, Denied), (house.police_contact, Denied)):
        with pytest.raises(problem):
            actions.keep_import(person.actor(), content=text(ROWS), source="x.csv")
        with pytest.raises(problem):
            actions.import_contacts(person.actor(), import_id=import_id, answers={}, seen=seen, leave_out=True)
    assert not ListedContact.objects.exists()


def test_being_listed_gives_no_access(house: House) -> None:
    folldal = house.organisation("folldal")
    ListedContact.objects.create(
        municipality=folldal, kind=CONTACT, name=house.teacher.user.name, email=house.teacher.user.email
    )
    acting = queries.actor_for(house.teacher.user.pk, acting_for=folldal.pk, second_factor=True)
    assert acting.organisation_id == house.organisation("alvdal").pk
    assert queries.receivers(folldal.pk).shut


def test_the_own_entries_are_put_right_and_no_others(house: House) -> None:
    row, other = (
        ListedContact.objects.create(municipality=house.organisation(key), kind=CONTACT, name="Kari Øien")
        for key in ("alvdal", "tynset")
    )
    administrator = house.administrator.actor()
    wanted = Contact(row.municipality_id, CONTACT, "Kari Ny", "kari@x.example", "400 00 001")
    actions.correct_listed(administrator, listed_id=row.pk, contact=wanted, version=1)
    with pytest.raises(Conflict):
        actions.correct_listed(administrator, listed_id=row.pk, contact=wanted, version=1)
    ListedContact.objects.create(municipality=row.municipality, kind=CONTACT, name="Ola Bø")
    double = Contact(row.municipality_id, CONTACT, "Ola Bø")
    with pytest.raises(Invalid):
        actions.correct_listed(administrator, listed_id=row.pk, contact=double, version=2)
    for do in (
        lambda: actions.correct_listed(administrator, listed_id=other.pk, contact=wanted, version=1),
        lambda: actions.unlist(administrator, listed_id=other.pk),
    ):
        with pytest.raises(NotFound):
            do()
    actions.unlist(house.district_lead.actor(), listed_id=other.pk)
    assert set(ListedContact.objects.values_list("name", flat=True)) == {"Kari Ny", "Ola Bø"}


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODS = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"
 xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0"><office:body>
<office:spreadsheet><table:table table:name="Ark1">ROWS</table:table></office:spreadsheet></office:body>
</office:document-content>"""
MANIFEST = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0" manifest:version="1.2"/>'


def test_open_document_is_read_as_excel_is() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("Kommune", "Rolle", "Navn"), ("Skjåk", "Vara", "Brynhild Bøverlien")]
    drawn = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("content.xml", ODS.replace("ROWS", drawn))
    assert read(file.getvalue()) == [("3433", "deputy", "Brynhild Bøverlien", "", "")]
