"""The words of the two axes (R4): data in `data/axes.json`, in three languages, so that wording is no code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from avklar.followup.cases.states import Attitude, Willingness

DATA = Path(__file__).parent / "data" / "axes.json"


def title(axis: str) -> str:
    """«Holdning» or «Voldsvilje»."""
    return _said(_data()[axis]["title"])


def label(step: Attitude | Willingness) -> str:
    """The words of a step on its axis, in the present language."""
    return _said(_data()[_axis(step)][step])


def explanation(step: Attitude | Willingness) -> str:
    """One sentence on what the step means."""
    return _said(_data()[_axis(step)][step]["help"])


def choices(axis: str) -> list[tuple[str, str]]:
    """(code, words) of an axis for a form, "don't know" last."""
    steps: type[Attitude] | type[Willingness] = Attitude if axis == "attitude" else Willingness
    return [(str(step), label(step)) for step in steps]


def _axis(step: Attitude | Willingness) -> str:
    return "attitude" if isinstance(step, Attitude) else "willingness"


def _said(words: dict[str, Any]) -> str:
    return str(words.get(get_language() or "nb", words["nb"]))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found
