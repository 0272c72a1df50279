"""How long the texts of ideas and activities may be, in signs, and how far the calendar reaches."""

from __future__ import annotations

from datetime import timedelta

LONGEST_TITLE = 120
LONGEST_LINE = 300
LONGEST_WHAT = 4_000
LONGEST_EVALUATION = 1_500
LARGEST_REACH = 100_000
LONGEST_ACTIVITY = timedelta(days=60)
FARTHEST = timedelta(days=2 * 365)
"""How far back or ahead an activity can be entered: a wrong year is a slip of the pen."""
A_YEAR = timedelta(days=365)
MOST_ASKED = 12
"""How many names are asked about at a time."""
