"""Readers of settings: a missing or bad value gives one sentence that names the variable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from avklar.config import environment as env
from avklar.foundation.vault import sealing

NAME = "AVKLAR_PROBE"
BAD: list[tuple[Callable[[], Any], str]] = [
    (lambda: env.text(NAME), ""),
    (lambda: env.flag(NAME, False), "kanskje"),
    (lambda: env.number(NAME, 5, least=1, most=9), "0"),
    (lambda: env.number(NAME, 5, least=1, most=9), "10"),
    (lambda: env.number(NAME, 5, least=1, most=9), "fem"),
    (lambda: env.number(NAME, 5, least=1, most=9), "-1"),
    (lambda: env.number(NAME, 5, least=1, most=9), "٣"),
    (lambda: env.url(NAME, "https://a", schemes=("https",)), "http://a"),
    (lambda: env.url(NAME, "https://a", schemes=("https",)), "tull"),
    (lambda: env.public_key(NAME, sealing.is_recipient), "age1tull"),
    (lambda: env.moment(NAME), "i morgen"),
    (lambda: env.moment(NAME), "2026-11-23T10:00"),
]
GOOD: list[tuple[Callable[[], Any], str, Any]] = [
    (lambda: env.text(NAME, "x"), "  ", "x"),
    (lambda: env.flag(NAME, False), "ja", True),
    (lambda: env.flag(NAME, True), "NEI", False),
    (lambda: env.number(NAME, 5, least=1, most=9), "9", 9),
    (lambda: env.words(NAME), " a, b ,,c", ["a", "b", "c"]),
    (lambda: env.path(NAME, Path("var")), "", Path("var")),
    (lambda: env.url(NAME, "https://a", schemes=("https",)), "https://b", "https://b"),
    (lambda: env.public_key(NAME, sealing.is_recipient), "", ""),
    (lambda: env.moment(NAME), "", None),
    (lambda: env.moment(NAME), "2026-11-23T10:00+01:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
]


@pytest.mark.parametrize(("read", "value"), BAD)
def test_bad_value_stops_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], Any], value: str
) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(env.BadSetting) as stop:
        read()
    sentence = str(stop.value)
    assert NAME in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(("read", "value", "expected"), GOOD)
def test_good_value_is_read(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], Any], value: str, expected: object
) -> None:
    monkeypatch.setenv(NAME, value)
    assert read() == expected
