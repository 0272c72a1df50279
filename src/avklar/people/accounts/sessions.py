"""Sessions in the database (`SESSION_ENGINE`), asked for only by keys of the shape that we give out."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A cookie with anything but letters and digits is no session; PostgreSQL can't even be asked about a zero byte."""

    def _validate_session_key(self, key: str | None) -> bool:
        shaped = bool(key) and str(key).isascii() and str(key).isalnum()
        return shaped and super()._validate_session_key(key)  # type: ignore[misc]  # the stubs lack it
