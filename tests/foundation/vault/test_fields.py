"""Encrypted fields: what they give back, and everything they refuse."""

from __future__ import annotations

import pickle
from uuid import UUID

import pytest
from django.core.exceptions import FieldError
from django.db import models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from avklar.foundation import clock
from avklar.foundation.vault import fields, keys
from avklar.foundation.vault.errors import KeyGone, Locked, Tampered, VaultError
from tests.foundation.vault.notes import Entry, Note, overwrite, stored, write_note

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("tables")]

EVERY_TEXT = st.text(st.characters(), max_size=300)
EVERY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | EVERY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(EVERY_TEXT, inner, max_size=3),
    max_leaves=6,
)
IN_ONE_TRANSACTION = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@IN_ONE_TRANSACTION
@given(text=EVERY_TEXT)
@example(text="")
@example(text="x" * 200_000)
@example(text="\x00\ud800 אבג 👩‍👩‍👧 =1+1 <b>")
def test_text_comes_back_as_written(hamar: UUID, text: str) -> None:
    note = write_note(hamar, text)
    assert keys.unlock_one(note).text == text


@IN_ONE_TRANSACTION
@given(value=EVERY_JSON)
def test_json_comes_back_as_written(hamar: UUID, value: object) -> None:
    note = write_note(hamar, facts=value)
    assert keys.unlock_one(note).facts == value


def test_database_holds_no_plain_text(hamar: UUID) -> None:
    note = write_note(hamar, "hun virker redd", facts={"alder": "16-17"})
    assert b"redd" not in stored(note)
    assert b"alder" not in stored(note, "facts")


def test_same_text_twice_gives_different_ciphertexts(hamar: UUID) -> None:
    note = write_note(hamar, "likt", other="likt")
    assert stored(note)[13:] != stored(note, "other")[13:]


def test_reading_before_unlock_is_refused(hamar: UUID) -> None:
    with pytest.raises(Locked):
        _ = write_note(hamar).text


def test_unlocking_many_rows_under_one_key_asks_once(hamar: UUID, django_assert_num_queries: object) -> None:
    note = write_note(hamar)
    key = keys.fetch([note.vault_record()])[0]
    entries = [Entry(organisation_id=hamar, note_id=note.pk, text=f"svar {n}") for n in range(40)]
    keys.attach(key, *entries)
    Entry.objects.bulk_create(entries)
    found = list(Entry.objects.order_by("id"))
    with django_assert_num_queries(1, using="keys"):  # type: ignore[operator]
        keys.unlock(found)
        assert {entry.text for entry in found} == {f"svar {n}" for n in range(40)}


def test_unlocking_many_rows_under_many_keys_asks_once(hamar: UUID, django_assert_num_queries: object) -> None:
    for n in range(5):
        write_note(hamar, f"tekst {n}")
    found = list(Note.objects.order_by("id"))
    with django_assert_num_queries(1, using="keys"):  # type: ignore[operator]
        assert sorted(note.text for note in keys.unlock(found)) == [f"tekst {n}" for n in range(5)]


def test_ciphertext_in_another_column_is_refused(hamar: UUID) -> None:
    note = write_note(hamar, "en", other="to")
    with pytest.raises(Tampered):
        _ = keys.unlock_one(overwrite(note, stored(note, "other"))).text


def test_ciphertext_in_another_record_is_refused(hamar: UUID) -> None:
    one, two = write_note(hamar, "en"), write_note(hamar, "to")
    with pytest.raises(Tampered):
        _ = keys.unlock_one(overwrite(one, stored(two))).text


def test_ciphertext_in_another_row_of_the_record_is_refused(hamar: UUID) -> None:
    note = write_note(hamar)
    for text in ("en", "to"):
        Entry(organisation_id=hamar, note_id=note.pk, text=text).save()
    one, two = keys.unlock(Entry.objects.order_by("id"))
    one.__dict__["text"], two.__dict__["text"] = two.__dict__["text"], one.__dict__["text"]
    with pytest.raises(Tampered):
        _ = one.text


def test_ciphertext_with_one_bit_changed_is_refused(hamar: UUID) -> None:
    note = write_note(hamar)
    changed = bytearray(stored(note))
    changed[-1] ^= 1
    with pytest.raises(Tampered):
        _ = keys.unlock_one(overwrite(note, bytes(changed))).text


def test_plain_text_in_the_column_is_refused(hamar: UUID) -> None:
    note = write_note(hamar)
    with pytest.raises(Tampered):
        _ = keys.unlock_one(overwrite(note, b"skrevet rett i databasen av noen andre")).text


def test_saving_without_a_key_writes_nothing(hamar: UUID) -> None:
    with pytest.raises(KeyGone), transaction.atomic():
        Note(organisation_id=hamar, text="uten").save()
    assert not Note.objects.exists()


def test_bulk_create_without_a_key_writes_nothing(hamar: UUID) -> None:
    with_key = Note(organisation_id=hamar, text="med")
    keys.create(with_key.vault_record())
    with pytest.raises(KeyGone), transaction.atomic():
        Note.objects.bulk_create([with_key, Note(organisation_id=hamar, text="uten")])
    assert not Note.objects.exists()


def test_saving_a_locked_row_keeps_its_text(hamar: UUID) -> None:
    note = write_note(hamar, "som før")
    note.save()
    assert keys.unlock_one(Note.objects.get(pk=note.pk)).text == "som før"


def test_saving_an_unlocked_row_writes_the_new_text(hamar: UUID) -> None:
    note = keys.unlock_one(write_note(hamar, "før"))
    note.text = "etter"
    note.save(update_fields=["text"])
    assert note.text == "etter"
    assert keys.unlock_one(Note.objects.get(pk=note.pk)).text == "etter"


def test_saving_a_copy_of_a_locked_row_is_refused(hamar: UUID) -> None:
    note = write_note(hamar)
    copy = Note(organisation_id=hamar, text=note.__dict__["text"])
    keys.create(copy.vault_record())
    with pytest.raises(Locked):
        copy.save()


def test_update_with_a_text_is_refused(hamar: UUID) -> None:
    note = write_note(hamar, "før")
    with pytest.raises(VaultError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="etter")
    assert keys.unlock_one(note).text == "før"


def test_bulk_update_of_a_text_is_refused(hamar: UUID) -> None:
    note = keys.unlock_one(write_note(hamar, "før"))
    note.text = "etter"
    with pytest.raises(VaultError):
        Note.objects.bulk_update([note], ["text"])


def test_update_can_empty_a_nullable_text(hamar: UUID) -> None:
    note = write_note(hamar, other="bort")
    Note.objects.filter(pk=note.pk).update(other=None)
    assert Note.objects.get(other__isnull=True).pk == note.pk


@pytest.mark.parametrize("lookup", ["text", "text__contains", "text__in"])
def test_searching_in_a_text_is_refused(hamar: UUID, lookup: str) -> None:
    with pytest.raises(FieldError):
        Note.objects.filter(**{lookup: "redd"}).exists()


def test_refreshing_a_locked_row_stays_locked(hamar: UUID) -> None:
    note = write_note(hamar)
    note.refresh_from_db()
    with pytest.raises(Locked):
        _ = note.text


def test_refreshing_an_unlocked_row_reads_the_new_text(hamar: UUID) -> None:
    note = keys.unlock_one(write_note(hamar, "før"))
    newer = keys.unlock_one(Note.objects.get(pk=note.pk))
    newer.text = "etter"
    newer.save()
    note.refresh_from_db()
    assert note.text == "etter"


def test_a_deferred_text_can_be_unlocked(hamar: UUID) -> None:
    write_note(hamar, "utsatt")
    assert keys.unlock_one(Note.objects.defer("text").get()).text == "utsatt"


def test_values_give_ciphertext(hamar: UUID) -> None:
    write_note(hamar, "hun virker redd")
    assert Note.objects.values_list("text", flat=True).get()[:1] == b"\x01"


def test_nothing_printed_shows_a_text(hamar: UUID) -> None:
    note = keys.unlock_one(write_note(hamar, "hun virker redd"))
    shown = f"{note!r} {note} {note.__dict__!r} {Note.objects.values('text').get()!r}"
    assert "redd" not in shown


def test_an_unlocked_row_is_not_pickled(hamar: UUID) -> None:
    note = keys.unlock_one(write_note(hamar))
    with pytest.raises(TypeError):
        pickle.dumps(note)


def test_a_key_of_another_record_is_not_attached(hamar: UUID) -> None:
    note = write_note(hamar)
    with pytest.raises(KeyGone):
        keys.attach(keys.create(keys.Record(hamar, clock.new_id())), note)


def test_a_model_that_names_no_record_is_reported() -> None:
    class Careless(models.Model):
        text = fields.EncryptedTextField()

        class Meta:
            app_label = "vault_tests"

    assert "vault.E001" in [found.id for found in Careless._meta.get_field("text").check()]


def test_a_text_that_is_no_text_is_refused(hamar: UUID) -> None:
    note = Note(organisation_id=hamar, text=b"bytes")
    keys.create(note.vault_record())
    with pytest.raises(VaultError):
        note.save()
