"""Questions and answers in a posted form: how many there are, one more, one less. Without JavaScript; pure."""

from __future__ import annotations

import re

from django.http import QueryDict

from avklar.public.news.lengths import MOST_PAIRS

COUNT = "pairs"
REMOVE = re.compile(r"remove-(\d{1,2})", re.ASCII)


def count(data: QueryDict | None, first: int) -> int:
    """How many pairs the form has; a number that isn't one, or too large, is put right."""
    given = data.get(COUNT, "") if data is not None else ""
    number = int(given) if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 4 else first
    return min(max(number, 0), MOST_PAIRS)


def changed(data: QueryDict, do: str) -> QueryDict | None:
    """The data with a pair more (`add`) or without one (`remove-2`); None when the button was another."""
    number, removed = count(data, 0), REMOVE.fullmatch(do)
    if do != "add" and removed is None:
        return None
    copy = data.copy()
    if do == "add":
        copy[COUNT] = str(min(number + 1, MOST_PAIRS))
    elif removed is not None and int(removed[1]) < number:
        for place in range(int(removed[1]), number):
            for name in ("question", "answer"):
                copy[f"{name}_{place}"] = data.get(f"{name}_{place + 1}", "")
        copy[COUNT] = str(number - 1)
    return copy
