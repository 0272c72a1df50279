"""Opening a note marks it as read: by POST, since a GET changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.notifications import actions


@needs(Permission.HOME_SEE)
@require_POST
def open_note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Mark the person's own note as read and go where it leads."""
    return redirect(actions.mark_read(acting(request), note_id=note_id))


@needs(Permission.HOME_SEE)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notes as read."""
    actions.mark_all_read(acting(request))
    return redirect("home:my_day")
