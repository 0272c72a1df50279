"""The public page that says what Avklar stores and what it doesn't."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from avklar.foundation.access.guard import public
from avklar.foundation.retention.declarations import Step
from avklar.insight.register import queries


@public("everybody may know what is stored")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored on each step, printed from the models' own declarations."""
    context = {"network": queries.kept(Step.NETWORK), "concerns": queries.kept(Step.CONCERN)}
    return render(request, "register/privacy.html", context)
