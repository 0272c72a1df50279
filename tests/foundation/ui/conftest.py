"""The room by itself: its own few routes and middleware, so that no upper floor is needed to test it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from avklar.foundation.ui.components import ActorCard, Link, MenuItem

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "avklar.foundation.ui.middleware.ProblemMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]


def layout(request: Any) -> dict[str, Any]:
    """A signed-in layout when the address says so."""
    card = ActorCard("Mari Lauvrud", "Gjøvik kommune", "ML", (Link("Logg ut", "/ut/", post=True),))
    return {
        "menu": [MenuItem("Min dag", "/", current=True), MenuItem("Bekymringer", "/b/", count=3)],
        "actor_card": card if "inn" in request.GET else None,
        "footer_links": [Link("Personvern", "/personvern/")],
        "is_demo": False,
    }


@pytest.fixture(autouse=True)
def room(settings: Any) -> None:
    """Only this room is mounted, sessions need no database."""
    templates = copy.deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    templates[0]["OPTIONS"]["context_processors"] = [
        f"{__name__}.layout" if name == "avklar.config.navigation.layout" else name for name in processors
    ]
    settings.TEMPLATES = templates
    settings.MIDDLEWARE = MIDDLEWARE
    settings.ROOT_URLCONF = "tests.foundation.ui.routes"
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def page(client: Client) -> Callable[[str], str]:
    """The html of an address."""
    return lambda address: client.get(address).content.decode()
