"""The calendar that is open to all: what everybody in the district may come to, as a page and as a feed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import public
from avklar.foundation.ui.paging import paged
from avklar.network.activities.calendar import calendar
from avklar.public.contacts import presenting, queries
from avklar.public.contacts.forms import CalendarFilter
from avklar.public.contacts.lengths import MOST_ON_A_PAGE
from avklar.public.contacts.views.keeping import file, show

REASON = "what is open to everybody, everybody may read of"
A_MONTH = timedelta(days=31)
"""How long what has been stays in a subscriber's calendar."""


@public(REASON)
@require_safe
def activities(request: HttpRequest) -> HttpResponseBase:
    """What is open to everybody from today on, month by month."""
    places = queries.places()
    form = CalendarFilter(request.GET, places=places)
    number = form.cleaned_data["kommune"] if form.is_valid() else ""
    page, pager = paged(request, queries.open_activities(number=number), MOST_ON_A_PAGE)
    by_id, today = {card.id: card for card in places}, clock.today()
    shown = [presenting.open_activity(card, by_id, today) for card in page]
    context = {
        "form": form,
        "months": presenting.months(shown),
        "pager": pager,
        "number": number,
        "chosen": queries.place(number).name if number else "",
        "feed": settings.AVKLAR_ADDRESS.rstrip("/") + queries.calendar_address(number),
    }
    return show(request, "contacts/activities.html", context)


@public(REASON)
@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The same as a calendar file that programs subscribe to; NotFound for a municipality that isn't the district's."""
    number = request.GET.get("kommune", "")
    since = clock.today() - A_MONTH
    owner = queries.place(number) if number else queries.district()
    content = calendar(queries.open_activities(number=number, since=since), presenting.calendar_name(owner))
    return file(content, "text/calendar; charset=utf-8", "aktiviteter.ics")
