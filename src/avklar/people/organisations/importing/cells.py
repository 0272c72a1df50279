"""What people write in a cell, made even: names, e-mail, telephone, days. Each says what it can't read."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.ui import dates
from avklar.people.organisations.lengths import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PHONE

VACANT = frozenset(
    {"", "-", "–", "—", "?", "x", "vakant", "ledig", "ubesatt", "ingen", "mangler", "ikke oppnevnt", "ikke avklart"}
    | {"ikke bestemt", "under avklaring", "tbd", "n/a", "na", "ukjent"}
)
NO_DAY = frozenset({"", "-", "–", "?", "til videre", "inntil videre", "løpende", "fast", "d.d.", "dd", "ubestemt"})
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
NAME = re.compile(r"[^\W\d_][^\d_@=+<>{}|\\\"*#%&$!?;:\x00-\x1f]*")
SERIAL = re.compile(r"[2-7]\d{4}")
DAY_ZERO = date(1899, 12, 30)
SPLIT = re.compile(r"\s*(?:\n|;| / )\s*")


class Unreadable(ValueError):
    """A cell that can't be read; says why."""


def line_up(text: str) -> str:
    """One line, single spaces, no quotes or apostrophes around."""
    return " ".join(text.replace("\u00a0", " ").split()).strip("\"'“”« »")


def is_vacant(text: str) -> bool:
    """«Vakant», «-», «ikke oppnevnt»: nobody stands there."""
    return line_up(text).casefold().strip("() .") in VACANT


def name(text: str) -> str:
    """«Nordmann, Kari» → «Kari Nordmann»."""
    words = line_up(ADDRESS.sub("", text)).strip("()<> ,")
    if words.count(",") == 1:
        last, first = (part.strip() for part in words.split(","))
        words = f"{first} {last}".strip()
    if len(words) > LONGEST_NAME:
        raise Unreadable(_("Navnet er for langt. Det kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_NAME})
    if not NAME.fullmatch(words):
        raise Unreadable(_("«%(text)s» ser ikke ut som et navn.") % {"text": shown(words)})
    return words


def email(text: str) -> str:
    """One address in small letters, without «mailto:» and angle brackets."""
    found = list(dict.fromkeys(each.lower().strip(".'") for each in ADDRESS.findall(text.replace("mailto:", " "))))
    if not found and is_vacant(text):
        return ""
    if len(found) > 1:
        raise Unreadable(_("Det står flere e-postadresser. La én stå."))
    address = found[0] if found else line_up(text)
    try:
        validate_email(address)
    except ValidationError:
        raise Unreadable(_("«%(text)s» er ikke en e-postadresse.") % {"text": shown(address)}) from None
    if len(address) > LONGEST_EMAIL:
        raise Unreadable(_("E-postadressen er for lang."))
    return address


def phone(text: str) -> str:
    """«+47 40000000» → «400 00 000»; several numbers with a stroke between."""
    words = re.sub(r"(?i)^\s*(?:tlf|mob|mobil|telefon)\b[.:]*", "", line_up(text))
    if is_vacant(words):
        return ""
    numbers = [_number(part) for part in re.split(r"[/,;]|\bog\b|\beller\b", words) if part.strip()]
    joined = " / ".join(dict.fromkeys(numbers))
    if len(joined) > LONGEST_PHONE:
        raise Unreadable(_("Det står for mange telefonnumre. La ett eller to stå."))
    return joined


def day(text: str, *, last: bool) -> date | None:
    """A day as people write it; «2026» is its first day, or with `last` its last. None where none is meant."""
    words = line_up(text).casefold()
    if words in NO_DAY:
        return None
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return date(int(words), 12, 31) if last else date(int(words), 1, 1)
    if SERIAL.fullmatch(words):
        return DAY_ZERO + timedelta(days=int(words))
    if month := re.fullmatch(r"(\d{1,2})[./-]((?:19|20)\d\d)", words):
        return _of_month(int(month[2]), int(month[1]), text, last=last)
    try:
        return dates.read(words, not_after=clock.today())
    except ValidationError:
        raise _no_day(text) from None


def shown(text: str) -> str:
    """A cell as it may stand in a sentence: short."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _of_month(year: int, month: int, text: str, *, last: bool) -> date:
    if not 1 <= month <= 12:
        raise _no_day(text)
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _no_day(text: str) -> Unreadable:
    return Unreadable(_("Vi kan ikke lese datoen «%(text)s». Skriv for eksempel 31.12.2027.") % {"text": shown(text)})


def _number(text: str) -> str:
    digits = re.sub(r"[\s().–-]", "", text)
    digits = re.sub(r"^(?:\+|00)47(?=\d{8}$)", "", digits)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise Unreadable(_("«%(text)s» er ikke et telefonnummer.") % {"text": shown(text.strip())})
    if len(digits) != 8 or digits.startswith("+"):
        return digits
    cuts = (3, 5) if digits[0] in "489" else (2, 4, 6)
    edges = (0, *cuts, 8)
    return " ".join(digits[start:end] for start, end in pairwise(edges))
