"""How long the texts of guidance may be, in signs, and for how long a page holds before it is looked at again."""

from __future__ import annotations

from datetime import timedelta

LONGEST_TITLE = 100
LONGEST_PAGE = 20_000
LONGEST_QUESTION = 200
A_YEAR = timedelta(days=365)
REMIND_BEFORE = timedelta(days=30)
KEPT = timedelta(minutes=5)
"""How long browsers and proxies may keep a public page: an editor's change is seen by all within five minutes."""
EASY_LIX = 40
"""Above this a page is harder than most people of school age read with ease (Björnsson's scale)."""
