"""How long the parts of an article may be, in signs, and how large a picture."""

from __future__ import annotations

from datetime import timedelta

LONGEST_TITLE = 120
LONGEST_LEAD = 400
LONGEST_BODY = 30_000
LONGEST_QUESTION = 300
LONGEST_ANSWER = 4_000
LONGEST_BYLINE = 120
LONGEST_ALT = 300
LONGEST_CAPTION = 300
LONGEST_CREDIT = 120
LONGEST_REASON = 500
LONGEST_SLUG = 80
MOST_PAIRS = 30
MOST_RELATED = 5

LARGEST_PICTURE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
NARROWEST = 600
WIDTHS = (480, 960, 1600)
"""In pixels: a phone, the article's column, and the same on a sharp screen."""
PHONE_BYTES = 18_000
"""What the narrowest may weigh: a page with it is to come over a phone's line with at most 100 kB."""

UNUSED_PICTURE = timedelta(days=30)
WORDS_A_MINUTE = 200
"""An ordinary reader of Norwegian prose."""
A_PAGE = 12
