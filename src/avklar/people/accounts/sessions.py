"""Sessions in the database (`SESSION_ENGINE`), asked for only by keys of the shape that we give out."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db.models.functions import Now

from avklar.foundation.access.prepared import Prepared

_DATA = Prepared(
    lambda slot: (
        db.SessionStore.get_model_class()
        .objects.filter(session_key=slot.word("key"), expire_date__gt=Now())
        .values_list("session_data")
    )
)


class SessionStore(db.SessionStore):
    """A cookie with anything but letters and digits is no session; PostgreSQL can't even be asked about a zero byte."""

    def _validate_session_key(self, key: str | None) -> bool:
        shaped = bool(key) and str(key).isascii() and str(key).isalnum()
        return shaped and super()._validate_session_key(key)  # type: ignore[misc]  # the stubs lack it

    def load(self) -> dict[str, Any]:
        """What the session holds; for one that isn't there, or has expired, nothing, and its key is given up."""
        rows = _DATA.rows(key=self.session_key)
        if not rows:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(rows[0][0])
        return data
