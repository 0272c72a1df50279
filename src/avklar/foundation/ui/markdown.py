"""Text that people of the house write in Markdown, as clean HTML. What isn't on the list below is taken away."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h2", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_READER = MarkdownIt("js-default", {"html": False, "linkify": False})


@lru_cache(maxsize=512)
def render(text: str, top: int = 2) -> SafeString:
    """The text as HTML. Its first level of heading becomes h`top`; raw HTML, pictures and scripts don't get through."""
    shifted = "\n".join(_shift(line, top) for line in text.splitlines())
    clean = nh3.clean(
        _READER.render(shifted),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  cleaned just above


def _shift(line: str, top: int) -> str:
    """`# Title` becomes a heading of the page's level, at most h4."""
    marks = len(line) - len(line.lstrip("#"))
    if not 0 < marks <= 6 or not line[marks:].startswith(" "):
        return line
    return "#" * min(marks + top - 1, 4) + line[marks:]
