"""Where each municipality stands on the maps: shipped data, keyed on number; another district brings its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class TilePlace:
    """Column 1–7 and row 1–8 from the north-west, and the name in three letters."""

    column: int
    row: int
    short: str


@dataclass(frozen=True)
class Outline:
    """The border as the path of an SVG in a square of 1,000 units, and a point inside it."""

    path: str
    x: int
    y: int


@cache
def tile_places() -> dict[str, TilePlace]:
    """By municipality number; one that isn't there follows after the others, without a place of its own."""
    return {
        line["number"]: TilePlace(int(line["column"]), int(line["row"]), line["short"]) for line in _lines("tiles.csv")
    }


@cache
def outlines() -> dict[str, Outline]:
    """By municipality number; one that isn't there is named beside the map (drawn by scripts/outlines)."""
    return {line["number"]: Outline(line["outline"], int(line["x"]), int(line["y"])) for line in _lines("outlines.csv")}


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
