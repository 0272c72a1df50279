"""The first page, my day, and the page on danger."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from avklar.foundation.access.guard import acting, needs, public
from avklar.foundation.access.permissions import Permission
from avklar.insight.home import queries


@public("leads to my day, or to the sign-in page")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in goes to my day, everybody else to the sign-in page."""
    return redirect("home:my_day" if request.user.is_authenticated else "account_login")


@public("danger waits for no account (R1)")
@require_safe
def danger(request: HttpRequest) -> HttpResponse:
    """112 and the other telephones; nothing to fill in, nothing stored."""
    return render(request, "home/danger.html")


@needs(Permission.HOME_SEE)
@require_safe
def my_day(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, what waits for others."""
    return render(request, "home/my_day.html", {"day": queries.my_day(acting(request), str(request.user))})
