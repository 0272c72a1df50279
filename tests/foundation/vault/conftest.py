"""Fixtures of the vault's tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.vault import masterkeys
from avklar.foundation.vault.models import Installation, KeysMark, OrganisationKey, Secret, WrappedRecordKey
from tests.foundation.vault import notes


@pytest.fixture
def hamar() -> UUID:
    """An organisation."""
    return clock.new_id()


@pytest.fixture
def vang() -> UUID:
    """Another organisation."""
    return clock.new_id()


@pytest.fixture
def tables(db: None) -> None:
    """The notes' tables, inside the test's transaction."""
    notes.make_tables()


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    """A key file of the test's own, used as the installation's key."""
    path = tmp_path / "avklar.key"
    masterkeys.create_key_file(path)
    settings.AVKLAR_KEY_FILE = path
    settings.AVKLAR_MASTER_KEYS = None
    return path


@pytest.fixture
def empty_vault(key_file: Path, request: pytest.FixtureRequest) -> None:
    """No keys of anybody else, since this test's key file opens only what is made here."""
    request.getfixturevalue("transactional_db" if _commits(request) else "db")
    for model in (WrappedRecordKey, OrganisationKey, Secret, Installation, KeysMark):
        model._default_manager.all().delete()


def _commits(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))
