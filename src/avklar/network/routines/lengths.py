"""How long the texts of routines and plans may be, in signs, and for how long an approval holds."""

from __future__ import annotations

from datetime import timedelta

LONGEST_ROUTINE = 20_000
LONGEST_NOTE = 1_000
LONGEST_LINE = 300
LONGEST_NAME = 120
MOST_MEASURES = 100
A_YEAR = timedelta(days=365)
REMIND_BEFORE = timedelta(days=30)
