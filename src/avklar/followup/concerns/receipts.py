"""The receipt of a private person: 16 digits, of which 15 are random (49.8 bits) and the last tells a slip of the pen.

It is worked out from a random number that only the sender's own page holds, by a keyed hash under the municipality's
secret. So a second click shows the same receipt again, and nothing of it is stored anywhere.
"""

from __future__ import annotations

import hmac
import unicodedata
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from avklar.foundation.access.errors import Invalid
from avklar.foundation.vault import keys

DIGITS = 16
PURPOSE = "receipt"
OPENED = "receipt-opened"
SLIP = _("Ett av sifrene stemmer ikke. Se over tallene en gang til.")
SEPARATORS = frozenset(" -–.\u00a0\u202f\t\r\n")


def made(organisation_id: UUID, seed: UUID) -> tuple[str, UUID]:
    """The receipt's digits, and the submission's stored name; always the same for a municipality and a seed."""
    number, name = keys.lookup_hashes(organisation_id, ("receipt-number", "receipt-submission"), seed.hex)
    digits = f"{int.from_bytes(number) % 10 ** (DIGITS - 1):0{DIGITS - 1}}"
    return digits + check_digit(digits), UUID(bytes=name[:16])


def code(digits: str) -> keys.Code:
    """The receipt as the vault takes it."""
    return keys.Code(PURPOSE, digits)


def mark(organisation_id: UUID, digits: str) -> str:
    """Told to whoever came in with the receipt, so that their next step is no guess; nobody else can work it out."""
    (opened,) = keys.lookup_hashes(organisation_id, (OPENED,), digits)
    return opened.hex()


def is_mark(organisation_id: UUID, digits: str, given: str) -> bool:
    """Whether somebody has come in with this receipt before."""
    return hmac.compare_digest(mark(organisation_id, digits).encode(), given.encode())


def spoken(digits: str) -> str:
    """«1234 5678 9012 3456»: as it is shown and printed."""
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def read(text: str) -> str:
    """The digits of a receipt as people write it. Invalid, at the field `receipt`, when it can't be one."""
    signs = [sign for sign in unicodedata.normalize("NFKC", text[:200]) if sign not in SEPARATORS]
    digits = "".join(sign for sign in signs if sign.isascii() and sign.isdigit())
    if len(digits) != len(signs):
        raise Invalid(fields={"receipt": _("Kvitteringen har bare siffer.")})
    if len(digits) != DIGITS:
        said = ngettext(
            "Kvitteringen har 16 siffer. Her står det %(number)s siffer.",
            "Kvitteringen har 16 siffer. Her står det %(number)s siffer.",
            len(digits),
        )
        raise Invalid(fields={"receipt": said % {"number": len(digits)}})
    if check_digit(digits[:-1]) != digits[-1]:
        raise Invalid(fields={"receipt": SLIP})
    return digits


def check_digit(digits: str) -> str:
    """The digit that makes the sum right (Luhn): finds one wrong digit, and nearly all swapped neighbours."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        number = int(sign)
        total += sum(divmod(2 * number, 10)) if place % 2 == 0 else number
    return str(-total % 10)
