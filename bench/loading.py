"""The first load of a public page on a phone, by Lighthouse: its score, what comes over the line, what moves."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.urls import reverse

from avklar.people.organisations import queries as people
from avklar.public.contacts import presenting as contacts
from bench.results import Figure

ROOT = Path(__file__).resolve().parent.parent
LEAST_SCORE, MOST_KILOBYTES = 95, 100.0
TRIES = 3
"""A score is the median of so many loads: one alone says much about what else the machine did."""


def addresses(article: str) -> list[str]:
    """One of each public page type."""
    place = people.municipalities()[0]
    return [
        *(reverse(name) for name in ("guidance:front", "contacts:find", "news:list")),
        reverse("guidance:page", args=["tegn"]),
        contacts.address(place),
        reverse("concerns:tell_write", args=[place.number]) + "?fare=nei",
        article,
    ]


def figures(port: int, paths: Sequence[str], database: str, rows: int) -> list[Figure]:
    """The worst of all page types, each loaded `TRIES` times as a phone with a slow line and nothing kept."""
    told = [_looked_at(f"http://127.0.0.1:{port}{path}") for path in paths for _try in range(TRIES)]
    scores = [_median([each["scores"]["performance"] for each in told[at : at + TRIES]]) for at in _starts(told)]
    heaviest, shift = max(each["bytes"] for each in told) / 1000, max(each["shift"] for each in told)
    return [
        Figure("first load, performance", database, rows, min(scores), "", limit=LEAST_SCORE, at_least=True),
        Figure("first load, over the line", database, rows, heaviest, "kB", limit=MOST_KILOBYTES),
        Figure("first load, layout shift", database, rows, shift, "", limit=0),
    ]


def _starts(told: Sequence[Any]) -> range:
    return range(0, len(told), TRIES)


def _median(figures: Sequence[float]) -> float:
    return sorted(figures)[len(figures) // 2]


def _looked_at(address: str) -> dict[str, Any]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    command = ["node", "scripts/lighthouse.mjs", "build/npm", chromium, "performance", address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, Any] = json.loads(done.stdout)
    if found["fault"]:
        raise RuntimeError(f"{address}: {found['fault']}")
    return found
