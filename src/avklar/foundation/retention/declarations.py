"""The declarations as the rooms use them, and the check that nothing is left undecided (R12).

Pure: reads model classes, touches no database. `docs/retention.md` shows how to write a declaration.
"""

from __future__ import annotations

from django.db import models

from avklar.foundation.access.privacy import (
    BASIS_OF_THE_ORGANISATION,
    LEGAL_DUTY,
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    FieldDecision,
    Privacy,
    Retention,
    Sentence,
    Step,
    Verb,
    declared,
    each,
    kept,
    own_run,
    removed,
    sealed_or_destroyed,
    with_parent,
)

__all__ = [
    "BASIS_OF_THE_ORGANISATION",
    "LEGAL_DUTY",
    "NO_PERSONAL_DATA",
    "PUBLIC_TASK",
    "FieldDecision",
    "Privacy",
    "Retention",
    "Sentence",
    "Step",
    "Verb",
    "declared",
    "each",
    "faults",
    "kept",
    "own_run",
    "removed",
    "sealed_or_destroyed",
    "with_parent",
]


def faults(model: type[models.Model]) -> list[str]:
    """What is undecided about a model, as sentences; empty when all is decided."""
    label = model._meta.label
    privacy = declared(model)
    if privacy is None:
        return [f"{label} has no privacy declaration"]
    names = {each_field.name for each_field in [*model._meta.fields, *model._meta.many_to_many]}
    found = [f"{label}.{name} has no decision" for name in sorted(names - set(privacy.fields))]
    found += [f"{label}.{name} is decided but does not exist" for name in sorted(set(privacy.fields) - names)]
    found += _relation_faults(model, privacy)
    found += _retention_faults(model, privacy.retention, names)
    for attribute in ("purpose", "legal_basis", "readers", "access_request"):
        if not str(getattr(privacy, attribute)).strip():
            found.append(f"{label} says nothing about {attribute}")
    return found


def _relation_faults(model: type[models.Model], privacy: Privacy) -> list[str]:
    """A relation is a link, or points at an employee; it can't be said to identify nobody."""
    allowed = {FieldDecision.LINK, FieldDecision.EMPLOYEE}
    return [
        f"{model._meta.label}.{each_field.name} is a relation: decide link or employee"
        for each_field in [*model._meta.fields, *model._meta.many_to_many]
        if each_field.is_relation and privacy.fields.get(each_field.name, FieldDecision.LINK) not in allowed
    ]


def _retention_faults(model: type[models.Model], retention: Retention, names: set[str]) -> list[str]:
    label = model._meta.label
    found = []
    if not str(retention.plan).strip():
        found.append(f"{label} has no sentence for the retention plan")
    if retention.verb not in (Verb.REMOVE, Verb.SEAL_OR_DESTROY):
        return found
    for name in (retention.due, retention.sealed):
        if name and name not in names:
            found.append(f"{label}: the retention names {name}, which is no field")
    if not retention.due or not retention.kind:
        found.append(f"{label}: a disposal needs a due field and a kind")
    if retention.verb is Verb.SEAL_OR_DESTROY and not (retention.disposer and retention.sealed):
        found.append(f"{label}: sealing needs a disposer and a field that remembers it")
    return found
