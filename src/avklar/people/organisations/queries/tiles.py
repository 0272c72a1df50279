"""Where each municipality stands on the tile map: shipped data, keyed on number; another district brings its own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TILES = Path(__file__).parent.parent / "data" / "tiles.csv"


@dataclass(frozen=True)
class TilePlace:
    """Column 1–7 and row 1–8 from the north-west, and the name in three letters."""

    column: int
    row: int
    short: str


@cache
def tile_places() -> dict[str, TilePlace]:
    """By municipality number; one that isn't there follows after the others, without a place of its own."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {
            line["number"]: TilePlace(int(line["column"]), int(line["row"]), line["short"])
            for line in csv.DictReader(file)
        }
