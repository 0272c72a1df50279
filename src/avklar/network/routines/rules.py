"""Who may approve, what a routine may hold, and what a plan needs. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.anonymity import Kind as Found
from avklar.network.routines.states import Code

ABOUT_PERSONS = frozenset({Found.IDENTITY_NUMBER, Found.PHONE, Found.EMAIL, Found.ADDRESS})
"""What has no place in a routine or a plan (step 0). Links to the law have; so have the names of services."""
CHANGED = _("Noen andre har endret teksten mens du skrev. Din tekst står her. Se over hva som er nytt, og lagre igjen.")
ALONE = _("Den som skrev teksten, kan ikke godkjenne den når andre i kommunen kan. Be en av dem se over.")


def code_of(value: str) -> Code:
    """The routine of an address; NotFound for an unknown one."""
    if value not in Code.values:
        raise NotFound
    return Code(value)


def may_approve(person: UUID, written_by: UUID, managers: Collection[UUID]) -> bool:
    """Another than the writer approves; the writer only when nobody else in the municipality can."""
    return person != written_by or not set(managers) - {person}


def check_approver(person: UUID, written_by: UUID, managers: Collection[UUID]) -> None:
    """Denied for the writer when somebody else can approve."""
    if not may_approve(person, written_by, managers):
        raise Denied(ALONE, rule="four eyes")


def check_text(field: str, text: str, *, longest: int) -> None:
    """Invalid for a text that is empty, too long, or holds what points at a single person."""
    if not text.strip():
        raise Invalid(fields={field: _("Fyll ut dette feltet.")})
    if len(text) > longest:
        raise Invalid(fields={field: _("Teksten kan ha høyst %(longest)s tegn.") % {"longest": longest}})
    for find in anonymity.find(text):
        if find.kind in ABOUT_PERSONS:
            raise Invalid(
                fields={
                    field: _(
                        "«%(quote)s» kan peke på en enkeltperson. Det har ingen plass i en rutine eller en plan. "
                        "Skriv rollen eller tjenesten, og lagre igjen."
                    )
                    % {"quote": find.text}
                }
            )


def check_deadline(deadline: date, year: int) -> None:
    """A measure's deadline is within the plan's year."""
    if deadline.year != year:
        raise Invalid(fields={"deadline": _("Fristen må være i %(year)s, året planen gjelder for.") % {"year": year}})


def check_open(closed: bool) -> None:
    """Conflict for a plan that has been closed."""
    if closed:
        raise Conflict(_("Planen er lukket og står som den var. Gjør endringen i planen for neste år."))
