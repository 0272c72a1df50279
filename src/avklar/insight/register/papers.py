"""The papers as Markdown, printed from what the code declares; `avklar papers --check` compares them with docs/."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation

from avklar.followup.cases import table
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS, TABLE
from avklar.foundation.access.roles import Role
from avklar.foundation.retention.declarations import declared
from avklar.insight.register.routes import routes

NOTE = "<!-- Printed from the code by `avklar papers`. Change the code, not this page. -->"


def permissions() -> str:
    """The permission table: role × permission × scope, with the staircase's step and the second factor."""
    rows = [
        (f"`{permission}`", _roles(grant.roles), grant.scope, grant.step, "yes" if grant.second_factor else "no")
        for permission, grant in TABLE.items()
    ]
    table = _table(("Permission", "Roles", "Reaches", "Step", "Second factor"), rows)
    two = ", ".join(sorted(ROLES_NEEDING_TWO_PERSONS))
    return _page("Permissions", f"{table}\nGranted by one person and confirmed by another: {two}.\n")


def processing() -> str:
    """The record of processing (GDPR art. 30) and the retention plan, model by model."""
    rows = []
    for model in apps.get_models():
        privacy = declared(model)
        if privacy is not None:
            told = (privacy.purpose, privacy.legal_basis, int(privacy.step), privacy.readers, privacy.retention.plan)
            rows.append((f"`{model._meta.label}`", *told, privacy.access_request))
    head = ("Model", "Formål", "Grunnlag", "Trinn", "Hvem leser", "Hvor lenge", "Ved innsyn")
    return _page("Record of processing", _table(head, sorted(rows)))


def addresses() -> str:
    """Every route and its guard."""
    rows = [
        (f"`{r.path}`", r.name, r.methods, r.guard, r.permission or r.reason, r.step)
        for r in sorted(routes(), key=lambda r: r.path)
    ]
    return _page("Routes", _table(("Path", "Name", "Methods", "Guard", "Permission or reason", "Step"), rows))


def states() -> str:
    """The rooms' tables of allowed steps as diagrams."""
    parts = []
    for room in settings.ROOMS:
        name = f"{room}.states"
        if find_spec(name) and hasattr(import_module(name), "STEPS"):
            parts.append(_diagram(room, import_module(name).STEPS))
    return _page("States", "\n".join(parts))


def _diagram(room: str, steps: dict[Any, Any]) -> str:
    """One room's table: state → allowed states, or (state, verb) → state."""
    arrows = [f"    {arrow}" for before, after in steps.items() for arrow in _arrows(before, after)]
    return "\n".join([f"## {room.removeprefix('avklar.')}", "", "```mermaid", "stateDiagram-v2", *arrows, "```", ""])


def _arrows(before: Any, after: Any) -> list[str]:
    if isinstance(before, tuple):
        state, verb = before
        return [f"{state} --> {after}: {verb}"]
    return [f"{before} --> {each}" for each in sorted(after)]


def ladder() -> str:
    """The ladder (R5): why a step may be shut, and its truth table over every combination there is."""
    reasons = _table(("Regel", "Hvorfor et trinn er lukket"), table.reasons())
    return _page("Ladder", f"{reasons}\n{_table(table.head(), table.rows())}")


PAPERS: dict[str, Callable[[], str]] = {
    "ladder.md": ladder,
    "permissions.md": permissions,
    "processing.md": processing,
    "routes.md": addresses,
    "states.md": states,
}


def printed() -> dict[str, str]:
    """File name → text of every paper, in bokmål where people's words are used."""
    with translation.override("nb"):
        return {name: paper() for name, paper in PAPERS.items()}


def _roles(roles: Iterable[Role]) -> str:
    chosen = set(roles)
    return "all" if chosen == set(Role) else ", ".join(role for role in Role if role in chosen)


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _page(title: str, body: str) -> str:
    return f"{NOTE}\n\n# {title}\n\n{body}"
