"""What the layout needs to know of a request: the chosen colours, the languages, where the quick exit leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

SCHEME_COOKIE = "avklar_look"
SCHEMES = ("auto", "light", "dark")
QUICK_EXIT = "https://www.yr.no/"

OWN_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    current: bool


def languages() -> list[Language]:
    """The languages one can choose, each called by its own name."""
    now = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return [Language(code, OWN_NAMES.get(code, str(name)), code == now) for code, name in settings.LANGUAGES]


def scheme(request: HttpRequest | None) -> str:
    """auto, light or dark: what the cookie says, and the device's own when it says nothing we know."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "auto") if request is not None else "auto"
    return chosen if chosen in SCHEMES else "auto"
