"""Fixtures of the journeys: a server on the test databases, and one browser window per person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import ARGUMENTS, WIDTHS, Watch, chromium

if TYPE_CHECKING:
    from tests.cast import Person

# Playwright's own loop runs in this thread; the tests' database calls between its calls are safe all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

PATIENCE = 20_000  # milliseconds that a step waits for what it expects
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the distribution, with nothing that calls home."""
    return {"executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture
def open_as(
    browser: Browser, live_server: Any, client_as: Callable[..., Client], settings: Any
) -> Iterator[Callable[..., Page]]:
    """`open_as(house.contact)`: a window signed in as the person (None: as nobody), at the server's front page address.

    Options: `javascript`, `width` (phone, tablet, desktop), `dark`, `language` (nb, nn, en), `second_factor`.
    Several windows may be open at once. A server fault, script error, broken policy or foreign request fails the test.
    """
    settings.AVKLAR_ADDRESS = live_server.url
    watch, contexts = Watch(), []

    def open_window(
        person: Person | None = None,
        *,
        javascript: bool = True,
        width: str = "desktop",
        dark: bool = False,
        language: str = "nb",
        second_factor: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            locale=f"{language}-NO",
            timezone_id="Europe/Oslo",
            viewport={"width": WIDTHS[width], "height": 800},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person is not None:
            client = client_as(person, second_factor=second_factor)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return watch.follow(context.new_page())

    yield open_window
    for context in contexts:
        context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(open_as: Callable[..., Page]) -> Page:
    """A window in which nobody is signed in."""
    return open_as()
