"""The day itself: the code at the door, registering by it, and the arranger's list."""

from __future__ import annotations

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.network.meetings import actions, queries, rules
from avklar.network.meetings.mail import when

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.MEETING_ARRANGE)
@require_safe
def code(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The QR code for the door, large; it leads to `here`."""
    actions.own(acting(request), meeting_id)
    card = queries.meeting(acting(request), meeting_id)
    address = settings.AVKLAR_ADDRESS.rstrip("/") + reverse("meetings:here", args=[meeting_id])
    drawn = segno.make(address, error="m").svg_inline(
        scale=8, border=2, omitsize=True, svgclass="avk-qr", lineclass=None
    )
    context = {"card": card, "address": address, "when": when(card.starts, card.ends), "code": mark_safe(drawn)}  # noqa: S308  drawn by the library from our own address
    return render(request, "meetings/code.html", context)


@needs(Permission.MEETING_ANSWER)
@either
def here(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Where the code leads: one button, since a GET changes nothing."""
    actor = acting(request)
    card = queries.meeting(actor, meeting_id)
    if request.method == "POST":
        actions.check_in(actor, meeting_id=meeting_id)
        messages.success(request, _("Kommunen din er registrert. Velkommen."))
        return redirect("meetings:meeting", meeting_id)
    context = {
        "card": card,
        "when": when(card.starts, card.ends),
        "open": rules.at_the_door(card.starts, card.ends, clock.now()),
    }
    return render(request, "meetings/here.html", context)


@needs(Permission.MEETING_ARRANGE)
@either
def attendance(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The list: every municipality with a box. What others tick meanwhile stays ticked."""
    actor = acting(request)
    actions.own(actor, meeting_id)
    card = queries.meeting(actor, meeting_id)
    if request.method == "POST":
        known = {str(place.id): place.id for place in card.places}
        there = {known[value] for value in request.POST.getlist("there") if value in known}
        shown = {known[value] for value in request.POST.getlist("shown") if value in known}
        actions.register(actor, meeting_id=meeting_id, there=there, shown=shown)
        messages.success(request, _("Oppmøtet er lagret."))
        return redirect("meetings:meeting", meeting_id)
    return render(request, "meetings/attendance.html", {"card": card})
