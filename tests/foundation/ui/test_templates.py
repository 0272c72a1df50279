"""Every template of the house: it compiles, and holds nothing the content security policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import avklar

HOUSE = Path(avklar.__file__).parent
TEMPLATES = sorted(path for path in HOUSE.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]

FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=|<style", re.I),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)|javascript:", re.I),
    "event attribute": re.compile(r"\son[a-z]+\s*=|hx-on", re.I),
    "third-party request": re.compile(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"'](?:https?:)?//", re.I),
}


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_compiles(path: Path) -> None:
    name = str(path).split("/templates/", 1)[1]
    assert get_template(name)


@pytest.mark.parametrize("path", PAGES, ids=named)
@pytest.mark.parametrize("kind", FORBIDDEN)
def test_template_holds_no(path: Path, kind: str) -> None:
    found = FORBIDDEN[kind].search(path.read_text(encoding="utf-8"))
    assert found is None, found.group() if found else ""
