"""What the fields take in, refuse, and keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Card


def says(field: forms.PlainText | forms.Day | forms.Hour | forms.CardChoice, value: str) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


def test_text_with_windows_line_breaks_gets_plain_ones() -> None:
    assert forms.PlainText().clean("en\r\nto\rtre") == "en\nto\ntre"


def test_text_with_split_letters_is_composed() -> None:
    assert forms.PlainText().clean("A\u030as") == "Ås"


@pytest.mark.parametrize("text", ["🙂 hei", "שלום", "<b>=1+1</b>", "«sitat» – tankestrek", "tab\tog\nlinje"])
def test_text_of_any_script_is_kept_as_it_is(text: str) -> None:
    assert forms.PlainText().clean(text) == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\x1bb", "a\uffffb"])
def test_text_with_control_characters_is_refused_with_a_way_out(text: str) -> None:
    assert "skriv det på nytt" in says(forms.PlainText(), text)


def test_text_at_the_limit_is_taken() -> None:
    assert len(forms.PlainText(max_length=4000).clean("a" * 4000)) == 4000


def test_text_over_the_limit_says_by_how_many() -> None:
    assert says(forms.PlainText(max_length=4000), "a" * 4012) == (
        "Teksten er 12 tegn for lang. Den kan ha høyst 4000 tegn."
    )


def test_text_of_200000_characters_is_refused_by_number() -> None:
    assert "192000 tegn for lang" in says(forms.PlainText(), "a" * 200_000)


def test_text_has_no_maxlength_that_would_cut_a_pasted_text() -> None:
    assert "maxlength" not in forms.PlainText(max_length=10).widget.attrs


def test_line_is_one_line() -> None:
    assert forms.PlainLine().clean(" en\nto ") == "en to"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("28.2.2026", date(2026, 2, 28)),
        ("28.02.26", date(2026, 2, 28)),
        ("28/2 2026", date(2026, 2, 28)),
        ("2026-02-28", date(2026, 2, 28)),
        ("28. februar 2026", date(2026, 2, 28)),
        ("3. Mai 2026", date(2026, 5, 3)),
        ("3 may 2026", date(2026, 5, 3)),
        ("12. desember", date(2025, 12, 12)),
        ("20. november", date(2026, 11, 20)),
    ],
)
def test_day_is_read_as_people_write_it(written: str, meant: date) -> None:
    with clock.frozen(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        assert forms.Day().clean(written) == meant


@pytest.mark.parametrize("written", ["i går", "0.0.2026", "3.13.2026", "32", "1.1.9999"])
def test_day_that_cannot_be_read_shows_one_that_can(written: str) -> None:
    assert "for eksempel 28. februar 2026" in says(forms.Day(), written)


def test_day_that_does_not_exist_says_so() -> None:
    assert says(forms.Day(), "31. februar 2026") == "Februar har ikke 31 dager. Skriv for eksempel 28. februar."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14.30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        (" kl. 14 ", time(14)),
        ("Kl 9", time(9)),
        ("10", time(10)),
        ("00.00", time(0)),
    ],
)
def test_hour_is_read_as_people_write_it(written: str, meant: time) -> None:
    assert forms.Hour().clean(written) == meant


@pytest.mark.parametrize("written", ["143", "14.3", "24", "12.60", "halv tre", "-1", "٣", "x" * 200_000])
def test_hour_that_cannot_be_read_shows_one_that_can(written: str) -> None:
    assert "for eksempel 14.30" in says(forms.Hour(), written)


def test_card_that_is_shut_cannot_be_sent() -> None:
    field = forms.CardChoice(cards=[Card("advice", "Råd"), Card("case", "Sak", shut="Bare lovlige ytringer.")])
    assert field.clean("advice") == "advice"
    assert "case" in says(field, "case") or "finnes ikke" in says(field, "case")
