"""The pages that come with Avklar, as Markdown files beside this one, in every language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from avklar.foundation.access.errors import NotFound
from avklar.public.guidance.states import PAGES, Language

FOLDER = Path(__file__).parent / "pages"


@cache
def text(slug: str, language: Language) -> str:
    """The text of a page; NotFound for one that isn't there."""
    if slug not in PAGES:
        raise NotFound
    return (FOLDER / slug / f"{language}.md").read_text(encoding="utf-8")
