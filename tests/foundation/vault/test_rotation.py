"""Rotation: everything stays readable, nothing old stays wrapped, and a kill anywhere is survived."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.vault import checks, keys, masterkeys, ring, rotation
from avklar.foundation.vault.errors import Sealed, VaultUnusable
from avklar.foundation.vault.models import OrganisationKey, WrappedRecordKey
from tests.foundation.vault.notes import Note, write_note

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("tables", "empty_vault")]


@pytest.fixture
def content(empty_vault: None, tables: None, hamar: UUID, vang: UUID, monkeypatch: pytest.MonkeyPatch) -> list[Note]:
    """Five notes of two organisations, one of them shared, and small batches."""
    monkeypatch.setattr(rotation, "BATCH", 2)
    checks._new_installation(clock.new_id(), 1)
    found = [write_note(hamar, f"Hamar {n}") for n in range(4)] + [write_note(vang, "Vang")]
    keys.share(found[0].vault_record(), vang)
    return found


def _quiet(step: str, done: int, total: int) -> None:
    pass


def _texts(content: list[Note]) -> list[str]:
    fresh = keys.unlock([Note.objects.get(pk=note.pk) for note in content])
    return [note.text for note in fresh]


TEXTS = ["Hamar 0", "Hamar 1", "Hamar 2", "Hamar 3", "Vang"]


def test_texts_are_read_after_a_rotation(content: list[Note]) -> None:
    rotation.rotate(_quiet)
    assert _texts(content) == TEXTS


def test_summary_counts_what_was_wrapped_anew(content: list[Note]) -> None:
    assert rotation.rotate(_quiet) == rotation.Summary(version=2, organisations=2, records=6, retired=(1,))


def test_old_installation_key_leaves_the_file(content: list[Note], key_file: Path) -> None:
    rotation.rotate(_quiet)
    assert list(masterkeys.read_key_file(key_file).keys) == [2]


def test_old_organisation_keys_are_removed(content: list[Note]) -> None:
    rotation.rotate(_quiet)
    assert list(OrganisationKey.objects.values_list("version", "master_version")) == [(2, 2), (2, 2)]


def test_every_record_key_is_wrapped_anew(content: list[Note]) -> None:
    before = {bytes(wrapped) for wrapped in WrappedRecordKey.objects.values_list("wrapped", flat=True)}
    rotation.rotate(_quiet)
    after = {bytes(wrapped) for wrapped in WrappedRecordKey.objects.values_list("wrapped", flat=True)}
    assert not before & after


def test_derived_secrets_survive_a_rotation(content: list[Note], hamar: UUID) -> None:
    before = keys.derive(hamar, "journal")
    rotation.rotate(_quiet)
    assert keys.derive(hamar, "journal") == before


def test_seals_survive_a_rotation(content: list[Note]) -> None:
    keys.seal(content[0].pk)
    rotation.rotate(_quiet)
    with pytest.raises(Sealed):
        keys.unlock_one(content[0])
    keys.unseal(content[0].pk)
    assert _texts(content) == TEXTS


def test_rotating_again_makes_the_next_version(content: list[Note]) -> None:
    rotation.rotate(_quiet)
    assert rotation.rotate(_quiet).version == 3
    assert _texts(content) == TEXTS


class _Killed(BaseException):
    """Stands for a process that dies."""


def _steps(content: list[Note]) -> int:
    calls: list[str] = []
    rotation.rotate(lambda step, done, total: calls.append(step))
    return len(calls)


@pytest.mark.parametrize("survived", range(11))
def test_rotation_killed_at_any_step_is_finished_by_the_next(
    content: list[Note], key_file: Path, survived: int
) -> None:
    left = [None] * survived

    def dying(step: str, done: int, total: int) -> None:
        if not left:
            raise _Killed
        left.pop()

    with pytest.raises(_Killed):
        rotation.rotate(dying)
    assert _texts(content) == TEXTS
    rotation.rotate(_quiet)
    assert _texts(content) == TEXTS
    assert not WrappedRecordKey.objects.filter(organisation_key__in=rotation._outdated()).exists()
    assert len(masterkeys.read_key_file(key_file).keys) == 1


def test_rotation_has_as_many_steps_as_are_killed_above(content: list[Note]) -> None:
    assert _steps(content) == 11


def test_rotation_killed_inside_a_batch_is_finished_by_the_next(
    content: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, calls = rotation._rewrap_record, []

    def dying(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 4:
            raise _Killed
        whole(*arguments)

    monkeypatch.setattr(rotation, "_rewrap_record", dying)
    with pytest.raises(_Killed):
        rotation.rotate(_quiet)
    monkeypatch.setattr(rotation, "_rewrap_record", whole)
    assert _texts(content) == TEXTS
    rotation.rotate(_quiet)
    assert _texts(content) == TEXTS


def test_record_made_during_a_rotation_is_read_afterwards(content: list[Note], hamar: UUID) -> None:
    made: list[Note] = []

    def writing(step: str, done: int, total: int) -> None:
        made.append(write_note(hamar, "under veis"))

    rotation.rotate(writing)
    assert set(_texts(made)) == {"under veis"}


def test_organisation_new_during_a_rotation_is_not_left_behind(
    content: list[Note], key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer, whole = clock.new_id(), ring.create_version

    def overtaken(organisation_id: UUID, version: int, master_version: int) -> None:
        whole(organisation_id, version, master_version)
        current = masterkeys.load()
        masterkeys.replace_key_file(key_file, masterkeys.Ring({**current.keys, 9: b"n" * 32}))

    monkeypatch.setattr(ring, "create_version", overtaken)
    ring.ensure([newcomer])
    assert OrganisationKey.objects.get(organisation_id=newcomer).master_version == 9


def test_keys_from_the_environment_need_a_new_version_first(content: list[Note], settings: Any) -> None:
    settings.AVKLAR_MASTER_KEYS = _as_text(masterkeys.load())
    with pytest.raises(VaultUnusable, match="ny versjon"):
        rotation.rotate(_quiet)


def test_keys_from_the_environment_are_rotated_to_the_new_version(content: list[Note], settings: Any) -> None:
    old = masterkeys.load()
    settings.AVKLAR_MASTER_KEYS = _as_text(masterkeys.Ring({**old.keys, 2: b"e" * 32}))
    assert rotation.rotate(_quiet).retired == (1,)
    settings.AVKLAR_MASTER_KEYS = _as_text(masterkeys.Ring({2: b"e" * 32}))
    assert _texts(content) == TEXTS


def _as_text(keyring: masterkeys.Ring) -> str:
    return ",".join(f"{version}:{base64.b64encode(key).decode()}" for version, key in keyring.keys.items())
