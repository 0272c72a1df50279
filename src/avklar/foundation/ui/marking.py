"""A text with its finds marked and numbered, and words of a text quoted."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from avklar.foundation.ui.components import Find

ENGLISH, NORWEGIAN = "“{}”", "«{}»"


def quoted(words: str) -> SafeString:
    """The words between the quotation marks of the page's language."""
    return format_html(ENGLISH if get_language() == "en" else NORWEGIAN, words)


def marked_text(text: str, finds: Sequence[Find]) -> SafeString:
    """Escape `text` and put each find (characters [start, end), not overlapping) in a numbered mark."""
    parts: list[str] = []
    at = 0
    for find in sorted(finds, key=lambda found: found.start):
        if find.start < at:
            continue  # overlaps the one before; its words are marked already
        parts += [escape(text[at : find.start]), "<mark>", escape(text[find.start : find.end])]
        parts.append(f"<sup>{find.number}</sup></mark>")
        at = find.end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308  every part is escaped above
