"""Reads a page from its Markdown: `# Title` on the first line, a paragraph that leads in, then the rest. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.public.guidance.cards import Page
from avklar.public.guidance.lengths import LONGEST_TITLE

LEAD_ENDS = re.compile(r"\n[ \t]*\n|\n(?=#{1,6} |[-*>] )")
"""An empty line, or one that Markdown takes for a heading, a point or a quotation without one before it."""
TITLE = _("Begynn med # og tittelen på en egen linje, for eksempel «# Tegn, og hva de ikke betyr».")
LEAD = _("Skriv et avsnitt rett under tittelen. Det forteller kort hva siden handler om.")


@lru_cache(maxsize=128)
def read(text: str) -> Page:
    """The page that a text is; Invalid, at the field `text`, for one without a title or a first paragraph."""
    first, _end, rest = text.strip().partition("\n")
    title = first.removeprefix("# ").strip()
    if not first.startswith("# ") or not title or len(title) > LONGEST_TITLE:
        raise Invalid(fields={"text": TITLE})
    lead, *bodies = LEAD_ENDS.split(rest.strip(), maxsplit=1)
    if not lead or lead.startswith(("#", "-", "*", ">", "1.")):
        raise Invalid(fields={"text": LEAD})
    return Page(title, " ".join(lead.split()), "".join(bodies).strip())
