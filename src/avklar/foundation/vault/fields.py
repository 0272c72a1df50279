"""Encrypted model fields: text and JSON stored as AES-256-GCM under the record's key.

A model with such fields inherits `EncryptedModel` and says in `vault_record()` which record's key it is under.
"""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from . import keys
from .errors import KeyGone, Locked, VaultError

_raw_reads: ContextVar[bool] = ContextVar("avklar_vault_raw_reads", default=False)


class Ciphertext(bytes):
    """What the database holds. `.values()` gives it as it is; it never shows its content."""

    def __repr__(self) -> str:
        return f"<Ciphertext of {len(self)} bytes>"

    __str__ = __repr__


class EncryptedModel(models.Model):
    """A model with encrypted fields. Its primary key must be made before saving, since texts are bound to it."""

    class Meta:
        abstract = True

    def vault_record(self) -> keys.Record:
        """The record whose key the row's texts are under; a child row returns its parent's record."""
        raise NotImplementedError

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Reload; an unlocked instance stays unlocked, a locked one stays locked."""
        token = _raw_reads.set(True)
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            _raw_reads.reset(token)


class EncryptedAttribute(DeferredAttribute):
    """Decrypts on reading, with the key that `keys.unlock` attached to the instance."""

    field: EncryptedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or _raw_reads.get() or not isinstance(value, Ciphertext):
            return value
        key = instance.__dict__.get(keys.SLOT)
        if key is None:
            raise Locked(f"{self.field.place(instance)} is read before keys.unlock")
        return self.field.from_bytes(key.decrypt(value, self.field.place(instance)))

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field):
    """Stores what `to_bytes` gives, encrypted and bound to table, column, record and row."""

    descriptor_class = EncryptedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)  # forms take plain fields; a model form would show ciphertext
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def to_bytes(self, value: Any) -> bytes:
        """The plain value as bytes."""
        raise NotImplementedError

    def from_bytes(self, data: bytes) -> Any:
        """The plain value again."""
        raise NotImplementedError

    def place(self, instance: models.Model) -> str:
        """table.column:row, the part of the additional data that the field knows."""
        return f"{self.model._meta.db_table}.{self.column}:{instance.pk}"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not issubclass(self.model, EncryptedModel):
            found.append(checks.Error("Encrypted fields need EncryptedModel.", obj=self, id="vault.E001"))
        return found

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Encrypt what was set; a text that was only loaded goes back untouched."""
        value = model_instance.__dict__.get(self.attname)
        if value is None:
            return None
        if isinstance(value, Ciphertext):
            if add:
                raise Locked(f"{self.place(model_instance)} is copied without being read: it would be unreadable")
            return value
        if model_instance.pk is None:
            raise VaultError("an encrypted row needs its primary key before it is saved")
        key = _key_for_writing(model_instance)
        return Ciphertext(key.encrypt(self.to_bytes(value), self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, Ciphertext):
            raise VaultError(f"{self.name} is encrypted: it is written by save() and never compared or updated")
        return value

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        value = self.get_prep_value(value)
        return None if value is None else bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` can be asked of a ciphertext."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise VaultError(f"{self.name} is encrypted and is not serialised")


class EncryptedTextField(EncryptedField):
    """Text of any length and content. "" is stored as a ciphertext too, so that emptiness shows to nobody."""

    if TYPE_CHECKING:  # what django-stubs reads
        _pyi_private_set_type: str
        _pyi_private_get_type: str

    def to_bytes(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise VaultError(f"{self.name} takes text")
        return value.encode("utf-8", "surrogatepass")

    def from_bytes(self, data: bytes) -> str:
        return data.decode("utf-8", "surrogatepass")


class EncryptedJSONField(EncryptedField):
    """Whatever JSON can hold."""

    empty_strings_allowed = False

    def to_bytes(self, value: Any) -> bytes:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")

    def from_bytes(self, data: bytes) -> Any:
        return json.loads(data.decode("utf-8", "surrogatepass"))


def _key_for_writing(instance: Any) -> keys.RecordKey:
    """The attached key, or one look-up; raises KeyGone or Sealed, so nothing is written without a key."""
    record = instance.vault_record()
    key: keys.RecordKey | None = instance.__dict__.get(keys.SLOT)
    if key is None:
        key = keys.fetch([record])[0]
        keys.attach(key, instance)
    if key.record_id != record.record_id:
        raise KeyGone("the attached key belongs to another record")
    return key
