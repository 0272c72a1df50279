"""A discussion's own page, what turns with the clock, and the list anew. Open to everybody; sets no cookie."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import public
from avklar.public.comments import presenting, queries
from avklar.public.comments.queries.reading import stamp_of
from avklar.public.comments.standing import standing

REASON = "comments are everybody's to read"


@public(REASON)
@require_safe
def discussion(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """The discussion by itself, as it is at this moment; the later pages of a long one, too."""
    comments = presenting.section(request, discussion_id, after=_after(request))
    if not comments["shown"]:
        raise NotFound
    return render(request, "comments/discussion.html", {"comments": comments})


@public(REASON)
@require_safe
def state(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """Open or closed by the server's clock, when it turns, and the words for it: for pages that stand open. One query.

    The moments are milliseconds since 1970; `until` is null when nothing turns by itself.
    """
    card, now = queries.discussion(discussion_id), clock.now()
    found = standing(card, now)
    context = {"comments": presenting.state(card, found, now, fresh=True)}
    return JsonResponse(
        {
            "now": round(now.timestamp() * 1000),
            "until": round(found.until.timestamp() * 1000) if found.until else None,
            "kind": str(found.kind),
            "takes": context["comments"]["takes"],
            "stamp": stamp_of(card, now),
            "button": context["comments"]["button"],
            "notice": render_to_string("comments/notice.html", context),
            "hours": render_to_string("comments/hours.html", context),
        }
    )


@public(REASON)
@require_safe
def listing(request: HttpRequest, discussion_id: UUID) -> HttpResponse:
    """The list alone, for a page that stands open; its heading comes in a header field's place, as data of the list."""
    card = queries.discussion(discussion_id)
    shown = presenting.heading(*queries.tally(card.id))
    context = {"comments": presenting.listing(request, card, _after(request)) | {"heading": shown}}
    return render(request, "comments/list.html", context)


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("etter", ""))
    except ValueError:
        return None
