"""The sealed package: pick facts, get a file that only PST's key opens. Nothing of it is stored."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import queries as cases
from avklar.followup.escalation import actions, forms, presenting
from avklar.followup.escalation.package import Sealed
from avklar.followup.escalation.views import shared
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.vault import sealing


@needs(Permission.ESCALATION_RECORD)
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """A GET shows what can be picked; a POST hands out the file."""
    actor = acting(request)
    line = cases.line(actor, case_id)
    facts = cases.facts(actor, case_id)
    form = forms.PackageForm(
        request.POST if request.method == "POST" else None,
        choices=[(str(each.id), presenting.fact(each)) for each in facts],
    )
    status, problem = 200, ""
    if request.method == "POST":
        if form.is_valid():
            picked = {UUID(each) for each in form.cleaned_data["facts"]}
            try:
                return _file(actions.seal_package(actor, case_id=case_id, fact_ids=picked))
            except Invalid as invalid:
                status = shared.say(form, invalid)
            except Conflict as conflict:
                status, problem = 409, str(conflict.sentence)
        else:
            status = 422
    context = {
        "form": form,
        "problem": problem,
        "crumbs": shared.crumbs(line, _("Forseglet pakke til PST")),
        "has_key": sealing.recipient() is not None,
        "has_facts": bool(facts),
    }
    return shared.draw(request, "package", line, context, status=status)


def _file(sealed: Sealed) -> HttpResponse:
    name = f'attachment; filename="{sealed.name}"'
    return HttpResponse(sealed.data, content_type="application/octet-stream", headers={"Content-Disposition": name})
