"""Opening a note marks it as read, and the link of a mail switches news off: by POST, since a GET changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation.access.guard import acting, needs, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.notifications import actions, preferences
from avklar.foundation.notifications.duty import News
from avklar.foundation.notifications.links import ALL, Wanted


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


# The mail program posts by itself, without page or cookie (RFC 8058); it can do no more than the token may.
@csrf_exempt
@public("news by mail is switched off by the link in it: the token is the key")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A button, since mail scanners open links; by POST it is switched off."""
    if request.method == "POST":
        return _page(request, token, preferences.switch_off(token), "off")
    return _page(request, token, preferences.find(token), "asked")


@public("as above: whoever switched it off may take it back")
@never_cache
@require_POST
def subscribe_again(request: HttpRequest, token: str) -> HttpResponse:
    """Switch it on again."""
    return _page(request, token, preferences.switch_on(token), "on")


def _page(request: HttpRequest, token: str, wanted: Wanted, state: str) -> HttpResponse:
    """Names the kind only, never the person."""
    about = "" if wanted.kind == ALL else News(wanted.kind).label
    return render(request, "notifications/unsubscribe.html", {"token": token, "about": about, "state": state})
