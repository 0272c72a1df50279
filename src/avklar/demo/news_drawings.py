"""The demo's own drawings: simple shapes in the colours of the house, drawn as PNG by code. They show nobody."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 880, 380
SHARP, KEPT = 4, 2
"""Drawn four times as large and made smaller, so that edges are soft."""

SKY, PAPER, SUN, LAKE, GLINT = "#fdf3df", "#faf7f1", "#f6d79b", "#dbe7e6", "#f6e9cc"
H1, H2, H3, H4, H5 = "#d5e2d8", "#abc8bc", "#6f9f92", "#2f6f63", "#15493f"
AMBER, BLUE, SKIN, WINDOW, NIGHT, INK = "#b36a12", "#3f4e8c", "#f0d3b4", "#ffd98a", "#1c2430", "#29251e"

Shape = tuple[Any, ...]


def drawing(name: str) -> bytes:
    """One of the drawings as PNG."""
    sheet = Image.new("RGB", (WIDTH * SHARP, HEIGHT * SHARP), H1)
    pen = ImageDraw.Draw(sheet)
    for kind, colour, *rest in DRAWINGS[name]():
        PENS[kind](pen, colour, *rest)
    out = io.BytesIO()
    sheet.resize((WIDTH * KEPT, HEIGHT * KEPT), Image.Resampling.BOX).save(out, "PNG")
    return out.getvalue()


def _circle(pen: ImageDraw.ImageDraw, colour: str, x: float, y: float, radius: float) -> None:
    pen.ellipse([SHARP * each for each in (x - radius, y - radius, x + radius, y + radius)], fill=colour)


def _box(pen: ImageDraw.ImageDraw, colour: str, x: float, y: float, w: float, h: float, radius: float = 0) -> None:
    pen.rounded_rectangle([SHARP * each for each in (x, y, x + w, y + h)], radius=SHARP * radius, fill=colour)


def _shape(pen: ImageDraw.ImageDraw, colour: str, *points: tuple[float, float]) -> None:
    pen.polygon([(SHARP * x, SHARP * y) for x, y in points], fill=colour)


def _line(pen: ImageDraw.ImageDraw, colour: str, width: float, *points: tuple[float, float]) -> None:
    pen.line([(SHARP * x, SHARP * y) for x, y in points], fill=colour, width=round(SHARP * width), joint="curve")


def _hill(pen: ImageDraw.ImageDraw, colour: str, top: float, rise: float, shift: float) -> None:
    """A ridge from edge to edge, `top` high in the middle of its waves."""
    crest = [(x, top - rise * math.sin(x / 190 + shift) - rise / 3 * math.sin(x / 70)) for x in range(0, WIDTH + 8, 8)]
    _shape(pen, colour, (0, HEIGHT), *crest, (WIDTH, HEIGHT))


PENS: dict[str, Callable[..., None]] = {"circle": _circle, "box": _box, "shape": _shape, "line": _line, "hill": _hill}


def _morning() -> Iterator[Shape]:
    yield "box", SKY, 0, 0, WIDTH, HEIGHT
    yield "circle", SUN, 640, 120, 56
    yield "hill", H1, 190, 34, 0.4
    yield "hill", H2, 236, 26, 1.7
    yield "hill", H3, 284, 18, 3.1


def _person(x: float, y: float, coat: str, size: float = 1) -> Iterator[Shape]:
    yield "box", coat, x - 22 * size, y, 44 * size, 70 * size, 18 * size
    yield "circle", SKIN, x, y - 14 * size, 17 * size


def _steps() -> Iterator[Shape]:
    yield "box", SKY, 0, 0, WIDTH, HEIGHT
    yield "circle", SUN, 730, 92, 66
    yield "hill", H1, 210, 30, 0.4
    yield "hill", H2, 262, 20, 1.7
    for number in range(6):
        left, top = 170 + 84 * number, 330 - 36 * number
        yield "box", H4, left, top, WIDTH, HEIGHT
        yield "box", H3, left, top, 84 if number < 5 else WIDTH, 8
    yield from _person(380, 196, AMBER, 0.9)


def _cups() -> Iterator[Shape]:
    yield "box", GLINT, 0, 0, WIDTH, HEIGHT
    yield "box", H1, 300, 40, 280, 150, 10
    yield "circle", SUN, 500, 120, 34
    yield "shape", H2, (300, 190), (300, 160), (400, 130), (500, 168), (580, 150), (580, 190)
    for x, lean in ((150, 1), (730, -1)):
        yield "box", H4, x - 52, 236, 104, 18, 8
        yield "box", H5, x - 46 * lean - 8, 120, 16, 130, 8
        yield "box", H5, x - 44, 250, 12, 130, 4
        yield "box", H5, x + 32, 250, 12, 130, 4
    yield "box", AMBER, 250, 232, 380, 20, 8
    yield "box", H5, 430, 250, 20, 130, 4
    for x, colour in ((350, H3), (530, BLUE)):
        yield "box", colour, x - 26, 186, 52, 46, 12
        yield "line", colour, 8, (x + 24, 198), (x + 42, 202), (x + 40, 216), (x + 24, 220)


def _night() -> Iterator[Shape]:
    yield "box", NIGHT, 0, 0, WIDTH, HEIGHT
    for x, y in ((90, 60), (210, 110), (330, 44), (520, 80), (690, 50), (810, 120), (140, 170)):
        yield "circle", "#e8e0c9", x, y, 2.5
    yield "circle", "#e8e0c9", 760, 80, 30
    yield "hill", "#21343a", 250, 26, 0.6
    yield "hill", "#153532", 306, 14, 2.2
    yield "box", "#0d2523", 330, 170, 220, 170
    yield "shape", "#29251e", (306, 176), (440, 88), (574, 176)
    for x, y, colour in ((360, 200, "#1c3a3a"), (480, 200, WINDOW), (360, 268, "#1c3a3a")):
        yield "box", colour, x, y, 44, 44, 3
    yield "box", "#1c3a3a", 480, 262, 44, 78, 3
    yield "line", "#29251e", 4, (502, 200), (502, 244)
    yield "line", "#29251e", 4, (480, 222), (524, 222)


def _net() -> Iterator[Shape]:
    yield "box", SKY, 0, 0, WIDTH, HEIGHT
    yield "hill", H1, 170, 34, 0.4
    yield "hill", H2, 250, 26, 1.7
    around = [math.pi * number / 4 + 0.2 for number in range(8)]
    dots = [(440.0, 190.0), *((440 + 270 * math.cos(each), 190 + 130 * math.sin(each)) for each in around)]
    pairs = [*((0, number) for number in range(1, 9)), *((number, number % 8 + 1) for number in range(1, 9))]
    for first, second in pairs:
        yield "line", H5, 3, dots[first], dots[second]
    for number, (x, y) in enumerate(dots):
        yield "circle", PAPER, x, y, 24
        yield "circle", (H4, AMBER, BLUE)[number % 3], x, y, 17


def _book() -> Iterator[Shape]:
    yield "box", H1, 0, 0, WIDTH, HEIGHT
    yield "box", H2, 0, 270, WIDTH, 110
    yield "shape", H5, (250, 250), (440, 280), (630, 250), (640, 300), (440, 326), (240, 300)
    yield "shape", PAPER, (262, 120), (440, 156), (440, 300), (252, 268)
    yield "shape", "#f2ede3", (618, 120), (440, 156), (440, 300), (628, 268)
    for number in range(5):
        y = 158 + 22 * number
        yield "line", H3, 5, (286, y), (414, y + 25)
        yield "line", AMBER if number == 2 else H3, 5, (466, y + 25), (594, y)
    yield "box", BLUE, 710, 196, 64, 70, 14
    yield "line", BLUE, 9, (772, 214), (796, 218), (794, 240), (772, 246)


def _bench() -> Iterator[Shape]:
    yield from _morning()
    yield "hill", H4, 336, 8, 0.2
    yield from _person(330, 186, AMBER, 1.25)
    yield from _person(420, 200, BLUE, 1.05)
    yield "box", H5, 250, 262, 250, 16, 6
    yield "box", H5, 262, 222, 226, 10, 5
    for x in (272, 466):
        yield "box", H5, x, 262, 12, 64, 4


def _table() -> Iterator[Shape]:
    yield "box", H1, 0, 0, WIDTH, HEIGHT
    yield "circle", GLINT, 440, 190, 176
    yield "circle", H2, 440, 190, 112
    coats = (AMBER, H4, BLUE, H5)
    for number in range(8):
        angle = math.pi * number / 4 - math.pi / 2
        x, y = 440 + 148 * math.cos(angle), 190 + 148 * math.sin(angle)
        yield "circle", coats[number % 4], x, y, 34
        yield "circle", SKIN, x, y, 15
    for x, y, w, h in ((398, 120, 34, 26), (462, 238, 34, 26), (368, 184, 26, 34), (490, 150, 26, 34)):
        yield "box", PAPER, x, y, w, h, 2
    for x, y in ((440, 176), (466, 204), (416, 222)):
        yield "circle", AMBER, x, y, 9


def _window() -> Iterator[Shape]:
    yield "box", GLINT, 0, 0, WIDTH, HEIGHT
    yield "box", SKY, 280, 30, 320, 190, 8
    yield "circle", SUN, 500, 110, 40
    yield "shape", H2, (280, 220), (280, 150), (380, 110), (480, 170), (600, 130), (600, 220)
    yield "shape", H3, (280, 220), (280, 190), (420, 168), (600, 196), (600, 220)
    yield "line", H5, 7, (440, 30), (440, 220)
    yield from _person(200, 150, H4, 1.7)
    yield from _person(680, 150, BLUE, 1.7)
    yield "box", AMBER, 120, 268, 640, 22, 8
    yield "box", H5, 180, 288, 20, 92, 4
    yield "box", H5, 680, 288, 20, 92, 4
    for x in (360, 520):
        yield "box", PAPER, x - 20, 232, 40, 36, 10


DRAWINGS: dict[str, Callable[[], Iterator[Shape]]] = {
    "steps": _steps,
    "cups": _cups,
    "night": _night,
    "net": _net,
    "book": _book,
    "bench": _bench,
    "table": _table,
    "window": _window,
}
