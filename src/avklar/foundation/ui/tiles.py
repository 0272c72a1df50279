"""The tile map: each municipality an equal link; good is calm, exceptions stand out. A tile says its state in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from avklar.foundation.ui import icons

Text = str | Promise
Shade = Literal["good", "fair", "soon", "none"]
SHADE_ICONS: dict[str, str] = {"good": "check", "fair": "minus", "soon": "clock", "none": "care"}
"""Colour never stands alone: each shade has its icon."""


class Tile(NamedTuple):
    """One municipality. `column` 1–7, `row` 1–8; 0 lets it follow the others. `says` is the state in words; empty where
    the map tells no state, only where to go.

    `outline` is its border as the path of an SVG in a square of 1,000 units, with a point (`x`, `y`) inside it; without
    one it can't be drawn on a real map.
    """

    url: str
    name: str
    short: str
    shade: Shade
    says: Text
    column: int = 0
    row: int = 0
    outline: str = ""
    x: int = 0
    y: int = 0

    @property
    def svg(self) -> SafeString:
        return icons.SVG[SHADE_ICONS[self.shade]]

    @property
    def place(self) -> str:
        """The classes that place it."""
        return f" k{self.column} r{self.row}" if self.column and self.row else ""

    @property
    def sign(self) -> SafeString:
        """The icon's path, to be drawn inside another picture."""
        return SafeString(icons.PATHS[SHADE_ICONS[self.shade]])


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend: a shade in words, and how many tiles have it."""

    shade: Shade
    says: Text
    number: int


def draw(tiles: Iterable[Tile]) -> SafeString:
    """The map as a list of links, drawn in Python: a template's loop takes several times as long.

    The few sentences that stand in all of them are spoken once each.
    """
    found = list(tiles)
    words = {id(tile.says): escape(str(tile.says)) for tile in {id(tile.says): tile for tile in found}.values()}
    drawn = "".join(
        f'<li class="{tile.shade}{tile.place}"><a href="{tile.url}"><span class="full">{escape(tile.name)}</span>'
        f'<span class="abbr" aria-hidden="true">{escape(tile.short)}</span>'
        f"{_state(tile, words[id(tile.says)])}</a></li>"
        for tile in found
    )
    return mark_safe(f'<ul class="avk-tiles">{drawn}</ul>')  # noqa: S308  all parts escaped above


def _state(tile: Tile, words: str) -> str:
    return f'<span class="avk-sr">: {words}</span>{tile.svg}' if words else ""


def key_of(tiles: Sequence[Tile]) -> list[Key]:
    """The legend under a map: each state once, the best first."""
    alike = Counter((tile.shade, id(tile.says)) for tile in tiles)
    said = {id(tile.says): str(tile.says) for tile in {id(tile.says): tile for tile in tiles}.values()}
    numbers: Counter[tuple[Shade, str]] = Counter()
    for (shade, words), number in alike.items():
        numbers[shade, said[words]] += number
    order = list(SHADE_ICONS)
    return [
        Key(shade, says, number)
        for (shade, says), number in sorted(numbers.items(), key=lambda n: order.index(n[0][0]))
    ]
