"""The privacy officer's page: what happens to each kind of record, and the form for the organisation's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.retention import decisions
from avklar.foundation.retention.forms import DecisionForm
from avklar.foundation.ui.components import Link


@needs(Permission.RETENTION_DECIDE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Each kind of record with what has been decided, newest first."""
    return render(request, "retention/overview.html", {"kinds": decisions.kinds(acting(request))})


@needs(Permission.RETENTION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for one kind; a decision is added, never changed."""
    actor = acting(request)
    asked = next((known for known in decisions.kinds(actor) if known.code == kind), None)
    if asked is None:
        raise NotFound
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        decisions.decide(
            actor,
            kind=kind,
            choice=given["choice"],
            days=given["days"],
            reference=given["reference"],
            valid_from=given["valid_from"],
            submission=given["submission"],
        )
        messages.success(request, _("Vedtaket er ført inn."))
        return redirect("retention:decide")
    crumbs = [Link(_("Bevaring"), ".."), Link(str(asked.label), "")]
    status = 422 if form.errors else 200
    return render(request, "retention/enter.html", {"form": form, "kind": asked, "crumbs": crumbs}, status=status)
