"""What a phone loads first: fresh, light, from ourselves, with its licences."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import avklar

HOUSE = Path(avklar.__file__).parent
UI = HOUSE / "foundation/ui/static/ui"
ROOT = Path(__file__).resolve().parents[3]
FIRST_LOAD = [
    "dist/avklar.css.gz",
    "dist/avklar.js.gz",
    "vendor/inter/inter.woff2",
    "vendor/source-serif-4/source-serif-600.woff2",
    "icon.svg",
]
BUDGET = 100_000


def test_bundles_are_fresh() -> None:
    check = subprocess.run(
        [sys.executable, ROOT / "scripts/bundle_assets", "--check"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout


def test_first_load_is_within_its_budget() -> None:
    sizes = {name: (UI / name).stat().st_size for name in FIRST_LOAD}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_only_a_page_that_uses_htmx_loads_it() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in HOUSE.rglob("templates/**/*.html")}
    uses = {path.name for path, text in pages.items() if re.search(r"\bhx-(get|post)=", text)}
    loads = {path.name for path, text in pages.items() if '{% include "ui/htmx.html" %}' in text}
    assert uses == loads == {"start.html", "compose.html", "making.html"}


def test_css_asks_nobody_else() -> None:
    css = (UI / "dist/avklar.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\([\"']?([^)\"']+)", css)
    assert [a for a in addresses if not a.startswith(("../vendor/", "data:", "%23"))] == []


def test_css_finds_its_fonts() -> None:
    css = (UI / "dist/avklar.css").read_text(encoding="utf-8")
    fonts = re.findall(r"url\(\"(\.\./vendor/[^\"]+)", css)
    assert len(fonts) == 2
    assert all((UI / "dist" / font).resolve().exists() for font in fonts)


def test_every_class_in_the_house_is_known_to_the_css() -> None:
    css = (UI / "dist/avklar.css").read_text(encoding="utf-8")
    known = set(re.findall(r"\.((?:avk|ds)-[a-z0-9-]+)", css))
    used = {
        (name, str(path.relative_to(HOUSE)))
        for path in HOUSE.rglob("templates/**/*.html")
        for names in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in re.findall(r"(?<![a-z-])(?:avk|ds)-[a-z0-9-]+", names)
    }
    assert sorted(pair for pair in used if pair[0] not in known) == []


def test_everything_of_others_has_its_licence_and_is_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    folders = [folder for folder in (UI / "vendor").iterdir() if folder.is_dir()]
    assert len(folders) == 6
    for folder in folders:
        assert folder.name == "theme" or (folder / "LICENSE").exists(), folder
        assert folder.name.replace("-", " ") in notice, folder
