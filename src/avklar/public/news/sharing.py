"""The picture that is shown where somebody shares an article: 1200 × 630, title on paper, the article's own picture."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from avklar.foundation.ui import __file__ as ui

FONTS = Path(ui).parent / "static/ui/vendor"
SERIF, SANS = FONTS / "source-serif-4/source-serif-600.woff2", FONTS / "inter/inter.woff2"
WIDTH, HEIGHT = 1200, 630
EDGE, PICTURE_WIDTH = 64, 440
PAPER, INK, SOFT, GREEN, LIGHT = "#faf7f1", "#29251e", "#625a4e", "#0b5f52", "#f6d79b"
SIZES = (64, 56, 48, 40, 34)
MOST_LINES = 6


def share_picture(title: str, line: str, picture: bytes | None) -> bytes:
    """A PNG. `line` stands above the title; `picture` is one of our own JPEGs."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    column = WIDTH - 2 * EDGE
    if picture:
        sheet.paste(_cut(picture), (WIDTH - PICTURE_WIDTH, 0))
        column -= PICTURE_WIDTH
    draw.rectangle((0, 0, WIDTH if not picture else WIDTH - PICTURE_WIDTH, 12), fill=GREEN)
    draw.text((EDGE, 78), line, font=_font(SANS, 26), fill=SOFT)
    size, lines = _fitted(title, column)
    for number, each in enumerate(lines):
        draw.text((EDGE, 130 + number * size * 1.18), each, font=_font(SERIF, size), fill=INK)
    _mark(draw)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _mark(draw: ImageDraw.ImageDraw) -> None:
    """The way up and the light, as on every page, and the name."""
    left, top, unit = EDGE, HEIGHT - 110, 2
    draw.rounded_rectangle((left, top, left + 32 * unit, top + 32 * unit), radius=8 * unit, fill=GREEN)
    steps = [(6, 25), (11.5, 25), (11.5, 20), (17, 20), (17, 15), (22.5, 15), (22.5, 10.5)]
    draw.line([(left + x * unit, top + y * unit) for x, y in steps], fill=PAPER, width=5, joint="curve")
    x, y, radius = left + 22.5 * unit, top + 7.2 * unit, 3 * unit
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=LIGHT)
    draw.text((left + 32 * unit + 20, top + 8), "Avklar", font=_font(SERIF, 38), fill=INK)


def _fitted(title: str, column: int) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines; in the smallest, what doesn't fit is cut off."""
    for size in SIZES:
        font = _font(SERIF, size)
        lines = _wrapped(title, font, column)
        if len(lines) * size * 1.18 <= HEIGHT - 270 and all(font.getlength(line) <= column for line in lines):
            return size, lines
    return size, [_cut_off(line, font, column) for line in lines[:MOST_LINES]]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, column: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= column:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut_off(line: str, font: ImageFont.FreeTypeFont, column: int) -> str:
    """A single word that is wider than the column ends with a sign for it."""
    if font.getlength(line) <= column:
        return line
    return next(shorter for end in range(len(line), -1, -1) if font.getlength(shorter := f"{line[:end]}…") <= column)


def _cut(picture: bytes) -> Image.Image:
    """The middle of the picture, as high as the sheet."""
    return ImageOps.fit(Image.open(io.BytesIO(picture), formats=("JPEG",)), (PICTURE_WIDTH, HEIGHT))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)
