"""The start: key, keys database and data database belong together, or nothing is started and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections

from avklar.foundation import clock
from avklar.foundation.vault import checks, keys, masterkeys
from avklar.foundation.vault.errors import VaultUnusable
from avklar.foundation.vault.models import Installation, KeysMark, OrganisationKey, Secret

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("empty_vault")]


def _rows() -> list[int]:
    return [model.objects.count() for model in (Installation, KeysMark, OrganisationKey, Secret)]


def test_installed_vault_is_usable() -> None:
    checks.install()
    checks.verify()


def test_installing_twice_changes_nothing() -> None:
    checks.install()
    before = Installation.objects.get()
    checks.install()
    assert Installation.objects.get().installation_id == before.installation_id


def test_installing_after_a_kill_in_between_finishes() -> None:
    checks._new_installation(clock.new_id(), 1)
    checks.install()
    checks.verify()


def test_vault_that_was_never_installed_stops_the_start() -> None:
    with pytest.raises(VaultUnusable, match="avklar prepare"):
        checks.verify()
    assert _rows() == [0, 0, 0, 0]


def test_missing_key_file_stops_the_start(key_file: Path) -> None:
    checks.install()
    key_file.unlink()
    with pytest.raises(VaultUnusable, match="finnes ikke"):
        checks.verify()
    assert not key_file.exists()


def test_wrong_key_stops_the_start(key_file: Path) -> None:
    checks.install()
    masterkeys.replace_key_file(key_file, masterkeys.Ring({1: b"w" * 32}))
    masterkeys.load()
    with pytest.raises(VaultUnusable, match="ikke den som"):
        checks.verify()


def test_key_of_another_version_stops_the_start(key_file: Path) -> None:
    checks.install()
    masterkeys.replace_key_file(key_file, masterkeys.Ring({5: b"w" * 32}))
    with pytest.raises(VaultUnusable, match="ikke den som"):
        checks.verify()


def test_empty_keys_database_beside_data_stops_the_start() -> None:
    checks.install()
    Installation.objects.all().delete()
    with pytest.raises(VaultUnusable, match="tom"):
        checks.verify()
    assert _rows() == [0, 1, 0, 0]


def test_empty_keys_database_beside_data_is_not_installed_anew() -> None:
    checks.install()
    Installation.objects.all().delete()
    with pytest.raises(VaultUnusable, match="annen installasjon"):
        checks.install()


def test_foreign_keys_database_stops_the_start() -> None:
    checks.install()
    KeysMark.objects.update(installation_id=clock.new_id())
    with pytest.raises(VaultUnusable, match="annen installasjon"):
        checks.verify()


def test_used_keys_database_is_not_joined_to_new_data() -> None:
    checks.install()
    keys.ensure_organisation(clock.new_id())
    KeysMark.objects.all().delete()
    with pytest.raises(VaultUnusable, match="annen installasjon"):
        checks.install()


def test_missing_keys_database_file_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connections["keys"]
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "lost.sqlite3"))
    with pytest.raises(VaultUnusable, match=r"lost\.sqlite3"):
        checks.verify()
    assert not (tmp_path / "lost.sqlite3").exists()
