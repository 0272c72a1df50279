"""How this database was made: only one made by `avklar demo` has the demo's shortcuts."""

from __future__ import annotations

from avklar.people.organisations.models import Installation
from avklar.people.organisations.states import InstallationKind

_remembered: InstallationKind | None = None


def kind() -> InstallationKind | None:
    """The installation's kind, or None before it is set up."""
    row = Installation.objects.order_by("created").first()
    return InstallationKind(row.kind) if row else None


def looks_like_demo() -> bool:
    """The same as `is_demo` for what a page says, remembered by the process: the kind is written once and stays.

    Whatever the demo allows asks `is_demo`.
    """
    global _remembered
    if _remembered is None:
        _remembered = kind()
    return _remembered == InstallationKind.DEMO


def forget() -> None:
    """Drop what the process remembers: for tests, and when the demo is built anew."""
    global _remembered
    _remembered = None


def is_demo() -> bool:
    """True only on a database made by `avklar demo`."""
    return kind() == InstallationKind.DEMO


def record(installation_kind: InstallationKind) -> None:
    """Write how the database was made, once; a second call changes nothing."""
    if kind() is None:
        Installation.objects.create(kind=installation_kind)
