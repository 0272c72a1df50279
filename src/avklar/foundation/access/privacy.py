"""The privacy declaration that stands on every model (R12): purpose, ground, step, readers, retention, access request.

It lies on the lowest floor because the vault, the journal and the drafts declare too; everybody else takes it from
`foundation.retention.declarations`. `docs/retention.md` shows how to write one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Step(enum.IntEnum):
    """The staircase's step whose data the model holds."""

    NETWORK = 0  # no data about anybody worried about
    CONCERN = 1  # concerns and consultations: no identity field
    CASE = 2
    DISCLOSURE = 3
    ESCALATION = 4


class FieldDecision(enum.StrEnum):
    """What one field means for privacy."""

    NOBODY = "nobody"  # identifies nobody: states, dates, coarse choices, random ids
    EMPLOYEE = "employee"  # who did or receives something at work
    CONTENT = "content"  # may tell of a person; encrypted under the record's own key
    SECRET = "secret"  # noqa: S105 - a kind of field: encrypted under the installation's key, or a keyed hash
    OPEN = "open"  # readable personal data of step 0, for example a contact's name and telephone
    LINK = "link"  # a relation; the row at the other end has its own declaration


class Verb(enum.StrEnum):
    """What happens to a row at its date."""

    KEEP = "keep"  # no date: the sentence says why
    WITH_PARENT = "with_parent"  # leaves together with the row it belongs to
    REMOVE = "remove"  # row and key are removed at the due date
    SEAL_OR_DESTROY = "seal_or_destroy"  # sealed; destroyed only where the organisation has decided so
    OWN_RUN = "own_run"  # the room's own command takes it away (the journal's segments)


@dataclass(frozen=True)
class Retention:
    """How long, as a sentence for the retention plan and as data for the engine. Use the functions below to make one.

    `due` names the date or moment field after which the row is due (NULL: never). `disposer` is the dotted name of
    `function(actor, *, object_id, verb)`, called inside the transaction, that removes ("remove", "destroy") or seals
    ("seal") one row; without it the engine removes row and key itself.
    """

    verb: Verb
    plan: Sentence
    due: str = ""
    kind: str = ""
    disposer: str = ""
    sealed: str = ""
    record_key: bool = False


@dataclass(frozen=True)
class Privacy:
    """What a model is for, on what ground, who reads it, how long, and what an access request shows of it."""

    purpose: Sentence
    legal_basis: Sentence
    step: Step
    readers: Sentence
    retention: Retention
    access_request: Sentence
    fields: Mapping[str, FieldDecision] = field(default_factory=dict)


PUBLIC_TASK = _("Personvernforordningen artikkel 6 nr. 1 bokstav e: en oppgave i allmennhetens interesse")
LEGAL_DUTY = _("Personvernforordningen artikkel 6 nr. 1 bokstav c: en rettslig plikt")
NO_PERSONAL_DATA = _("Holder ingen personopplysninger")
BASIS_OF_THE_ORGANISATION = _("Det rettslige grunnlaget som virksomheten selv har ført inn")


def each(
    *, nobody: str = "", employee: str = "", content: str = "", secret: str = "", open: str = "", link: str = ""
) -> dict[str, FieldDecision]:
    """Field decisions, grouped: each argument is a string of field names with spaces between."""
    groups = {
        FieldDecision.NOBODY: nobody,
        FieldDecision.EMPLOYEE: employee,
        FieldDecision.CONTENT: content,
        FieldDecision.SECRET: secret,
        FieldDecision.OPEN: open,
        FieldDecision.LINK: link,
    }
    decided: dict[str, FieldDecision] = {}
    for decision, names in groups.items():
        for name in names.split():
            if name in decided:
                raise ValueError(f"two decisions for {name}")
            decided[name] = decision
    return decided


def kept(plan: Sentence) -> Retention:
    """No date of its own; the sentence says why and who ends it."""
    return Retention(Verb.KEEP, plan)


def with_parent(plan: Sentence) -> Retention:
    """Leaves with the row it belongs to."""
    return Retention(Verb.WITH_PARENT, plan)


def removed(plan: Sentence, *, due: str, kind: str, disposer: str = "", record_key: bool = False) -> Retention:
    """Removed when `due` has passed; `record_key` says that the row's id also names a key in the vault."""
    return Retention(Verb.REMOVE, plan, due=due, kind=kind, disposer=disposer, record_key=record_key)


def sealed_or_destroyed(plan: Sentence, *, due: str, sealed: str, kind: str, disposer: str) -> Retention:
    """Sealed when `due` (the closing) has passed; destroyed when the organisation's decision says so (R12).

    `sealed` names the moment field that is empty until the row is sealed. `kind` is the decision's kind of record.
    """
    return Retention(Verb.SEAL_OR_DESTROY, plan, due=due, sealed=sealed, kind=kind, disposer=disposer)


def own_run(plan: Sentence) -> Retention:
    """Taken away by the room's own command."""
    return Retention(Verb.OWN_RUN, plan)


def declared(model: type[models.Model]) -> Privacy | None:
    """The model's own declaration, or None."""
    found = getattr(model, "privacy", None)
    return found if isinstance(found, Privacy) else None
