"""How long texts may be, how many are shown, and how long things are kept."""

from __future__ import annotations

from datetime import timedelta

LONGEST_COMMENT = 3000
LONGEST_NAME = 60
LONGEST_EMAIL = 254
LONGEST_TITLE = 200
LONGEST_URL = 300
LONGEST_RULE = 200
LONGEST_NOTE = 500
MOST_RULES = 12
MOST_THREADS = 200
"""Threads on one page."""
MOST_WAITING = 50
MOST_REPORTS_SHOWN = 10
"""Of one comment on the desk; the rest are counted."""
"""Comments on one page of the queue."""

UNCONFIRMED_FOR = timedelta(days=7)
TEXT_FOR = timedelta(days=90)
"""How long the text of a removed or rejected comment stays, so that a complaint can be looked at."""
COMPLAIN_WITHIN = timedelta(days=21)
WRITER_FOR = timedelta(days=365)
REPORT_FOR = timedelta(days=90)
COOKIE_FOR = timedelta(days=180)
ALIKE_WITHIN = timedelta(hours=24)
AN_HOUR = timedelta(hours=1)
A_MOMENT = timedelta(minutes=2)
"""Within it a second click sends no second mail."""
