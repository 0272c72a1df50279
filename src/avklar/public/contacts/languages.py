"""The language of a page about a municipality: by choice, then the browser, then the municipality's decision."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from avklar.foundation.access.guard import actor_of
from avklar.people.organisations.cards import OrganisationCard


def speak(request: HttpRequest, place: OrganisationCard) -> None:
    """Turn to the municipality's language when the visitor has asked for none of ours (R15)."""
    if place.page_language and not has_asked(request):
        translation.activate(place.page_language)
        request.LANGUAGE_CODE = translation.get_language()


def has_asked(request: HttpRequest) -> bool:
    """Whether somebody chose a language here, has one of their own, or has a browser that asks for one of ours."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or actor_of(request) is not None:
        return True
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return any(_is_ours(code) for code, _weight in asked)


def _is_ours(code: str) -> bool:
    """«no» is what some browsers call bokmål."""
    if code.partition("-")[0] == "no":
        return True
    try:
        translation.get_supported_language_variant(code)
    except LookupError:
        return False
    return True
