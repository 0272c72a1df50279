"""When a filled-in form can't be received (session over, stale page), its text becomes a draft of its writer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.vault.errors import VaultError

from . import drafts
from .tokens import FIELD, KeptFor, read_token

MOST_CHARACTERS = 300_000
PAUSE = timedelta(seconds=2)  # per form of an owner: nobody fills the table by sending one page again and again
NEVER_KEPT = {FIELD, "csrfmiddlewaretoken"}


def kept_for(request: HttpRequest) -> KeptFor | None:
    """Whose form was posted, if it carries a valid token."""
    if request.method != "POST":
        return None
    try:
        return read_token(request.POST.get(FIELD, ""))
    except (RequestDataTooBig, UnreadablePostError, MultiPartParserError):
        return None


def rescue(request: HttpRequest) -> bool:
    """Keep the posted fields in the draft of the person in its token, whoever is signed in. True if they are kept.

    What was in the draft and isn't posted stays, so that one page of a long form doesn't replace the others.
    Passwords, files and more than 300,000 characters are never kept; nothing lands in session, cookie or log.
    """
    whose = kept_for(request)
    if whose is None or getattr(request, "text_is_kept", False):
        return whose is not None
    fields = _posted(request)
    if sum(len(str(value)) for value in fields.values()) > MOST_CHARACTERS:
        return False
    try:
        if not drafts.kept_since(whose.owner_id, whose.form, clock.now() - PAUSE):
            drafts.add(whose.owner_id, whose.form, fields)
    except (Invalid, VaultError, DatabaseError):
        return False
    request.text_is_kept = True  # type: ignore[attr-defined]
    return True


def _posted(request: HttpRequest) -> dict[str, Any]:
    """Single values as text, repeated ones as lists: what a form takes as `initial`."""
    return {
        name: values[0] if len(values) == 1 else values
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name.lower() and "passord" not in name.lower()
    }
