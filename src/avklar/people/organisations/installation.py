"""How this database was made: only one made by `avklar demo` has the demo's shortcuts."""

from __future__ import annotations

from avklar.people.organisations.models import Installation
from avklar.people.organisations.states import InstallationKind


def kind() -> InstallationKind | None:
    """The installation's kind, or None before it is set up."""
    row = Installation.objects.order_by("created").first()
    return InstallationKind(row.kind) if row else None


def is_demo() -> bool:
    """True only on a database made by `avklar demo`."""
    return kind() == InstallationKind.DEMO


def record(installation_kind: InstallationKind) -> None:
    """Write how the database was made, once; a second call changes nothing."""
    if kind() is None:
        Installation.objects.create(kind=installation_kind)
