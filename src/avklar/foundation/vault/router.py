"""Sends the vault's tables to the keys database and keeps everything else out of it."""

from typing import Any

from django.db.models import Model

KEYS = "keys"
BESIDE_THE_DATA = {"keysmark"}  # the one vault table that must lie in the data database


class KeysRouter:
    """Keys and data never share a database, so a copy of the data alone can't be read."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return _home(model._meta.app_label, model._meta.model_name)

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        homes = {_home(side._meta.app_label, side._meta.model_name) for side in (one, other)}
        return None if homes == {None} else len(homes) == 1

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        home = _home(app_label, model_name)
        if db == KEYS:
            return home == KEYS
        return None if home is None else home == db


def _home(app_label: str, model_name: str | None) -> str | None:
    if app_label != "vault":
        return None
    return "default" if model_name in BESIDE_THE_DATA else KEYS
