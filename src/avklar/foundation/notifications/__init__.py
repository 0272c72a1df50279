"""Notes inside Avklar and mail over SMTP, through an outbox. Never personal data, never the kind of case.

Other rooms call `notify`; mail is sent with Django's own functions, which here end in the outbox (`backend`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from avklar.foundation.notifications.actions import mark_all_read as mark_all_read
    from avklar.foundation.notifications.actions import mark_read as mark_read
    from avklar.foundation.notifications.actions import notify as notify
    from avklar.foundation.notifications.actions import unsent as unsent
    from avklar.foundation.notifications.queries import unread as unread
    from avklar.foundation.notifications.queries import unread_count as unread_count

_HOMES = {
    "mark_all_read": "actions",
    "mark_read": "actions",
    "notify": "actions",
    "unread": "queries",
    "unread_count": "queries",
    "unsent": "actions",
}
__all__ = ["mark_all_read", "mark_read", "notify", "unread", "unread_count", "unsent"]


def __getattr__(name: str) -> Any:
    """Found when first used: a package that is an installed app can't import models while Django starts."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"avklar.foundation.notifications.{_HOMES[name]}"), name)
