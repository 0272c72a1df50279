"""The lists that stand on every page, drawn in Python: as templates they took half of the layout's time."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from avklar.foundation.ui import layout
from avklar.foundation.ui.components import MenuItem
from avklar.foundation.ui.rows import safe


def menu_items(items: Iterable[MenuItem]) -> SafeString:
    """The entries as list items; the layout shows them twice, in the bar and folded."""
    return mark_safe("".join(map(_item, items)))  # noqa: S308  every text is escaped below


def language_buttons() -> SafeString:
    """One button per language, as list items."""
    return mark_safe("".join(map(_language, layout.languages())))  # noqa: S308  every text is escaped below


def _item(item: MenuItem) -> str:
    current = ' aria-current="page"' if item.current else ""
    return f'<li><a href="{safe(item.url)}"{current}>{safe(item.label)}{_count(item.count)}</a></li>'


def _count(number: int) -> str:
    if not number:
        return ""
    word = safe(pgettext("antall i menyen", "nye"))
    return f' <span class="avk-count">{number}<span class="avk-sr"> {word}</span></span>'


def _language(language: layout.Language) -> str:
    current = ' aria-current="true"' if language.current else ""
    code = safe(language.code)
    return (
        f'<li><button class="avk-link" type="submit" name="language" value="{code}" lang="{code}"{current}>'
        f"{safe(language.name)}</button></li>"
    )
