"""A file that is said to be a picture: looked through, and drawn anew in several widths. Pure; stores nothing.

Only JPEG, PNG and WebP are read, whatever the file is called. What is kept is drawn from the pixels: where and when the
picture was taken, and anything hidden behind it, never gets through.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from avklar.foundation.access.errors import Invalid, Sentence
from avklar.public.news.lengths import LARGEST_PICTURE, MOST_PIXELS, NARROWEST, PHONE_BYTES, WIDTHS

READ = ("JPEG", "PNG", "WEBP")
WRITTEN: dict[str, tuple[str, dict[str, object]]] = {
    "webp": ("WEBP", {"method": 4}),
    "jpg": ("JPEG", {"optimize": True, "progressive": True}),
}
QUALITIES = (80, 65, 50, 35, 20)
"""The first is used; the next ones for a phone's picture that weighs too much."""
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
PROGRAM = re.compile(rb"<script[\s>]|<!doctype\s|<html[\s>]|<\?php\s|%pdf-1\.", re.IGNORECASE)
"""No camera writes these. A file that is a picture and a program at once is made to deceive.

Each is long enough not to come by chance: five letters in any case are found once in a few thousand large photographs.
"""

TOO_LARGE = _("Bildet er større enn 10 MB. Lagre det mindre, og prøv igjen.")
TOO_MANY_PIXELS = _("Bildet har for mange piksler. Lagre det i en mindre størrelse, og prøv igjen.")
TOO_SMALL = _("Bildet er smalere enn 600 piksler og blir uklart. Velg et større bilde.")
NO_PICTURE = _("Dette er ikke et bilde vi kan vise. Velg et bilde i formatet JPEG, PNG eller WebP.")
BROKEN = _("Bildet kan ikke åpnes. Det kan være skadet. Lagre det på nytt, og prøv igjen.")
TWO_THINGS = _("Denne fila er mer enn et bilde: den har også et program i seg. Lagre bildet på nytt, og prøv igjen.")


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew. `files`: (name, width, content)."""

    digest: str
    width: int
    height: int
    widths: tuple[int, ...]
    files: tuple[tuple[str, int, bytes], ...]


def draw(content: bytes) -> Drawn:
    """The picture in every width up to its own, as WebP and JPEG; Invalid at `file` for anything else."""
    if len(content) > LARGEST_PICTURE:
        raise _refused(TOO_LARGE)
    if PROGRAM.search(content):
        raise _refused(TWO_THINGS)
    picture = _opened(content)
    digest = hashlib.sha256(content).hexdigest()[:32]
    files, sizes = [], widths(picture.width)
    for width in sizes:
        height = max(1, round(picture.height * width / picture.width))
        sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        encoded = _light if width == sizes[0] else _encoded
        files += [(f"{digest}-{width}.{ending}", width, encoded(sized, ending)) for ending in WRITTEN]
    return Drawn(digest, picture.width, picture.height, tuple(sizes), tuple(files))


def widths(own: int) -> list[int]:
    """The widths a picture is kept in; never wider than it is."""
    widest = min(own, WIDTHS[-1])
    return [*(width for width in WIDTHS if width * 1.2 < widest), widest]


def _opened(content: bytes) -> Image.Image:
    """The pixels, the right way up, in plain colours and no wider than needed. Sizes are looked at before unpacking."""
    try:
        picture = Image.open(io.BytesIO(content), formats=READ)
        if picture.width * picture.height > MOST_PIXELS:
            raise _refused(TOO_MANY_PIXELS)
        picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a large JPEG is unpacked at a fraction of its size
        upright = _plain(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError:
        raise _refused(NO_PICTURE) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refused(TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError):  # what Pillow raises for damaged files
        raise _refused(BROKEN) from None
    if upright.width < NARROWEST:
        raise _refused(TOO_SMALL)
    return upright


def _plain(picture: Image.Image) -> Image.Image:
    """RGB on white, at most as wide as the widest width; nothing of the file but its pixels."""
    if picture.mode.startswith("I"):  # shades of sixteen bits: plain conversion makes all but the darkest white
        picture = picture.point(lambda shade: shade / 256).convert("L")
    picture.thumbnail((WIDTHS[-1], WIDTHS[-1] * 4), Image.Resampling.LANCZOS)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    found = picture.convert("RGB")
    clean = Image.new("RGB", found.size)
    clean.paste(found)
    return clean


def _encoded(picture: Image.Image, ending: str, quality: int = QUALITIES[0]) -> bytes:
    kind, options = WRITTEN[ending]
    out = io.BytesIO()
    picture.save(out, kind, quality=quality, **options)
    return out.getvalue()


def _light(picture: Image.Image, ending: str) -> bytes:
    """As good as `PHONE_BYTES` allow, or the poorest quality."""
    for quality in QUALITIES:
        content = _encoded(picture, ending, quality)
        if len(content) <= PHONE_BYTES:
            break
    return content


def _refused(sentence: Sentence) -> Invalid:
    """The error that stands at the picture's field."""
    return Invalid(sentence, fields={"file": sentence})
