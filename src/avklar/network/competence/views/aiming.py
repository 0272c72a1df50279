"""What each role should have: the matrix for everybody to read, a form for the lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.network.competence import actions, forms, queries
from avklar.network.competence.states import Topic


@needs(Permission.COURSE_TAKE)
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Role × topic: the least level that each role should have."""
    actor, today = acting(request), clock.today()
    context = {
        "topics": list(Topic),
        "lines": [
            (
                line,
                [(topic, line.wish.get(topic)) for topic in Topic],
                line.valid_from is not None and line.valid_from > today,
            )
            for line in queries.wish_lines(actor)
        ],
        "aims": actor.may(Permission.TARGET_SET),
        "crumbs": [Link(_("Kompetanse"), reverse("competence:mine")), Link(_("Hva rollene bør ha"), "")],
    }
    return render(request, "competence/matrix.html", context)


@needs(Permission.TARGET_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: HttpRequest, role: str) -> HttpResponse:
    """Set what one role should have from a day on."""
    actor = acting(request)
    line = queries.wish_line(actor, role)
    draft = f"role-wish:{line.role}"
    form = forms.Aim(
        request.POST or None,
        initial=forms.filled(line) | filling.kept(actor, draft),
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        actions.aim(
            actor,
            role=line.role,
            wish=form.wish,
            valid_from=values["valid_from"],
            version=values["version"],
            submission=values["submission"] or clock.new_id(),
        )

    newer = None
    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Målet er lagret."))
                return redirect("competence:matrix")
        except Conflict as problem:
            filling.stale(form, problem, version=line.version)
            newer = line
    context = {
        "form": form,
        "heading": line.role.label,
        "lead": _("Hva bør den som har rollen kunne? Målene før i dag blir stående som historikk."),
        "newer": newer,
        "back_url": reverse("competence:matrix"),
    }
    return render(request, "competence/aim.html", context, status=422 if form.errors else 200)
