"""Work rows and state tags drawn in Python: the inbox shows fifty, and a template loop takes several times as long."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from avklar.foundation.ui.components import Row, State, Text


def draw(lines: Iterable[Row]) -> SafeString:
    """The whole list; every text is escaped unless it is marked safe."""
    return mark_safe(f'<ul class="avk-rows">{"".join(map(_row, lines))}</ul>')  # noqa: S308  all parts escaped below


def draw_state(state: State) -> SafeString:
    """One state tag."""
    return mark_safe(f'<span class="avk-state {state.kind}">{state.svg}{safe(state.text)}</span>')  # noqa: S308


def _row(row: Row) -> str:
    late = ' class="late"' if row.late else ""
    meta = f'<p class="meta">{safe(row.meta)}</p>' if row.meta else ""
    note = f"<span>{safe(row.note)}</span>" if row.note else ""
    state = draw_state(row.state) if row.state else ""
    end = f'<div class="end">{state}{note}</div>' if state or note else ""
    return f'<li{late}><div class="what"><a href="{safe(row.url)}">{safe(row.title)}</a>{meta}</div>{end}</li>\n'


def safe(text: Text) -> str:
    """Escaped, unless marked safe; a lazy translation is spoken now. As Django's, without its detour for lazy texts."""
    spoken = str(text)
    return spoken if hasattr(spoken, "__html__") else escape(spoken)
