"""Sees to it that a form that could not be received doesn't take its text with it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

from .rescue import kept_for, rescue

SHOWN_AGAIN = {409, 422}  # these pages show the form with its text themselves


class RescueMiddleware:
    """Keeps the text of a form that was turned away: to sign-in, to the second factor, or with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        whose = kept_for(request)
        if whose is None:
            return self.get_response(request)
        if request.user.is_authenticated and request.user.pk != whose.owner_id:
            # another person has signed in on this machine: the text isn't theirs to send
            rescue(request)
            return back_to_the_form(request)
        response = self.get_response(request)
        if _turned_away(response) and rescue(request) and _is_redirect_to(response, settings.LOGIN_URL):
            return redirect_to_login(page_of_the_form(request))
        return response


def page_of_the_form(request: HttpRequest) -> str:
    """Where the form was shown: its own address may take posts only, so the page that sent it goes first."""
    sent_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(sent_from, {request.get_host()}):
        parts = urlsplit(sent_from)
        return escape_leading_slashes(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return request.get_full_path()


def back_to_the_form(request: HttpRequest) -> HttpResponse:
    """Open the form's page afresh; its view finds the draft."""
    return HttpResponse(status=303, headers={"Location": page_of_the_form(request)})


def _turned_away(response: HttpResponseBase) -> bool:
    elsewhere = (settings.LOGIN_URL, settings.SECOND_FACTOR_URL)
    if any(_is_redirect_to(response, page) for page in elsewhere):
        return True
    return response.status_code >= 400 and response.status_code not in SHOWN_AGAIN


def _is_redirect_to(response: HttpResponseBase, page: str) -> bool:
    return response.status_code in {302, 303} and urlsplit(response.headers["Location"]).path == resolve_url(page)
