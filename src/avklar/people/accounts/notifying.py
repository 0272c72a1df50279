"""Varsler: how news reaches a person by mail, and whether mail to them comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation.access.errors import Conflict
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import filling
from avklar.foundation.notifications import preferences
from avklar.foundation.notifications import queries as notes
from avklar.people.accounts import queries
from avklar.people.accounts.forms import Notifications

DRAFT = "notifications"


@needs(Permission.NOTIFICATIONS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request: HttpRequest) -> HttpResponse:
    """At once, gathered or not at all, and which kinds; what always comes is said beside it."""
    actor, status = acting(request), 200
    account = queries.own_account(actor.person)
    wish = notes.wish(actor, account.email)
    form = Notifications(request.POST or None, initial={"pace": wish.pace, "on": wish.on, "version": wish.version})

    def do(values: Mapping[str, Any]) -> None:
        preferences.settle(actor, pace=values["pace"], on=values["on"], version=values["version"])

    if request.method == "POST":
        try:
            if filling.done(actor, form, do, draft=DRAFT):
                messages.success(request, _("Varslene er lagret."))
                return redirect("accounts:notifications")
            status = 422
        except Conflict as problem:
            filling.stale(form, problem, version=wish.version)
            status = 409
    context = {"form": form, "email": account.email, "wish": wish, "changed": status == 409}
    return render(request, "accounts/notifications.html", context, status=status)


@needs(Permission.NOTIFICATIONS_SET)
@require_POST
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The address is right after all: news is sent there again."""
    actor = acting(request)
    preferences.confirm_address(actor, address=queries.own_account(actor.person).email)
    messages.success(request, _("Vi prøver adressen på nytt fra nå av."))
    return redirect("accounts:notifications")
