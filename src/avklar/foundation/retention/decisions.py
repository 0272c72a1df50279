"""Entering and reading an organisation's retention decisions (R12). Called inside the organisation's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.retention.declarations import Sentence, Verb, declared
from avklar.foundation.retention.labels import label_of
from avklar.foundation.retention.models import Choice, RetentionDecision

LONGEST = 3650


@dataclass(frozen=True)
class Decision:
    """One decision; `days` counts from the closing of the record."""

    id: UUID
    kind: str
    choice: Choice
    days: int
    reference: str
    valid_from: date
    decided_by: UUID
    decided_at: datetime


@dataclass(frozen=True)
class Kind:
    """A kind of record that is destroyed only after a decision; `history` is newest first, `present` counts today."""

    code: str
    label: Sentence
    plan: Sentence
    present: Decision | None
    history: tuple[Decision, ...]


def in_force(organisation_id: UUID, kind: str) -> Decision | None:
    """The decision about `kind` that counts today, whatever it says; None while there is none."""
    return _valid(_of(organisation_id, [kind]))


def decision_for(organisation_id: UUID, kind: str) -> Decision | None:
    """The decision to destroy `kind` that counts today; None while there is none: then records are only sealed."""
    newest = in_force(organisation_id, kind)
    return newest if newest is not None and newest.choice is Choice.DESTROY else None


def kinds(actor: Actor) -> list[Kind]:
    """Every kind that a decision can be entered for, with what has been decided."""
    actor.must(Permission.RETENTION_DECIDE)
    plans = plans_to_decide()
    history = _of(actor.organisation, plans)
    found = []
    for code, plan in plans.items():
        mine = tuple(decision for decision in history if decision.kind == code)
        found.append(Kind(code, label_of(code), plan, _valid(mine), mine))
    return found


def plans_to_decide() -> dict[str, Sentence]:
    """Kind → retention plan, for all models whose records are destroyed only after a decision."""
    declarations = [privacy for model in apps.get_models() if (privacy := declared(model)) is not None]
    rules = [privacy.retention for privacy in declarations if privacy.retention.verb is Verb.SEAL_OR_DESTROY]
    return {rule.kind: rule.plan for rule in sorted(rules, key=lambda rule: rule.kind)}


def decide(
    actor: Actor,
    *,
    kind: str,
    choice: str,
    days: int,
    reference: str,
    valid_from: date,
    submission: UUID | None = None,
) -> UUID:
    """Enter the organisation's decision. It is added, never changed; the same `submission` twice gives one decision.

    Raises Denied without RETENTION_DECIDE, Invalid with a sentence per field.
    """
    actor.must(Permission.RETENTION_DECIDE)
    _check(kind, choice, days, reference)
    row = RetentionDecision(
        id=submission or clock.new_id(),
        organisation_id=actor.organisation,
        kind=kind,
        choice=choice,
        days=days if choice == Choice.DESTROY else 0,
        reference=reference.strip(),
        valid_from=valid_from,
        decided_by=actor.person,
    )
    with writing(actor):
        if not RetentionDecision.objects.filter(pk=row.pk).exists():
            row.save(force_insert=True)
            journal.write(actor, "decided", kind="retention", object_id=row.pk, reason=kind)
    return row.pk


def _check(kind: str, choice: str, days: int, reference: str) -> None:
    problems: dict[str, Sentence] = {}
    if kind not in plans_to_decide():
        problems["kind"] = _("Velg hva vedtaket gjelder.")
    if choice not in Choice.values:
        problems["choice"] = _("Velg hva som skal skje.")
    if not 0 <= days <= LONGEST:
        problems["days"] = _("Skriv et helt tall fra 0 til 3650.")
    if not reference.strip():
        problems["reference"] = _("Skriv hvor vedtaket står, for eksempel saksnummeret.")
    if problems:
        raise Invalid(fields=problems)


def _of(organisation_id: UUID, kinds: Iterable[str]) -> list[Decision]:
    rows = RetentionDecision.objects.filter(organisation_id=organisation_id, kind__in=list(kinds))
    return [
        Decision(
            row.pk,
            row.kind,
            Choice(row.choice),
            row.days,
            row.reference,
            row.valid_from,
            row.decided_by,
            row.decided_at,
        )
        for row in rows.order_by("-valid_from", "-decided_at", "-pk")
    ]


def _valid(newest_first: Iterable[Decision]) -> Decision | None:
    return next((decision for decision in newest_first if decision.valid_from <= clock.today()), None)
