"""The letter of invitation and the calendar file, as a receiver reads them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from avklar.followup.cases.talks import calendar, paper
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround, TalkState
from avklar.foundation import clock
from avklar.foundation.paper import signs

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
FOLD = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
LEAP = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def card(**more: Any) -> TalkCard:
    """A talk as the pages see it."""
    given: dict[str, Any] = {
        "id": clock.new_id(),
        "position": 1,
        "at": datetime(2026, 12, 5, 13, 30, tzinfo=UTC),
        "attendance": Attendance.VOLUNTARY,
        "ground": None,
        "collection": False,
        "language": Language.BOKMAAL,
        "state": TalkState.PLANNED,
        "result": None,
        "place": "Lensmannskontoret i Alvdal",
        "purpose": "Å snakke om høsten",
        "phone": "400 00 000",
        "order_reason": "",
        "guardians": "Mor og far",
        "no_guardians_reason": "",
        "agreed_plan": "",
        "invited_by": clock.new_id(),
        "invited_at": NOW,
        "ended_at": None,
        "version": 1,
    }
    return TalkCard(**(given | more))


def order(**more: Any) -> TalkCard:
    """The same as an order."""
    given = {"attendance": Attendance.ORDERED, "ground": OrderGround.OFFENCE, "order_reason": "En video viser det."}
    return card(**(given | more))


def letter(talk: TalkCard, *, child: bool = True, **more: Any) -> PdfReader:
    """The PDF, opened."""
    given = {"sender": "Innlandet politidistrikt", "person": "Stian Rustad", "role": "Politikontakt"} | more
    return PdfReader(io.BytesIO(paper.letter(talk, child=child, **given)))


def text_of(talk: TalkCard, **more: Any) -> str:
    """The letter's text, as a reader's program finds it."""
    return " ".join(" ".join(page.extract_text() for page in letter(talk, **more).pages).split())


@pytest.mark.parametrize(("language", "code"), [(Language.BOKMAAL, "nb"), (Language.NYNORSK, "nn")])
def test_letter_is_tagged_and_says_its_language_and_title(language: Language, code: str) -> None:
    made = letter(card(language=language))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith(code)
    assert made.metadata is not None
    assert "samtale" in str(made.metadata.title)


def test_letter_claims_both_standards() -> None:
    described = letter(card()).trailer["/Root"]["/Metadata"].get_data()
    assert b"pdfuaid:part" in described
    assert b"pdfaid:part" in described


def test_voluntary_letter_says_that_one_may_say_no() -> None:
    text = text_of(card())
    assert "Samtalen er frivillig. Du kan si nei, du kan la være å svare" in text
    assert "lørdag 5. desember 2026 kl. 14.30" in text
    assert "Er dette et avhør? Nei." in text
    assert "400 00 000" in text


def test_letter_in_nynorsk_is_nynorsk_all_through() -> None:
    text = text_of(card(language=Language.NYNORSK))
    assert "laurdag 5. desember 2026 kl. 14.30" in text
    assert "Kva skriv vi ned?" in text
    assert not {"ikke", "noen", "hva", "hvem", "lørdag", "Vennlig"} & set(text.split())


@pytest.mark.parametrize(("language", "first"), [(Language.BOKMAAL, "ikke plikt"), (Language.NYNORSK, "ikkje plikt")])
def test_order_says_before_everything_that_there_is_no_duty_to_explain_oneself(language: Language, first: str) -> None:
    text = text_of(order(language=language))
    assert text.index(first) < text.index("400 00 000") < text.index("§ 13") < text.index("En video viser det.")


@pytest.mark.parametrize("ground", OrderGround)
@pytest.mark.parametrize("language", Language)
def test_order_names_its_ground_and_never_says_voluntary(ground: OrderGround, language: Language) -> None:
    text = text_of(order(ground=ground, language=language))
    assert "grunn til å tr" in text
    assert "frivillig" not in text


@pytest.mark.parametrize("collection", [True, False])
def test_order_speaks_of_being_fetched_only_when_that_is_chosen(collection: bool) -> None:
    assert ("hente deg" in text_of(order(collection=collection))) is collection


@pytest.mark.parametrize(
    ("child", "guardians", "told"), [(True, "Mor", True), (True, "", False), (False, "Mor", False), (False, "", False)]
)
def test_guardians_are_written_to_when_it_is_a_child_and_they_are_invited(
    child: bool, guardians: str, told: bool
) -> None:
    assert ("foreldreansvaret" in text_of(card(guardians=guardians), child=child)) is told


@pytest.mark.parametrize("notes", [True, False])
def test_letter_says_whether_notes_are_taken(notes: bool) -> None:
    assert ("notater" in text_of(card(), notes=notes)) is notes


@pytest.mark.parametrize("text", ['#import "x": y', "#panic()", "$x^2$", "\\ \" ' ` *fet* _kursiv_ <a> @b", "#" * 50])
def test_hostile_text_stands_as_it_was_written(text: str) -> None:
    assert text in text_of(card(purpose=text, place=text, phone=text))


@pytest.mark.parametrize(
    "text", ["\U0001f600", "\u674e", "\u202eabc", "\ufeff", "\ue000", "\x01", "\u05d0\u05d1", "\u0378"]
)
@pytest.mark.parametrize("field", ["purpose", "place"])
def test_no_sign_keeps_a_letter_from_being_made(field: str, text: str) -> None:
    assert letter(card(**{field: text}), person=text or "x").pages


def test_every_sign_that_counts_as_drawn_is_drawn() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x2600) if not signs.undrawn(chr(code)))
    assert letter(card(purpose=signs.visible(every))).pages


def test_longest_text_that_is_taken_fits() -> None:
    long = "langt " * 333
    assert len(letter(order(purpose=long, place="x" * 2000, order_reason=long)).pages) > 1


# --- The calendar file


def event_of(talk: TalkCard) -> Any:
    """The only appointment in the file, as a calendar reads it."""
    (event,) = Calendar.from_ical(calendar.calendar(talk)).walk("VEVENT")
    return event


def test_calendar_file_says_when_and_where() -> None:
    event = event_of(card())
    assert event["summary"] == "Avtale"
    assert event["location"] == "Lensmannskontoret i Alvdal"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 5, 13, 30, tzinfo=UTC)


def test_calendar_file_names_nobody_and_no_reason() -> None:
    made = calendar.calendar(order(agreed_plan="Ringes.")).lower()
    assert not [word for word in (b"politi", b"bekym", b"samtale", b"avklar", b"h\xc3\xb8sten", b"mor") if word in made]


@pytest.mark.parametrize("place", ["a\nATTENDEE:mailto:x@y.no", "a;b,c\\d", "x" * 2000])
def test_place_cannot_write_other_lines_of_the_file(place: str) -> None:
    event = event_of(card(place=place))
    assert event["location"] == place
    assert "attendee" not in event


def test_calendar_file_carries_the_rules_of_its_zone() -> None:
    made = Calendar.from_ical(calendar.calendar(card()))
    assert made["method"] == "PUBLISH"
    (zone,) = made.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Oslo"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


@pytest.mark.parametrize("at", [FOLD, LEAP, FOLD - timedelta(hours=1), LEAP - timedelta(hours=1)])
def test_calendar_file_is_right_on_the_nights_when_the_clock_changes(at: datetime) -> None:
    event = event_of(card(at=at))
    assert event.decoded("dtstart").astimezone(UTC) == at
    assert event.decoded("duration") == timedelta(hours=1)
