"""One's own page: what one should have, has and has begun; certificates; courses from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.network.competence import actions, forms, paper, presenting, queries
from avklar.network.competence.states import Level, Standing, Topic

DRAFT = "course-outside"


@needs(Permission.COURSE_TAKE)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I should have, what I began, what I have; all topics with their short courses."""
    actor, today = acting(request), clock.today()
    editions = queries.editions(actor, presenting.course_language())
    needs_ = queries.my_needs(actor)
    context = {
        "gaps": presenting.gaps(needs_, editions),
        "in_place": sum(need.standing in (Standing.VALID, Standing.SOON) for need in needs_),
        "running": [(each, presenting.where(each), presenting.how_far(each)) for each in queries.running(actor)],
        "learnt": [(each, presenting.validity(each, today)) for each in queries.learnt(actor)],
        "topics": presenting.topic_cards(needs_, editions),
        "manages": actor.may(Permission.COMPETENCE_MANAGE),
        "aims": actor.may(Permission.TARGET_SET),
    }
    return render(request, "competence/mine.html", context)


@needs(Permission.COURSE_TAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Write down a course that was taken elsewhere."""
    actor = acting(request)
    form = forms.Outside(
        request.POST or None, initial=filling.kept(actor, DRAFT), kept_for=drafts.token(actor.person, DRAFT)
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.record(
            actor,
            title=values["title"],
            organiser=values["organiser"],
            topic=Topic(values["topic"]),
            level=Level(values["level"]),
            done_on=values["done_on"],
            valid_to=values["valid_to"],
            submission=values["submission"] or clock.new_id(),
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=DRAFT):
        messages.success(request, _("Kurset er ført opp."))
        return redirect("competence:mine")
    context = {
        "form": form,
        "heading": _("Før opp et kurs du har tatt"),
        "lead": _("Fagdager, seminarer og kurs hos andre teller også."),
        "submit_label": _("Før opp"),
        "back_url": reverse("competence:mine"),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@needs(Permission.COURSE_TAKE)
@require_POST
def take_away(request: HttpRequest, completion_id: UUID) -> HttpResponse:
    """Take away a course from outside that was recorded wrongly."""
    actions.take_away(acting(request), completion_id=completion_id)
    messages.success(request, _("Kurset er tatt bort."))
    return redirect("competence:mine")


@needs(Permission.COURSE_TAKE)
@require_safe
def certificate(request: HttpRequest, completion_id: UUID) -> HttpResponse:
    """The own certificate."""
    card = queries.certificate(acting(request), completion_id)
    context = {
        "card": card,
        "number": presenting.grouped(card.learnt.number),
        "tag": presenting.validity(card.learnt, clock.today()),
        "crumbs": [Link(_("Kompetanse"), reverse("competence:mine")), Link(_("Kursbevis"), "")],
    }
    return render(request, "competence/certificate.html", context)


@needs(Permission.COURSE_TAKE)
@require_safe
def certificate_paper(request: HttpRequest, completion_id: UUID) -> HttpResponse:
    """The own certificate as PDF."""
    content = paper.certificate(queries.certificate(acting(request), completion_id))
    headers = {"Content-Disposition": 'attachment; filename="kursbevis.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
