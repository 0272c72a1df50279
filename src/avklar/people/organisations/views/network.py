"""The lead's page of appointments: vacancies, overlaps, what ends soon, who hasn't confirmed, hand-overs by number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.people.organisations import network_lines


@needs(Permission.OVERVIEW_SEE)
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Every municipality, or those that need one thing."""
    found, today = network_lines.lines(acting(request)), clock.today()
    wanted = request.GET.get("vis", "")
    code = wanted if wanted in {need.code for need in network_lines.NEEDS} else network_lines.NEEDS[0].code
    context = {
        "needs": [(need, sum(need.has(line, today) for line in found)) for need in network_lines.NEEDS],
        "code": code,
        "lines": network_lines.chosen(found, code, today),
        "police": network_lines.police(found),
        "open": sum(line.handovers.open for line in found),
        "finished": sum(line.handovers.finished for line in found),
        "crumbs": [Link(_("Kontakter"), reverse("organisations:directory")), Link(_("Oppnevninger i distriktet"), "")],
    }
    return render(request, "organisations/network.html", context)
