"""How long the texts of competence may be, in signs, and how many there may be of something."""

from __future__ import annotations

LONGEST_TITLE = 160
LONGEST_PAGE = 20_000
MOST_PAGES = 40
MOST_MONTHS = 120
LONGEST_MINUTES = 600
