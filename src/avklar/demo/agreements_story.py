"""Two years of agreements, and the list of contacts that the district had before Avklar: a messy spreadsheet, read in.

Told by the real actions. The names on the list are as fictional as the cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import xlsxwriter

from avklar.demo.cast import DISTRICT, DISTRICT_NAME
from avklar.demo.house import House
from avklar.demo.stage import Part, Waits
from avklar.foundation import clock
from avklar.foundation.paper import pdf
from avklar.people.organisations import actions, queries
from avklar.people.organisations.importing import keeping
from avklar.people.organisations.importing.verdicts import judge

HOURS = 24.0
PAPER = Path(__file__).parent / "agreement.typ"
GOALS = (
    "Alle som arbeider med barn og unge, vet hvem de skal ringe.",
    "Kommunen får svar fra politikontakten innen to virkedager.",
    "Vi møtes fire ganger i året, og begge sider kommer.",
)
ARCHIVE = "Kommunen arkiverer sine saker og politiet sine. Det som sendes mellom dem, arkiveres begge steder."
WORKED = (
    "De faste møtene. Terskelen for å ta en telefon er blitt lavere.",
    "At vi kjenner hverandre ved navn. Vi fikk raskere svar enn i fjor.",
    "Drøftingene uten navn. Skolene bruker dem nå.",
)
CHANGES = (
    "Barnehagene skal være med på det neste møtet.",
    "Varaen skal være med på alle møter, så det ikke står og faller med én.",
    "Vi setter dato for det neste møtet før vi går hver til vårt.",
)
WITHOUT = ("3424", "3450", "3454", "3448", "3439")
"""Municipalities that have not made an agreement yet."""
ENDING, ENDED, NOT_EVALUATED = ("3427", "3442"), ("3430", "3436"), ("3411", "3447", "3453")
EARLIEST, LATEST = 690, 520

LIST = (
    # as the district kept it: empty where a cell is merged, a misspelling, a vacancy, the same person twice
    ("Lom", 3434, "Kontakt", "Marthe Garmokleiv", "marthe@lom.example", "40000101"),
    ("", "", "Vara", "Brynhild Bøverlien", "brynhild@lom.example", "400 00 102"),
    ("Skjåk kommune", 3433, "vara", "Ottar Bergomsmo", "OTTAR@skjak.example", "+47 400 00 103"),
    ("Etnedall", "", "Kontakt", "Inga Steinsetlien", "inga@etnedal.example", "61 12 00 00"),
    ("Rendalen", 3424, "Radikaliseringskontakt", "Haakon Åkrestøl", "haakon@rendalen.example", "40000105"),
    ("", "", "Vara", "vakant", "", ""),
    ("Vang", 3454, "Vara", "Ragnvald Øyestrand", "", "40000106"),
    ("Ringebu", 3439, "Vara", "Fåvangli, Solveig", "solveig@ringebu.example", "40000107"),
    ("RINGEBU", "", "vara", "Solveig Fåvangli", "solveig@ringebu.example", ""),
    ("Stor Elvdal", "", "vara", "Eirik Koppangmo", "eirik@stor-elvdal.example", "40000108"),
    ("Eidskog", 3416, "Stedfortreder", "Asta Magnorberget", "asta@eidskog.example", "40000109"),
)


def scripts(house: House) -> Iterator[Part]:
    """The list in the first month; then every agreement from the day it was signed."""
    yield 700, _list(house)
    places = sorted(number for number in house.places if number != DISTRICT and number not in WITHOUT)
    for index, number in enumerate(places):
        signed = EARLIEST - (EARLIEST - LATEST) * index // len(places)
        yield signed, _agreement(house, number, index, signed)
    yield 1, _reminders(house)


def spreadsheet() -> bytes:
    """The list as an Excel file: a title, a date, and headings in the order somebody once chose."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet("Kontakter")
        page.write(0, 0, "Kontakter mot radikalisering i distriktet")
        page.write(1, 0, "Sist oppdatert før sommeren")
        page.write_row(3, 0, ["Kommune", "Komm.nr.", "Rolle/funksjon", "Kontaktperson", "E-post:", "Tlf"])
        for number, row in enumerate(LIST, 4):
            page.write_row(number, 0, row)
    return file.getvalue()


def _list(house: House) -> Waits:
    """The lead reads in the spreadsheet, says which municipalities were misspelt, and confirms."""
    lead = house.actor("leder")
    import_id = actions.keep_import(lead, content=spreadsheet(), source="Kontakter i distriktet.xlsx")
    _source, lines = keeping.waiting(lead, import_id)
    world = queries.world(house.places[DISTRICT])
    answers = {question.key: question.near[0][0] for question in judge(lines, world, {}).questions}
    actions.import_contacts(lead, import_id=import_id, answers=answers, seen=queries.fingerprint(world))
    yield 0


def _agreement(house: House, number: str, index: int, signed: int) -> Waits:
    """Signed, looked at after most of a year, and once more; a few are left to wait for it."""
    _enter(house, number, index, lasts=_lasts(number, signed))
    for turn in range(0 if number in NOT_EVALUATED else 1 if number in ENDED else 2):
        yield (330 + index % 20 - 90 * turn) * HOURS
        actions.evaluate_agreement(
            house.actor("leder"),
            municipality_id=house.places[number],
            held_on=clock.today(),
            worked=WORKED[(index + turn) % 3],
            changes=CHANGES[(index + 2 * turn) % 3],
            held_by="Leder for forebygging og kommunens kontakt",
        )


def _lasts(number: str, signed: int) -> int:
    """How many days: three years, or until just before or after today."""
    if number in ENDING:
        return signed + 55
    return signed - 40 if number in ENDED else 3 * 365


def _enter(house: House, number: str, index: int, *, lasts: int) -> None:
    actions.enter_agreement(
        house.actor("leder"),
        municipality_id=house.places[number],
        valid_from=clock.today(),
        valid_to=clock.today() + timedelta(days=lasts),
        goals=list(GOALS[: 2 + index % 2]),
        archive=ARCHIVE,
        file_name="samarbeidsavtale.pdf",
        file=_paper(),
        version=0,
    )


def _reminders(house: House) -> Waits:
    """What the regular work does."""
    actions.remind_of_agreements(house.places[DISTRICT])
    yield 0


def _paper() -> bytes:
    """A small signed agreement; the same words for everybody, so that it is drawn once."""
    if not _drawn:
        goals, archive = ("Mål", " ".join(GOALS)), ("Arkiv", ARCHIVE)
        words = {
            "title": "Avtale om samarbeid mot radikalisering",
            "district": DISTRICT_NAME,
            "parties": f"Mellom kommunen og {DISTRICT_NAME}. Avtalen er oppdiktet, som alt annet i denne demoen.",
            "parts": [goals, archive, ("Evaluering", "Partene går gjennom avtalen sammen én gang i året.")],
        }
        _drawn.append(pdf(PAPER, words))
    return _drawn[0]


_drawn: list[bytes] = []
