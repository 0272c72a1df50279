"""Text that people of the house write in Markdown, as clean HTML. What isn't on the list below is taken away."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {
    *("p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h2", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
KINDS = {"heading_open": "heading", "paragraph_open": "paragraph"}
BREAKS = {"softbreak": " ", "hardbreak": " "}
LISTS = {"bullet_list_open": "point", "ordered_list_open": "number"}
LOWEST = 4
_READER = MarkdownIt("js-default", {"html": False, "linkify": False})


def _levels(state: StateCore) -> None:
    """`# Title` becomes a heading of the page's level: never the page's own h1, at most h4, wherever it stands."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1:]) + state.env.get('top', 2) - 1, 2), LOWEST)}"


_READER.core.ruler.push("levels", _levels)


@lru_cache(maxsize=512)
def render(text: str, top: int = 2) -> SafeString:
    """The text as HTML. Its first level of heading becomes h`top`; raw HTML, pictures and scripts don't get through."""
    clean = nh3.clean(
        _READER.render(text, {"top": top}),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  cleaned just above


def blocks(text: str) -> list[list[str]]:
    """The text as (kind, words) for a paper; kinds are heading, paragraph, point and number."""
    found: list[list[str]] = []
    lists: list[str] = []
    kind = "paragraph"
    for token in _READER.parse(text):
        if token.type in LISTS:
            lists.append(LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in KINDS:
            kind = lists[-1] if lists else KINDS[token.type]
        elif token.type == "inline":
            found.append([kind, "".join(part.content or BREAKS.get(part.type, "") for part in token.children or ())])
    return found
