"""Which language a page speaks: the one chosen, then the browser's, then the municipality's decision, then bokmål."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

EITHER_FORM = "no"
"""Norwegian in either form: the browser asks for neither bokmål nor nynorsk."""


class LanguageMiddleware(LocaleMiddleware):
    """Speaks what was asked for. Django's own would take English for a browser that asks for «no, en»."""

    def process_request(self, request: HttpRequest) -> None:
        _activate(request, asked_for(request) or settings.LANGUAGE_CODE)


def asked_for(request: HttpRequest) -> str | None:
    """The language somebody chose here, or that the browser prefers of ours; None when neither says which."""
    ours = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in ours:
        return chosen
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wishes = [code.split("-")[0] for code, weight in asked if weight]  # «;q=0» is a language one can't read
    first = next((code for code in wishes if code in ours or code == EITHER_FORM), None)
    return None if first == EITHER_FORM else first


def follow_decision(request: HttpRequest, decision: str) -> None:
    """Speak the municipality's language (nb, nn; anything else decides nothing) to whoever has asked for none."""
    if decision in dict(settings.LANGUAGES) and asked_for(request) is None:
        _activate(request, decision)


def _activate(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language()
