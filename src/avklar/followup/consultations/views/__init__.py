"""Pages of the consultations: the lists, the open consultation and its end. Starting and writing stand beside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.followup.consultations import actions, parties, presenting, queries, rules
from avklar.followup.consultations.cards import Listing
from avklar.followup.consultations.forms import uuid_of
from avklar.followup.consultations.states import Group
from avklar.followup.consultations.views.shared import around, context_of, to_page
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import RECEIVERS
from avklar.foundation.ui.components import Link, Pager


@needs(Permission.CONSULTATION_READ)
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """The three lists, newest first: waits for me, waits for others, ended."""
    actor = acting(request)
    asks = bool(actor.roles & RECEIVERS)
    lists = [_drawn(listing) for listing in queries.inbox(actor)]
    vacant, away = parties.police_absence(actor) if asks else (None, [])
    shown = {"lists": lists, "asks": asks, "vacant": vacant, "aways": away}
    return render(request, "consultations/overview.html", shown)


@needs(Permission.CONSULTATION_READ)
@require_safe
def group_page(request: HttpRequest, group: str) -> HttpResponseBase:
    """One list in full, a page at a time."""
    if group not in Group.values:
        raise NotFound
    before = uuid_of(request.GET.get("etter", ""))
    listing = queries.listing(acting(request), Group(group), before=before)
    here = request.path
    pager = Pager(first=here if before else "", next=f"{here}?etter={listing.older}" if listing.older else "")
    shown = {
        "list": _drawn(listing),
        "pager": pager,
        "asks": bool(acting(request).roles & RECEIVERS),
        "crumbs": [Link(_("Drøftinger"), reverse("consultations:list")), Link(Group(group).label, "")],
    }
    return render(request, "consultations/group.html", shown)


@needs(Permission.CONSULTATION_READ)
@require_safe
def page(request: HttpRequest, consultation_id: UUID) -> HttpResponseBase:
    """The open consultation. The reading is journalled (R13)."""
    actor = acting(request)
    opened = actions.read(actor, consultation_id)
    return render(request, "consultations/page.html", context_of(request, actor, opened))


@needs(Permission.CONSULTATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Ask once more, then end."""
    actor = acting(request)
    if request.method == "POST":
        actions.end(actor, consultation_id)
        messages.success(request, _("Drøftingen er avsluttet. Den fjernes om 30 dager."))
        return to_page(consultation_id)
    opened = queries.page(actor, consultation_id)
    rules.check_may_end(opened.line.side, opened.line.state)
    return render(request, "consultations/end.html", around(opened))


def _drawn(listing: Listing) -> dict[str, object]:
    url = reverse("consultations:page", args=[UUID(int=0)]).replace(str(UUID(int=0)), "{id}")
    more = reverse("consultations:group", args=[listing.group])
    return {
        "group": listing.group,
        "heading": listing.group.label,
        "rows": presenting.rows(listing, url),
        "more": Link(_("Vis alle"), more) if listing.older else None,
    }
