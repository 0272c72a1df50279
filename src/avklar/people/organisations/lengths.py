"""How long the texts of this room may be, in characters: the same in form, rule and table."""

from __future__ import annotations

LONGEST_NAME = 120
LONGEST_REFERENCE = 200
LONGEST_BASIS = 2000
LONGEST_EMAIL = 254
LONGEST_PHONE = 40
LONGEST_SOURCE = 120
LONGEST_GOAL = 200
MOST_GOALS = 10
LONGEST_EVALUATION = 4000
LONGEST_POINT = 200
MOST_POINTS = 40
