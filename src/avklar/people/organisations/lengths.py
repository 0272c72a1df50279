"""How long the texts of the law's entries may be, in characters: the same in form, rule and table."""

from __future__ import annotations

LONGEST_NAME = 120
LONGEST_REFERENCE = 200
LONGEST_BASIS = 2000
