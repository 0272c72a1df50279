"""The lead publishes a newer version of a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui import differences
from avklar.foundation.ui.components import Link
from avklar.network.routines import actions, forms, presenting, queries, rules
from avklar.network.routines.states import Language


@needs(Permission.ROUTINE_TEMPLATE)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Both texts, and what changed and why. Two who publish at once: the second sees that, with the text kept."""
    actor = acting(request)
    chosen = rules.code_of(code)
    newest = queries.newest(actor.organisation)[chosen]
    draft = f"routine-template:{chosen}"
    texts = {"bokmaal": newest.texts[Language.BOKMAAL], "nynorsk": newest.texts[Language.NYNORSK]}
    form = forms.Publish(
        request.POST or None,
        initial=texts | filling.kept(actor, draft) | {"version": newest.position},
        kept_for=drafts.token(actor.person, draft),
    )
    lines: list[differences.Line] = []

    def do(values: Mapping[str, Any]) -> None:
        words = {name: values[name] for name in ("bokmaal", "nynorsk", "note")}
        actions.publish(
            actor, code=chosen, position=values["version"], submission=values["submission"] or clock.new_id(), **words
        )

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Malen er publisert. Kommunene som bruker den, får beskjed."))
                return redirect("routines:template", chosen)
        except Conflict as problem:
            filling.stale(form, problem, version=newest.position)
            lines = differences.compare(texts["bokmaal"], form.cleaned_data["bokmaal"])
    context = {
        "form": form,
        "code": chosen,
        "lines": lines,
        "crumbs": presenting.crumbs(
            Link(chosen.label, reverse("routines:template", args=[chosen])), Link(_("Ny utgave"), "")
        ),
    }
    return render(request, "routines/publish.html", context, status=422 if form.errors else 200)
