"""The manual names every setting and every command, and none that does not exist."""

from __future__ import annotations

import re

from avklar.cli import COMMANDS
from tests.test_house import ROOT, SOURCE

MANUAL = (ROOT / "docs/operations.md").read_text()
READERS = re.compile(r"(?:env\.\w+|_database)\(\s*\"(AVKLAR_\w+)\"")


def test_manual_lists_exactly_the_settings_there_are() -> None:
    read = set(READERS.findall((SOURCE / "config/settings.py").read_text()))
    listed = set(re.findall(r"^\| `(AVKLAR_\w+)`", MANUAL, flags=re.MULTILINE))
    assert listed == read


def test_manual_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `avklar (\w+)", MANUAL, flags=re.MULTILINE))
    assert listed == set(COMMANDS)
