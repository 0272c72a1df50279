"""Anchors: every head as a line in a file that is shipped off, and as a mail to the privacy officers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal.anchors import read_anchors
from avklar.foundation.journal.models import Head
from avklar.foundation.notifications.mail import mail_heads

OURS = UUID(int=0xA1)
NEIGHBOUR = UUID(int=0xB2)
SILENT = UUID(int=0xC3)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _journals(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two organisations with a journal, one without."""
    monkeypatch.setattr("avklar.foundation.journal.anchors.organisation_ids", lambda: [OURS, NEIGHBOUR, SILENT])
    with clock.frozen(NOW):
        for of in (OURS, NEIGHBOUR):
            with writing(machine(of)):
                journal.write(machine(of), "sent", kind="concern", object_id=of)
        yield


def test_line_says_where_the_chain_ends(tmp_path: Path) -> None:
    journal.anchor(tmp_path / "anchors")
    line = json.loads((tmp_path / "anchors").read_text().splitlines()[0])
    with scope(OURS):
        mac = bytes(Head.objects.get(pk=OURS).mac).hex()
    assert line == {
        "organisation": str(OURS),
        "segment": "2026-11",
        "number": 1,
        "mac": mac,
        "at": "2026-11-23T09:00:00+00:00",
    }


def test_organisation_without_a_journal_has_no_line(tmp_path: Path) -> None:
    journal.anchor(tmp_path / "anchors")
    assert set(read_anchors(tmp_path / "anchors")) == {OURS, NEIGHBOUR}


def test_earlier_lines_stay(tmp_path: Path) -> None:
    journal.anchor(tmp_path / "anchors")
    journal.anchor(tmp_path / "anchors")
    assert len((tmp_path / "anchors").read_text().splitlines()) == 4


def test_file_of_the_settings_is_used(tmp_path: Path, settings: Any) -> None:
    settings.AVKLAR_ANCHOR_FILE = tmp_path / "deep" / "anchors"
    journal.anchor()
    assert settings.AVKLAR_ANCHOR_FILE.exists()


def test_privacy_officer_gets_only_the_own_head() -> None:
    count = mail_heads({OURS: ["ombud@hamar.kommune.no"], SILENT: ["ombud@vang.kommune.no"]})
    message = mail.outbox[0]
    assert (count, message.to, str(OURS) in message.body, str(NEIGHBOUR) in message.body) == (
        1,
        ["ombud@hamar.kommune.no"],
        True,
        False,
    )


def test_mailed_line_is_an_anchor(tmp_path: Path) -> None:
    mail_heads({OURS: ["ombud@hamar.kommune.no"]})
    line = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("{"))
    (tmp_path / "anchors").write_text(line + "\n")
    assert journal.verify(OURS, anchors=tmp_path / "anchors") == []
