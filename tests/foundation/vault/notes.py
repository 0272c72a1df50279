"""A small encrypted record and its child rows, for the vault's own tests. Their tables are temporary."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, models

from avklar.foundation import clock
from avklar.foundation.vault import fields, keys


class Note(fields.EncryptedModel):
    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    text = fields.EncryptedTextField(blank=True)
    other = fields.EncryptedTextField(null=True)
    facts = fields.EncryptedJSONField(null=True)

    class Meta:
        app_label = "vault_tests"

    def vault_record(self) -> keys.Record:
        return keys.Record(self.organisation_id, self.id)


class Entry(fields.EncryptedModel):
    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    note_id = models.UUIDField()
    text = fields.EncryptedTextField()

    class Meta:
        app_label = "vault_tests"

    def vault_record(self) -> keys.Record:
        return keys.Record(self.organisation_id, self.note_id)


def make_tables() -> None:
    """Temporary tables of this connection; the runtime role on PostgreSQL may make no others."""
    uuid, blob = ("uuid", "bytea") if connection.vendor == "postgresql" else ("char(32)", "blob")
    with connection.cursor() as cursor:
        for table in ("vault_tests_note", "vault_tests_entry"):
            cursor.execute(f"DROP TABLE IF EXISTS temp.{table}" if blob == "blob" else f"DROP TABLE IF EXISTS {table}")
        cursor.execute(
            f"CREATE TEMP TABLE vault_tests_note (id {uuid} PRIMARY KEY, organisation_id {uuid} NOT NULL,"
            f" text {blob} NOT NULL, other {blob} NULL, facts {blob} NULL)"
        )
        cursor.execute(
            f"CREATE TEMP TABLE vault_tests_entry (id {uuid} PRIMARY KEY, organisation_id {uuid} NOT NULL,"
            f" note_id {uuid} NOT NULL, text {blob} NOT NULL)"
        )


def write_note(organisation_id: UUID, text: str = "hun virker redd", **values: object) -> Note:
    """A saved note with its own key, read back fresh and locked."""
    note = Note(organisation_id=organisation_id, text=text, **values)
    keys.create(note.vault_record())
    note.save()
    return Note.objects.get(pk=note.pk)


def stored(note: Note, column: str = "text") -> bytes:
    """What the database holds in one column."""
    return bytes(Note.objects.values_list(column, flat=True).get(pk=note.pk))


def overwrite(note: Note, ciphertext: bytes, column: str = "text") -> Note:
    """Put a ciphertext into a row past the application; returns the row read afresh."""
    with connection.cursor() as cursor:
        pk = str(note.pk) if connection.vendor == "postgresql" else note.pk.hex
        cursor.execute(f"UPDATE vault_tests_note SET {column} = %s WHERE id = %s", [bytes(ciphertext), pk])
    return Note.objects.get(pk=note.pk)
