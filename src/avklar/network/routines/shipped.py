"""The templates that come with the house, as Markdown files beside this one; version 1 of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from avklar.network.routines.states import Code, Language

FOLDER = Path(__file__).parent / "templates_text"


@cache
def text(code: Code, language: Language) -> str:
    """The shipped text."""
    return (FOLDER / code / f"{language}.md").read_text(encoding="utf-8")
