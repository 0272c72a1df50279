"""What may stand in the journal: short codes, never text about persons (R13). Pure."""

from __future__ import annotations

import re

LONGEST = 40
_CODE = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
_MANY_DIGITS = re.compile(r"\d{5}")


class NotACode(ValueError):
    """Somebody tried to journal something that isn't a short code. The message never repeats what it was."""


def checked(name: str, value: str) -> str:
    """`value` itself when it is a code: words of a–z and digits joined by . _ or -, at most 40 characters.

    Five digits in a row are refused: no code needs them, and identity and telephone numbers do.
    """
    code = str(value)
    if len(code) > LONGEST or not _CODE.fullmatch(code) or _MANY_DIGITS.search(code):
        raise NotACode(f"the journal's {name} must be a short code")
    return code
