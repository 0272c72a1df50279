"""Throttles of our own public forms, on the sign-in library's counters: hashed addresses, in the database's cache."""

from __future__ import annotations

import secrets

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import OperationalError, connection
from django.http import HttpRequest

from avklar.foundation import clock
from avklar.foundation.access.errors import Problem
from avklar.people.accounts.adapters import WAIT, hashed_address

RATES = {
    "link": "20/m/ip,3/10m/key",
    "use_link": "20/m/ip",
    "invitation": "20/m/ip",
    "meeting_answer": "30/m/ip",
    "still_contact": "20/m/ip",
    "feedback": "10/m/ip",
    "setup": "5/m/ip",
    "worry": "60/h/ip",
    "worry_unproved": "3/h/ip",
    "receipt": "10/15m/key",
    "receipt_message": "20/h/key",
    "comment": "10/m/ip",
    "comment_mail": "6/h/key",
    "comment_report": "10/m/ip",
}


class TooOften(Problem):
    """Many tries in a short time."""

    status = 429
    sentence = WAIT


def count(request: HttpRequest, action: str, *, key: str = "anybody") -> None:
    """Count one try; TooOften when there were too many. GET is never counted.

    The library also says no when it can't write its counters. Then nobody tried too often: the database is not
    available (OperationalError), and the page says so.
    """
    if _consume(request, action, key):
        return
    if not _counters_are_written():
        raise OperationalError("the counters of tries cannot be written")
    raise TooOften


def is_full(request: HttpRequest, action: str, *, key: str = "anybody") -> bool:
    """Whether one more try would be too many; counts nothing itself."""
    return not _consume(request, action, key, dry_run=True)


def _counters_are_written() -> bool:
    probe = f"throttle:{secrets.token_hex(16)}"
    written = cache.add(probe, True, timeout=1)
    cache.delete(probe)
    return written


def forget() -> int:
    """Delete the counters that have run out; returns how many. `avklar tick` calls it.

    The cache itself leaves them lying until it is full. A counter says when somebody came, and whoever holds the keys
    could try all addresses on it: beside a worry's own time that would tell from where it was sent.
    """
    with connection.cursor() as cursor:
        over = connection.ops.adapt_datetimefield_value(clock.now())
        cursor.execute("DELETE FROM cache WHERE expires < %s", [over])
        return int(cursor.rowcount)


def here(request: HttpRequest, place: str) -> str:
    """A key for one address and one place: whoever guesses there shuts out nobody else, here or elsewhere."""
    with context.request_context(request):
        return f"{place} {get_adapter().get_client_ip(request)}"


def _consume(request: HttpRequest, action: str, key: str, *, dry_run: bool = False) -> bool:
    with context.request_context(request):
        return bool(
            ratelimit.consume(
                request, app="avklar.accounts", action=action, config=RATES, key=hashed_address(key), dry_run=dry_run
            )
        )
