"""How long the texts of a public page may be, in signs; how much of a search is read, and what is listed at a time."""

from __future__ import annotations

LONGEST_PHONE = 20
LONGEST_ADDRESS = 200
LONGEST_HOURS = 400
LONGEST_MEASURES = 3_000
LONGEST_SEARCH = 60
MOST_ON_A_PAGE = 40
MOST_NEXT = 3
