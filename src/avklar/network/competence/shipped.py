"""The courses that come with Avklar: one folder for each, with a folder for each language, with numbered files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from avklar.foundation.access.errors import NotFound
from avklar.network.competence.cards import Course
from avklar.network.competence.reading import Source, read
from avklar.network.competence.states import LANGUAGES

COURSES = Path(__file__).parent / "courses"


@cache
def codes() -> tuple[str, ...]:
    """What the courses are called in addresses, in the order of the alphabet."""
    return tuple(sorted(folder.name for folder in COURSES.iterdir() if folder.is_dir()))


@cache
def sources(code: str, language: str) -> tuple[Source, ...]:
    """The files of a course in a language; NotFound for one that isn't there."""
    if code not in codes() or language not in LANGUAGES:
        raise NotFound
    return tuple(
        (file.name, file.read_text(encoding="utf-8")) for file in sorted((COURSES / code / language).iterdir())
    )


@cache
def course(code: str, language: str) -> Course:
    """The course as it comes with Avklar."""
    return read(sources(code, language))
