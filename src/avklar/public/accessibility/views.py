"""The statement, the form, and what people have said."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import acting, may_be_kept, needs, public
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.paging import paged
from avklar.people.accounts import throttle
from avklar.people.organisations import queries as people
from avklar.public.accessibility import actions, forms, queries
from avklar.public.accessibility.criteria import CRITERIA

STAYS = timedelta(hours=1)
A_PAGE = 25


@public("how accessible the pages are, is for everybody")
@require_safe
def statement(request: HttpRequest) -> HttpResponseBase:
    """How accessible Avklar is, how that was checked, and how to complain."""
    context = {"criteria": CRITERIA, "site": people.site()}
    return may_be_kept(render(request, "accessibility/statement.html", context), clock.now() + STAYS)


@public("whoever can't use a page must be able to say so")
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Say what doesn't work, with or without an address for the answer."""
    form = forms.FeedbackForm(request.POST or None, initial={"page": request.GET.get("side", "")[:300]})
    if request.method == "POST" and form.is_valid():
        throttle.count(request, "feedback")
        told = {name: form.cleaned_data[name] for name in ("text", "page", "email", "submission")}
        actions.tell(**told)
        messages.success(request, _("Takk. Meldingen er kommet fram, og vi ser på den."))
        return redirect("accessibility:statement")
    context = {
        "form": form,
        "heading": _("Si fra om noe som ikke virker"),
        "lead": _("Du trenger ikke å si hvem du er. Skriv ikke om andre mennesker her."),
        "submit_label": _("Send"),
        "back_url": reverse("accessibility:statement"),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@needs(Permission.GUIDANCE_EDIT)
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What people have said, the unsettled first."""
    page, pager = paged(request, queries.told(acting(request)), A_PAGE)
    return render(request, "accessibility/told.html", {"told": page, "pager": pager})


@needs(Permission.GUIDANCE_EDIT)
@require_POST
def settle(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """It is mended or answered."""
    actions.settle(acting(request), feedback_id=feedback_id)
    messages.success(request, _("Meldingen er merket som ferdig."))
    return redirect("accessibility:told")
