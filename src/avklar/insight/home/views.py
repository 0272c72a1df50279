"""The way in, my day, and the page on danger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from avklar.foundation.access.guard import acting, actor_of, needs, public, signed_in
from avklar.foundation.access.permissions import Permission
from avklar.insight.home import actions, queries


@public("leads to my day, or to the sign-in page")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Whoever has a role in force goes to my day, others to their account, and whoever isn't signed in to sign in."""
    actor = actor_of(request)
    if actor is None:
        return redirect("account_login")
    return redirect("home:my_day" if actor.may(Permission.HOME_SEE) else "accounts:own")


@public("danger waits for no account (R1)")
@require_safe
def danger(request: HttpRequest) -> HttpResponse:
    """112, the other telephones, and the duty to avert; nothing to fill in, nothing stored."""
    actor = actor_of(request)
    may_tell = actor is not None and actor.organisation_id is not None
    return render(request, "home/danger.html", {"may_tell": may_tell})


@signed_in("whoever has an account may say that the advice was read (R1)")
@require_POST
def danger_read(request: HttpRequest) -> HttpResponse:
    """Journal that the person has read the advice: nothing of any worry, and nothing is asked for."""
    actions.advised(acting(request))
    messages.success(request, _("Loggen viser nå at du har lest rådet."))
    return redirect("danger")


@needs(Permission.HOME_SEE)
@require_safe
def my_day(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, what waits for others."""
    return render(request, "home/my_day.html", {"day": queries.my_day(acting(request), str(request.user))})
