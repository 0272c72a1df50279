"""Record keys: made once, wrapped per organisation, sealed, destroyed, and swept when orphaned."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import KeyExists, KeyGone, Locked, Sealed, SweepRefused, Tampered
from avklar.foundation.vault.models import LookupHash, OrganisationKey, WrappedRecordKey
from avklar.foundation.vault.sweep import sweep_orphans
from tests.foundation.vault.notes import Note, overwrite, stored, write_note

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("tables")]


def _record(organisation_id: UUID) -> keys.Record:
    return keys.Record(organisation_id, clock.new_id())


def test_create_twice_is_refused(hamar: UUID) -> None:
    record = _record(hamar)
    keys.create(record)
    with pytest.raises(KeyExists):
        keys.create(record)


def test_create_makes_the_organisation_key_once(hamar: UUID) -> None:
    keys.create(_record(hamar))
    keys.create(_record(hamar))
    assert OrganisationKey.objects.filter(organisation_id=hamar).count() == 1


def test_wrapped_keys_differ_between_organisations(hamar: UUID, vang: UUID) -> None:
    keys.create(_record(hamar), also_for=[vang])
    one, two = WrappedRecordKey.objects.values_list("wrapped", flat=True)
    assert bytes(one) != bytes(two)


def test_shared_record_is_read_by_the_other_organisation(hamar: UUID, vang: UUID) -> None:
    note = Note(organisation_id=hamar, text="delt")
    keys.create(note.vault_record(), also_for=[vang])
    note.save()
    assert keys.unlock_one(Note.objects.get(pk=note.pk), organisation_id=vang).text == "delt"


def test_record_that_is_not_shared_is_not_read_by_the_other_organisation(hamar: UUID, vang: UUID) -> None:
    with pytest.raises(KeyGone):
        keys.unlock_one(write_note(hamar), organisation_id=vang)


def test_share_lets_the_other_organisation_read(hamar: UUID, vang: UUID) -> None:
    note = write_note(hamar, "delt")
    keys.share(note.vault_record(), vang)
    assert keys.unlock_one(note, organisation_id=vang).text == "delt"


def test_unshare_takes_the_key_away(hamar: UUID, vang: UUID) -> None:
    note = write_note(hamar)
    keys.share(note.vault_record(), vang)
    keys.unshare(note.pk, vang)
    with pytest.raises(KeyGone):
        keys.unlock_one(note, organisation_id=vang)


def test_wrapped_key_moved_to_another_record_is_refused(hamar: UUID) -> None:
    one, two = write_note(hamar), write_note(hamar)
    wrapped = WrappedRecordKey.objects.get(record_id=two.pk).wrapped
    WrappedRecordKey.objects.filter(record_id=one.pk).update(wrapped=wrapped)
    with pytest.raises(Tampered):
        keys.unlock_one(one)


def test_destroyed_key_makes_every_copy_of_the_text_unreadable(hamar: UUID) -> None:
    note = write_note(hamar)
    copy = stored(note)
    keys.destroy(note.pk)
    keys.create(note.vault_record())  # even a new key for the same record opens nothing
    with pytest.raises(Tampered):
        _ = keys.unlock_one(overwrite(note, copy)).text


def test_destroyed_key_is_gone_for_every_organisation(hamar: UUID, vang: UUID) -> None:
    note = write_note(hamar)
    keys.share(note.vault_record(), vang)
    assert keys.destroy(note.pk) == 1
    assert not keys.exists(note.pk)


def test_unlock_of_a_destroyed_record_is_refused(hamar: UUID) -> None:
    note = write_note(hamar)
    keys.destroy(note.pk)
    with pytest.raises(KeyGone):
        keys.unlock_one(note)


def test_lenient_unlock_leaves_only_the_destroyed_one_locked(hamar: UUID) -> None:
    gone, there = write_note(hamar, "borte"), write_note(hamar, "her")
    keys.destroy(gone.pk)
    keys.unlock([gone, there], strict=False)
    assert there.text == "her"
    with pytest.raises(Locked):
        _ = gone.text


def test_destroying_twice_is_harmless(hamar: UUID) -> None:
    note = write_note(hamar)
    keys.destroy(note.pk)
    assert keys.destroy(note.pk) == 0


def test_sealed_record_is_not_unlocked(hamar: UUID) -> None:
    note = write_note(hamar)
    keys.seal(note.pk)
    assert keys.is_sealed(note.pk)
    with pytest.raises(Sealed):
        keys.unlock_one(note)


def test_sealed_record_takes_no_new_text(hamar: UUID) -> None:
    note = write_note(hamar)
    keys.seal(note.pk)
    note.text = "ny"
    with pytest.raises(Sealed):
        note.save()


def test_unsealed_record_is_read_again(hamar: UUID) -> None:
    note = write_note(hamar, "som før")
    keys.seal(note.pk)
    keys.unseal(note.pk)
    assert keys.unlock_one(note).text == "som før"


def test_sealing_holds_for_every_organisation(hamar: UUID, vang: UUID) -> None:
    note = write_note(hamar)
    keys.share(note.vault_record(), vang)
    keys.seal(note.pk)
    with pytest.raises(Sealed):
        keys.unlock_one(note, organisation_id=vang)


def test_clearing_the_seal_in_the_database_opens_nothing(hamar: UUID) -> None:
    note = write_note(hamar)
    keys.seal(note.pk)
    WrappedRecordKey.objects.filter(record_id=note.pk).update(sealed_at=None)
    with pytest.raises(Tampered):
        keys.unlock_one(note)


def test_sealing_a_destroyed_record_is_refused(hamar: UUID) -> None:
    with pytest.raises(KeyGone):
        keys.seal(clock.new_id())


def test_lookup_finds_the_record(hamar: UUID) -> None:
    record = _record(hamar)
    keys.create(record)
    keys.remember_lookup(record, "receipt", "H4M4R")
    assert keys.find_records(hamar, "receipt", "H4M4R") == [record.record_id]


@pytest.mark.parametrize(("purpose", "value"), [("receipt", "H4M4S"), ("other", "H4M4R")])
def test_lookup_of_something_else_finds_nothing(hamar: UUID, purpose: str, value: str) -> None:
    record = _record(hamar)
    keys.remember_lookup(record, "receipt", "H4M4R")
    assert keys.find_records(hamar, purpose, value) == []


def test_lookup_in_another_organisation_finds_nothing(hamar: UUID, vang: UUID) -> None:
    keys.remember_lookup(_record(hamar), "receipt", "H4M4R")
    assert keys.find_records(vang, "receipt", "H4M4R") == []


def test_lookup_dies_with_the_record(hamar: UUID) -> None:
    record = _record(hamar)
    keys.create(record)
    keys.remember_lookup(record, "receipt", "H4M4R")
    keys.destroy(record.record_id)
    assert not LookupHash.objects.filter(record_id=record.record_id).exists()


def test_lookup_hash_hides_the_value(hamar: UUID) -> None:
    assert b"H4M4R" not in keys.lookup_hash(hamar, "receipt", "H4M4R")


def test_derived_secret_is_stable(hamar: UUID) -> None:
    assert keys.derive(hamar, "journal") == keys.derive(hamar, "journal")


def test_derived_secrets_differ_by_purpose_and_organisation(hamar: UUID, vang: UUID) -> None:
    assert len({keys.derive(hamar, "a"), keys.derive(hamar, "b"), keys.derive(vang, "a"), keys.derive(None, "a")}) == 4


def test_installation_encryption_comes_back(db: None) -> None:
    sealed = keys.encrypt(b"utkast", purpose="drafts", context="1")
    assert keys.decrypt(sealed, purpose="drafts", context="1") == b"utkast"


@pytest.mark.parametrize("place", [{"purpose": "totp", "context": "1"}, {"purpose": "drafts", "context": "2"}])
def test_installation_ciphertext_moved_is_refused(db: None, place: dict[str, str]) -> None:
    sealed = keys.encrypt(b"utkast", purpose="drafts", context="1")
    with pytest.raises(Tampered):
        keys.decrypt(sealed, **place)


def test_organisation_ciphertext_is_refused_by_another_organisation(hamar: UUID, vang: UUID) -> None:
    sealed = keys.encrypt(b"x", purpose="drafts", context="1", organisation_id=hamar)
    with pytest.raises(Tampered):
        keys.decrypt(sealed, purpose="drafts", context="1", organisation_id=vang)


def test_sweep_destroys_only_old_keys_without_a_record(hamar: UUID) -> None:
    with clock.frozen(clock.now() - timedelta(days=2)):
        note, orphan = write_note(hamar), _record(hamar)
        keys.create(orphan)
    young = _record(hamar)
    keys.create(young)
    assert sweep_orphans(lambda ids: {note.pk} & set(ids), timedelta(days=1)) == 1
    assert [keys.exists(one) for one in (note.pk, orphan.record_id, young.record_id)] == [True, False, True]


def test_sweep_that_finds_too_many_destroys_nothing(hamar: UUID) -> None:
    with clock.frozen(clock.now() - timedelta(days=2)):
        records = [_record(hamar) for _ in range(3)]
        for record in records:
            keys.create(record)
    with pytest.raises(SweepRefused):
        sweep_orphans(lambda ids: set(), timedelta(days=1), at_most=2)
    assert all(keys.exists(record.record_id) for record in records)
