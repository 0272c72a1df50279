"""Files that are said to be pictures: what is drawn anew, and what is refused with a sentence. No database."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageFilter

from avklar.foundation.access.errors import Invalid
from avklar.public.news import pictures
from avklar.public.news.lengths import LARGEST_PICTURE, PHONE_BYTES
from avklar.public.news.sharing import share_picture
from tests.public.news.conftest import image


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def exif() -> Any:
    """Where it was taken, by whom, and that it lies on its side."""
    found = Image.Exif()
    found[0x0112], found[0x013B], found[0x010E] = 6, "HEMMELIG FOTOGRAF", "HEMMELIG STED"
    return found


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "empty": (b"", pictures.NO_PICTURE),
    "text": (b"hei", pictures.NO_PICTURE),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>', pictures.NO_PICTURE),
    "svg with a program": (SVG, pictures.TWO_THINGS),
    "html": (b"<!doctype html><img src=x onerror=alert(1)>", pictures.TWO_THINGS),
    "pdf": (b"%PDF-1.7\n", pictures.TWO_THINGS),
    "gif": (image("GIF"), pictures.NO_PICTURE),
    "tiff": (image("TIFF"), pictures.NO_PICTURE),
    "gif that is a program": (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", pictures.NO_PICTURE),
    "jpeg and html": (image("JPEG") + b"<html><script>alert(1)</script>", pictures.TWO_THINGS),
    "png and php": (image() + b"<?php system($_GET['c']); ?>", pictures.TWO_THINGS),
    "cut off": (image("JPEG", (1200, 800))[:700], pictures.BROKEN),
    "cut off png": (image("PNG", (1200, 800))[:60], pictures.BROKEN),
    "bomb": (bomb(60_000, 60_000), pictures.TOO_MANY_PIXELS),
    "smaller bomb": (bomb(9_900, 9_900), pictures.TOO_MANY_PIXELS),
    "just too many": (bomb(7_000, 7_000), pictures.TOO_MANY_PIXELS),
    "narrow": (image(size=(599, 400)), pictures.TOO_SMALL),
    "heavy": (b"\xff\xd8" + b"\0" * LARGEST_PICTURE, pictures.TOO_LARGE),
}


def said_of(content: bytes) -> object:
    """The sentence at the file's field; None when it was taken."""
    try:
        pictures.draw(content)
    except Invalid as refused:
        return refused.fields["file"]
    return None


def test_file_that_is_no_plain_picture_is_refused_at_its_field() -> None:
    said = {name: said_of(content) for name, (content, _sentence) in REFUSED.items()}
    assert said == {name: sentence for name, (_content, sentence) in REFUSED.items()}


def test_letters_that_came_by_chance_are_no_program() -> None:
    assert said_of(image("JPEG", comment=b"\x07<Html\x91 <?PHp\x03 %PdF-1\xff")) is None


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_picture_is_drawn_anew_in_every_width(kind: str) -> None:
    drawn = pictures.draw(image(kind, (2400, 1200)))
    assert (drawn.width, drawn.height, drawn.widths) == (1600, 800, (480, 960, 1600))
    found = {name.partition("-")[2]: Image.open(io.BytesIO(content)) for name, _width, content in drawn.files}
    assert sorted(found) == ["1600.jpg", "1600.webp", "480.jpg", "480.webp", "960.jpg", "960.webp"]
    assert {(each.format, each.size) for each in found.values()} == {
        (written, size) for written in ("JPEG", "WEBP") for size in ((480, 240), (960, 480), (1600, 800))
    }


def test_busy_picture_is_made_light_for_a_phone_and_stays_good_for_others() -> None:
    out = io.BytesIO()
    grain = [Image.effect_noise((1600, 900), 60).filter(ImageFilter.GaussianBlur(1.5)) for _colour in "RGB"]
    Image.merge("RGB", grain).save(out, "PNG")
    files = {name.partition("-")[2]: content for name, _width, content in pictures.draw(out.getvalue()).files}
    assert PHONE_BYTES / 3 < len(files["480.webp"]) <= PHONE_BYTES
    assert len(files["480.jpg"]) <= PHONE_BYTES
    assert len(files["960.webp"]) > 2 * PHONE_BYTES


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    drawn = pictures.draw(image("JPEG", (1200, 900), exif=exif()))
    assert (drawn.width, drawn.height) == (900, 1200)
    for _name, _width, content in drawn.files:
        assert b"HEMMELIG" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


def test_what_is_hidden_behind_a_picture_does_not_come_along() -> None:
    drawn = pictures.draw(image("JPEG", (700, 500), comment=b"SKJULT") + b"PK\x03\x04SKJULT")
    assert [name for name, _width, content in drawn.files if b"SKJULT" in content] == []


def test_picture_of_any_colours_becomes_plain() -> None:
    for mode in ("P", "L", "LA", "RGBA", "CMYK", "I;16"):
        out = io.BytesIO()
        plain = Image.new("RGBA" if mode in ("LA", "RGBA") else "RGB", (620, 400), "#b36a12")
        made = Image.new(mode, (620, 400)) if mode == "I;16" else plain.convert(mode)
        made.save(out, "JPEG" if mode == "CMYK" else "PNG")
        assert pictures.draw(out.getvalue()).widths == (480, 620), mode


def test_picture_for_sharing_is_as_large_as_it_must_be() -> None:
    jpeg = next(content for name, _width, content in pictures.draw(image()).files if name.endswith(".jpg"))
    for title, behind in (("Ett", None), ("Møtet på Hamar " * 8, jpeg), ("W" * 120, jpeg), ("A̧🙂 ŋ ð", None)):
        drawn = Image.open(io.BytesIO(share_picture(title, "Nyhet · 20. november 2026", behind)))
        assert (drawn.format, drawn.size) == ("PNG", (1200, 630))
        assert len(drawn.convert("L").getcolors(256) or []) > 20, "nothing is drawn"


def test_long_words_stay_beside_the_picture_for_sharing() -> None:
    white = next(content for name, _width, content in pictures.draw(image(colour="white")).files if "jpg" in name)
    for title in ("Radikaliseringskontaktene samles", "Menneskerettighetsorganisasjonene svarer", "W" * 120):
        drawn = Image.open(io.BytesIO(share_picture(title, "Nyhet · 20. november 2026", white)))
        assert min(drawn.crop((770, 0, 1200, 630)).convert("L").tobytes()) > 240, title


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    out = io.BytesIO()
    Image.new("I;16", (620, 400), 0x8000).save(out, "PNG")
    drawn = Image.open(io.BytesIO(pictures.draw(out.getvalue()).files[1][2]))
    assert drawn.getpixel((240, 150)) == (128, 128, 128)
