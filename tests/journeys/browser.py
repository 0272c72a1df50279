"""The real browser: where Chromium is, what it may not do, and what makes any page faulty, whatever the journey."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs/screenshots"
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1280}
LOOKS: dict[str, Literal["light", "dark"]] = {"desktop": "dark", "phone": "light"}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}  # the rest isn't gathered
AXE = Axe()
ANSWERED_WITH_A_SENTENCE = "Failed to load resource: the server responded with a status of 4"


def chromium() -> str:
    """The distribution's Chromium; the tests bring none of their own."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError("Chromium is missing: run scripts/system_packages")


@dataclass
class Watch:
    """Collects what must never happen: a server fault, a script error, a broken policy, a request to somebody else."""

    faults: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> Page:
        """Watch one page from now on."""
        page.on("response", self._response)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", self._page_error)
        return page

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {"localhost", "127.0.0.1"}:
            self.faults.append(f"request to {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWERED_WITH_A_SENTENCE):
            self.faults.append(message.text)

    def _page_error(self, error: Error) -> None:
        self.faults.append(str(error))


def whole(page: Page) -> Page:
    """The page once all of it has come. A click returns with the first bytes of the next page; what is read or counted
    then may be half of it."""
    page.wait_for_load_state()
    return page


def in_each_look(page: Page) -> Iterator[str]:
    """The page on a desk in dark colours, then on a phone in light, where it stays; each time the width's name."""
    for width, colours in LOOKS.items():
        page.set_viewport_size({"width": WIDTHS[width], "height": 800})
        page.emulate_media(color_scheme=colours)
        yield width


def axe_finds_nothing(page: Page) -> None:
    """WCAG 2.1 A and AA and best practice, in this page as it is now; fails with what was found and where."""
    if not whole(page).evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)  # half a megabyte: once for each document
    violations = page.evaluate("options => axe.run(options).then(results => results.violations)", OPTIONS)
    found = [_violation(violation) for violation in violations]
    assert not found, f"{page.url}\n" + "\n".join(found)


def _violation(violation: dict[str, Any]) -> str:
    places = "; ".join(str(node["target"]) for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {places}"


def screenshot(page: Page, name: str, *, dark: bool = False) -> None:
    """docs/screenshots/<name>-<size>.png on phone and desk, where AVKLAR_SCREENSHOTS=1 asks for it; `dark` adds one."""
    if os.environ.get("AVKLAR_SCREENSHOTS") != "1":
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for size in ("phone", "desktop"):
        page.set_viewport_size({"width": WIDTHS[size], "height": 800})
        page.screenshot(path=SCREENSHOTS / f"{name}-{size}.png", full_page=True, animations="disabled")
    if dark:
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=SCREENSHOTS / f"{name}-dark.png", full_page=True, animations="disabled")
        page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
