"""Throttles of our own public forms, on the sign-in library's counters: hashed addresses, in the database's cache."""

from __future__ import annotations

from allauth.core import context
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from avklar.foundation.access.errors import Problem
from avklar.people.accounts.adapters import WAIT, hashed_address

RATES = {
    "link": "20/m/ip,3/10m/key",
    "use_link": "20/m/ip",
    "invitation": "20/m/ip",
    "meeting_answer": "30/m/ip",
    "still_contact": "20/m/ip",
    "setup": "5/m/ip",
    "comment": "10/m/ip",
    "comment_mail": "6/h/key",
    "comment_report": "10/m/ip",
}


class TooOften(Problem):
    """Many tries in a short time."""

    status = 429
    sentence = WAIT


def count(request: HttpRequest, action: str, *, key: str = "anybody") -> None:
    """Count one try; TooOften when there were too many. GET is never counted."""
    with context.request_context(request):
        if not ratelimit.consume(request, app="avklar.accounts", action=action, config=RATES, key=hashed_address(key)):
            raise TooOften
