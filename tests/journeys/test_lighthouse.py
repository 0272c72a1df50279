"""Lighthouse on every public page type, as a phone: accessibility, best practices and search engines, at least 95.

Its performance figures depend on the machine: they are in the benchmark.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from django.urls import reverse

from tests.cast import House
from tests.journeys.browser import chromium
from tests.public.news.conftest import show, write

ROOT = Path(__file__).resolve().parents[2]
LEAST = 95
CATEGORIES = "accessibility,best-practices,seo"
PLAIN = (
    *("guidance:front", "guidance:list", "contacts:find", "contacts:activities", "concerns:tell", "concerns:answers"),
    *("news:list", "accessibility:statement", "accessibility:tell", "danger", "register:privacy"),
)
ALVDAL = "3428"


def scores(addresses: list[str], categories: str = CATEGORIES) -> list[dict[str, Any]]:
    """What Lighthouse says of each address: scores by category, and the audits that cost points."""
    command = ["node", "scripts/lighthouse.mjs", "build/npm", chromium(), categories, *addresses]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _of_something(house: House) -> list[str]:
    """A page of guidance, a municipality's, the form for a worry to it, an article, its comments, a search."""
    article = write(house)
    return [
        reverse("guidance:page", args=["tegn"]),
        reverse("contacts:municipality", args=[f"{ALVDAL}-alvdal"]),
        reverse("concerns:tell_to", args=[ALVDAL]),
        reverse("concerns:tell_write", args=[ALVDAL]) + "?fare=nei",
        reverse("concerns:tell_danger", args=[ALVDAL]),
        reverse("news:article", args=[show(house, article)]),
        reverse("comments:discussion", args=[article]),
        reverse("comments:write", args=[article]),
        reverse("guidance:list") + "?q=tegn",
        reverse("contacts:find") + "?q=alvdal",
    ]


def test_every_public_page_type_scores_well(house: House, live_server: Any) -> None:
    _score_well(live_server.url, [reverse(name) for name in PLAIN])


def test_every_page_of_something_scores_well(house: House, live_server: Any) -> None:
    _score_well(live_server.url, _of_something(house))


def _score_well(site: str, addresses: list[str]) -> None:
    told = scores([site + address for address in addresses])
    assert [each["address"] for each in told if each["fault"]] == []
    assert len(told) == len(addresses)
    poor = [each for each in told if min(each["scores"].values()) < LEAST]
    assert not poor, "\n".join(f"{each['address']} {each['scores']} {each['lost']}" for each in poor)
