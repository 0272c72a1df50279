"""A guard on every route, closed by default.

A view states its guard with a decorator; `GuardMiddleware` refuses a view without one. Routes of libraries get theirs
from the table `settings.LIBRARY_GUARDS` (route name → Guard). `avklar routes` prints what stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.template.response import SimpleTemplateResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.scope import scope

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Guard:
    """What a route asks for: `public` (with a reason), `signed_in`, or a permission."""

    kind: str
    reason: str = ""
    permission: Permission | None = None

    @property
    def step(self) -> int:
        """The staircase's step (0–4) that the route touches."""
        return TABLE[self.permission].step if self.permission else 0


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody; `reason` says why, and is printed in the list of routes."""
    return lambda view: _mark(view, Guard("public", reason=reason))


def signed_in(reason: str) -> Callable[[View], View]:
    """Open to whoever has an account, whatever the role; `reason` says why no permission fits."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            return view(request, *args, **kwargs)

        return _mark(guarded, Guard("signed_in", reason=reason))

    return decorate


def needs(permission: Permission) -> Callable[[View], View]:
    """Open to an actor with `permission`; the view runs inside the scope of the actor's organisation."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if actor is None:
                return ask_to_sign_in(request)
            if actor.lacks_only_second_factor(permission):
                return ask_for_second_factor(request)
            actor.must(permission)
            with scope(actor.organisation_id, person_id=actor.user_id):
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()  # inside the scope: a lazy query must not run outside it
                return response

        return _mark(guarded, Guard("needs", permission=permission))

    return decorate


def actor_of(request: HttpRequest) -> Actor | None:
    """The acting person of a request, or None when nobody is signed in. Set by `people.accounts.middleware`."""
    return getattr(request, "actor", None)


def acting(request: HttpRequest) -> Actor:
    """The actor behind a guarded view; Denied if there is none."""
    actor = actor_of(request)
    if actor is None:
        raise Denied(rule="nobody signed in")
    return actor


def guard_of(view: View, route_name: str | None) -> Guard | None:
    """The guard of a route: the view's own mark, or the table for library routes."""
    mark = getattr(view, "avklar_guard", None)
    if isinstance(mark, Guard):
        return mark
    table: dict[str, Guard] = settings.LIBRARY_GUARDS
    return table.get(route_name or "")


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back afterwards; a POST's text has been kept by the rescue middleware before this."""
    # not on top: the settings read this module before the apps are ready
    from django.contrib.auth.views import redirect_to_login

    return redirect_to_login(request.get_full_path())


def ask_for_second_factor(request: HttpRequest) -> HttpResponseBase:
    """To the page where the second factor is shown or enrolled, and back afterwards."""
    from django.contrib.auth.views import redirect_to_login

    return redirect_to_login(request.get_full_path(), login_url=resolve_url(settings.SECOND_FACTOR_URL))


def _mark(view: View, guard: Guard) -> View:
    view.avklar_guard = guard  # type: ignore[attr-defined]
    return view


def _sets_later(request: HttpRequest) -> bool:
    """Whether a layer outside sets a cookie yet: a token was made, or a message for this reader alone was shown."""
    told = getattr(get_messages(request), "used", False)
    return bool(told or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def may_be_kept(response: HttpResponseBase, until: datetime) -> HttpResponseBase:
    """Let browsers and proxies keep a public page until `until` (aware), for whoever isn't signed in."""
    response.avklar_kept_until = until  # type: ignore[attr-defined]
    return response


def _keep(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Mark a page that may be kept; False for all others: somebody's own, or one that sets a cookie."""
    until: datetime | None = getattr(response, "avklar_kept_until", None)
    if until is None or actor_of(request) is not None or response.cookies or _sets_later(request):
        return False
    seconds = max(0, int((until - clock.now()).total_seconds()))
    patch_cache_control(response, public=True, max_age=seconds)
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return True


class GuardMiddleware:
    """Closed by default: a route whose view has no guard does not exist.

    No browser or proxy keeps a copy of a page, but for public ones that say until when (`may_be_kept`).
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _keep(request, response):
            # the button "back" after signing out, and the disk of a shared machine, show nothing
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        guard = guard_of(view, match.view_name if match else None)
        if guard is None:
            raise Http404("route without a guard")
        library_view = not hasattr(view, "avklar_guard")
        if library_view and guard.kind == "signed_in" and not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return None
