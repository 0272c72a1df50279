"""How long the texts of a meeting may be, in signs."""

from __future__ import annotations

LONGEST_TITLE = 160
LONGEST_NAME = 120
LONGEST_FOLLOW_UP = 300
LONGEST_MINUTES = 20_000
MOST_POINTS = 40
LONGEST_POINT = 8 * 60
"""The longest a point of the agenda can last, in minutes."""
