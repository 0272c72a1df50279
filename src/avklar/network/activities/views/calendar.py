"""The district's calendar: as a list by month, and as a feed at a private address that a calendar program fetches."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.network.activities import actions, presenting, queries
from avklar.network.activities.calendar import calendar

REASON = "a calendar program isn't signed in: the private address is the key"


@needs(Permission.ACTIVITY_READ)
@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """To the year that we are in."""
    return redirect("activities:year", clock.today().year)


@needs(Permission.ACTIVITY_READ)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Everything that happens in the district in a year, by month."""
    actor = acting(request)
    if not 2000 <= year <= 2200:
        raise NotFound
    today = clock.today()
    ahead, over = presenting.from_now(queries.months(actor, year), today)
    context = {
        "year": year,
        "years": queries.years(actor),
        "ahead": presenting.calendar_lines(ahead, today, actor.organisation),
        "over": presenting.calendar_lines(over, today, actor.organisation),
        "crumbs": presenting.crumbs(Link(_("Distriktets kalender"), "")),
    }
    return render(request, "activities/calendar.html", context)


@needs(Permission.ACTIVITY_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """The person's own address. A new one is shown on the answer itself: it is stored nowhere, so this once only."""
    actor = acting(request)
    made = actions.make_address(actor) if request.method == "POST" else ""
    at = queries.address_made_at(actor)
    context = {
        "made": made,
        "at": presenting.day(at) if at else "",
        "crumbs": presenting.crumbs(
            Link(_("Distriktets kalender"), reverse("activities:calendar")), Link(_("I din egen kalender"), "")
        ),
    }
    return render(request, "activities/address.html", context)


@needs(Permission.ACTIVITY_READ)
@require_POST
def shut(request: HttpRequest) -> HttpResponse:
    """The address stops working."""
    actions.shut_address(acting(request))
    messages.success(request, _("Adressen er slått av. Kalenderen din henter ikke lenger."))
    return redirect("activities:address")


@public(REASON)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file, for whoever holds the address."""
    content = calendar(queries.feed(token), _("Aktiviteter i distriktet"))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
