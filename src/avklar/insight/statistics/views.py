"""Pages of statistics: the list, a version with its tables and files, preparing, and deciding on a draft."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.fragments import wants_fragment
from avklar.insight.statistics import actions, files, pages, queries
from avklar.insight.statistics.forms import PrepareForm
from avklar.insight.statistics.states import OVER, WHY_STOPPED, Progress


@needs(Permission.STATISTICS_SEE)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The quarters that are published, how many worries were sent in each, and the drafts that wait."""
    return render(request, "statistics/list.html", {"page": pages.overview(acting(request))})


@needs(Permission.STATISTICS_SEE)
@require_safe
def version(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """One version with its six tables; a draft has the reasons and the buttons too."""
    page = pages.version(acting(request), publication_id)
    crumbs = [Link(_("Tall"), reverse("statistics:list")), Link(page.title, "")]
    return render(request, "statistics/version.html", {"page": page, "crumbs": crumbs})


@needs(Permission.STATISTICS_PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """The form, and the request to make a draft."""
    actor = acting(request)
    form = PrepareForm(request.POST or None, quarters=queries.periods(actor, actions.QUARTERS_BACK))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            making_id = actions.prepare(
                actor,
                quarter=given["quarter"],
                rounding=int(given["rounding"]),
                submission=given["submission"],
            )
        except Invalid as problem:
            for field, sentence in problem.fields.items():
                form.add_error(field, str(sentence))
        else:
            return redirect("statistics:making", making_id)
    crumbs = [Link(_("Tall"), reverse("statistics:list")), Link(_("Forbered et kvartal"), "")]
    status = 422 if form.errors else 200
    return render(request, "statistics/prepare.html", {"form": form, "crumbs": crumbs}, status=status)


@needs(Permission.STATISTICS_PREPARE)
@require_safe
def making(request: HttpRequest, making_id: UUID) -> HttpResponse:
    """How far the draft has come; the page asks again by itself, and leads on when it is ready."""
    card = queries.making(acting(request), making_id)
    if card.progress is Progress.READY and card.publication:
        there = reverse("statistics:version", args=[card.publication])
        if wants_fragment(request):
            return HttpResponse(headers={"HX-Redirect": there})
        return redirect(there)
    crumbs = [Link(_("Tall"), reverse("statistics:list")), Link(_("Vi teller"), "")]
    context = {"making": card, "crumbs": crumbs, "over": card.progress in OVER, "why": WHY_STOPPED.get(card.progress)}
    return render(request, "statistics/making.html", context)


@needs(Permission.STATISTICS_APPROVE)
@require_POST
def decide(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Publish the draft, or reject it."""
    approve = request.POST.get("decision") == "approve"
    actions.decide(acting(request), publication_id=publication_id, approve=approve)
    return redirect("statistics:version", publication_id)


@needs(Permission.STATISTICS_SEE)
@require_safe
def download_csv(request: HttpRequest, publication_id: UUID, topic: str) -> HttpResponse:
    """One table for a spreadsheet."""
    source = pages.source(acting(request), publication_id, topic)
    return HttpResponse(
        files.as_csv(source.table, source.version, source.names, source.district),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{source.version.quarter}-{topic}.csv"'},
    )


@needs(Permission.STATISTICS_SEE)
@require_safe
def download_json(request: HttpRequest, publication_id: UUID, topic: str) -> HttpResponse:
    """One table as JSON-stat 2.0."""
    source = pages.source(acting(request), publication_id, topic)
    return JsonResponse(
        files.as_json_stat(source.table, source.version, source.names, source.district),
        json_dumps_params={"ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{source.version.quarter}-{topic}.json"'},
    )
