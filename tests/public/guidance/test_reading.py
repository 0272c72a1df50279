"""A page's Markdown: title, lead and body; what isn't a page is refused with a sentence at the field."""

from __future__ import annotations

import pytest

from avklar.foundation.access.errors import Invalid
from avklar.public.guidance import rules
from avklar.public.guidance.reading import read

PAGE = "# Tittel\n\nFørste linje\nog andre.\n\n## Mer\n\n- punkt\n"


def test_page_has_title_lead_and_body() -> None:
    page = read(PAGE)
    assert (page.title, page.lead, page.body) == ("Tittel", "Første linje og andre.", "## Mer\n\n- punkt")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("# Tittel\nFørst.\n \n## Mer\n\nTekst", "## Mer\n\nTekst"),
        ("# Tittel\nFørst.\n## Mer\nTekst", "## Mer\nTekst"),
        ("# Tittel\nFørst.\n- ett\n- to", "- ett\n- to"),
        ("# Tittel\nFørst.", ""),
    ],
    ids=["blank with a space", "heading", "points", "nothing more"],
)
def test_lead_ends_where_the_paragraph_does(text: str, body: str) -> None:
    assert (read(text).lead, read(text).body) == ("Først.", body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Tittel uten tegn\n\nTekst",
        "# \n\nTekst",
        "# " + "x" * 101 + "\n\nTekst",
        "# Bare tittel",
        "# Tittel\n\n## Rett på\n\nTekst",
        "# Tittel\n\n- punkt først",
        PAGE + "x" * 200_000,
        PAGE + "Født 21880500071.",
    ],
    ids=["empty", "blank", "no mark", "no title", "long title", "no lead", "heading", "point", "long", "identity"],
)
def test_what_is_no_page_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_text(text)
    assert list(refused.value.fields) == ["text"]
