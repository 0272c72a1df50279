"""Pure rules of people and organisations: what a role asks for, who receives (R18), who may appoint and confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Denied, Invalid, Sentence
from avklar.foundation.access.permissions import ROLES_NEEDING_TWO_PERSONS
from avklar.foundation.access.roles import Role
from avklar.people.organisations.states import AppointmentKind, OrganisationKind

APPOINTED_ROLES: dict[Role, AppointmentKind] = {
    Role.RADICALISATION_CONTACT: AppointmentKind.CONTACT,
    Role.DEPUTY: AppointmentKind.DEPUTY,
    Role.SUBSTITUTE: AppointmentKind.SUBSTITUTE,
    Role.POLICE_CONTACT: AppointmentKind.POLICE_CONTACT,
}
"""Roles that have effect only while an appointment is valid."""

ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.MUNICIPALITY: frozenset(
        {
            Role.RADICALISATION_CONTACT,
            Role.DEPUTY,
            Role.SUBSTITUTE,
            Role.FRONTLINE,
            Role.PRIVACY_OFFICER,
            Role.EDITOR,
            Role.MODERATOR,
            Role.ADMINISTRATOR,
        }
    ),
    OrganisationKind.POLICE_DISTRICT: frozenset(
        {
            Role.DISTRICT_LEAD,
            Role.POLICE_CONTACT,
            Role.POLICE_RADICALISATION_CONTACT,
            Role.PRIVACY_OFFICER,
            Role.EDITOR,
            Role.MODERATOR,
            Role.ADMINISTRATOR,
        }
    ),
}
"""Which roles a municipality and a police district can give."""

LONGEST_APPOINTMENT = timedelta(days=4 * 366)
"""An appointment has an end date (R18); four years is a municipal council's term."""

CHANGED = _("Noen andre har endret dette mens du skrev. Teksten din står her. Se over hva som er nytt, og prøv igjen.")

LEAST_SERVED_TO_HIDE = 3
"""A hidden sender makes sense only towards a police contact who serves at least three municipalities (R2)."""


@dataclass(frozen=True)
class Standing:
    """One appointment on one day: what kind, whose membership, and whether the person is away that day."""

    kind: AppointmentKind
    membership_id: UUID
    away: bool


def needs_second_person(role: Role) -> bool:
    """True for a role that sees others' step 1 data: granted by one person, confirmed by another."""
    return role in ROLES_NEEDING_TWO_PERSONS


def next_in_line(standings: Iterable[Standing]) -> tuple[AppointmentKind | None, tuple[UUID, ...]]:
    """Who receives (R18): the first kind with somebody present, and the memberships that receive, in order.

    A present contact receives together with the deputy; without a contact the deputy; without both the substitute;
    without any of them nobody, and the form is shut. The police never receive instead.
    """
    present: dict[AppointmentKind, list[UUID]] = {}
    for standing in standings:
        if not standing.away:
            present.setdefault(standing.kind, []).append(standing.membership_id)
    contacts, deputies = present.get(AppointmentKind.CONTACT, []), present.get(AppointmentKind.DEPUTY, [])
    if contacts:
        return AppointmentKind.CONTACT, (*contacts, *deputies)
    if deputies:
        return AppointmentKind.DEPUTY, tuple(deputies)
    substitutes = present.get(AppointmentKind.SUBSTITUTE, [])
    return (AppointmentKind.SUBSTITUTE, tuple(substitutes)) if substitutes else (None, ())


def check_role_fits(kind: OrganisationKind, role: Role) -> None:
    """Raise Invalid when an organisation of this kind has no such role."""
    if role not in ROLES_OF_KIND[kind]:
        raise Invalid(_("Denne rollen finnes ikke i en slik virksomhet."), rule="role of kind")


def check_confirm(*, person_id: UUID, granted_by: UUID | None, member_id: UUID, waiting: bool) -> None:
    """Raise unless a second person confirms: neither who granted the role nor who receives it."""
    if not waiting:
        raise Conflict(_("Rollen venter ikke på bekreftelse lenger."))
    if person_id == member_id:
        raise Denied(_("Du kan ikke bekrefte din egen rolle. En annen må gjøre det."), rule="two persons")
    if person_id == granted_by:
        raise Denied(_("Du ga rollen selv. En annen enn deg må bekrefte den."), rule="two persons")


def can_confirm(*, person_id: UUID, granted_by: UUID | None, member_id: UUID, waiting: bool) -> bool:
    """The yes/no form of `check_confirm`."""
    return waiting and person_id not in (member_id, granted_by)


def check_dates(valid_from: date, valid_to: date, *, today: date) -> None:
    """An appointment ends, not before it begins, not in the past, and within a council's term (R18)."""
    if valid_to < valid_from:
        raise Invalid(fields={"valid_to": _("Siste dag må være samme dag som første dag eller senere.")})
    if valid_to < today:
        raise Invalid(fields={"valid_to": _("Siste dag kan ikke være passert.")})
    if valid_to - valid_from > LONGEST_APPOINTMENT:
        raise Invalid(fields={"valid_to": _("En oppnevning kan vare i høyst fire år. Den kan fornyes.")})


def check_last_day(last_day: date, valid_to: date, *, today: date) -> None:
    """An appointment can end yesterday at the earliest, and ending it doesn't make it longer."""
    if last_day < today - timedelta(days=1):
        raise Invalid(fields={"last_day": _("Skriv i går, i dag eller en senere dag.")})
    if last_day > max(valid_to, today):
        raise Invalid(fields={"last_day": _("Oppnevningen går ut før det. Forny den hvis den skal vare lenger.")})


def check_absence(away_from: date, away_to: date, *, today: date) -> None:
    """An absence ends, and not before it begins."""
    if away_to < away_from:
        raise Invalid(fields={"away_to": _("Siste dag må være samme dag som første dag eller senere.")})
    if away_to < today:
        raise Invalid(fields={"away_to": _("Siste dag kan ikke være passert.")})


def check_not_last(role: Role, active_administrators: Sequence[UUID], membership_id: UUID) -> None:
    """An organisation keeps an administrator: the last one can't be ended."""
    if role == Role.ADMINISTRATOR and list(active_administrators) == [membership_id]:
        raise Conflict(_("Virksomheten må ha minst én administrator. Gi rollen til en annen først."))


def check_version(seen: int, now: int) -> None:
    """Conflict when somebody entered something after the page was opened."""
    if seen != now:
        raise Conflict(CHANGED)


def check_words(*, longest: Mapping[str, int], **texts: str) -> None:
    """Invalid for a text that is empty, too long or can't be stored; `longest` says how long each may be."""
    problems: dict[str, Sentence] = {}
    for name, text in texts.items():
        if not text.strip():
            problems[name] = _("Fyll ut dette feltet.")
        else:
            problems |= unfit(name, text, longest[name])
    if problems:
        raise Invalid(fields=problems)


def unfit(name: str, text: str, longest: int) -> dict[str, Sentence]:
    """What is wrong with a text, by field name; empty when it can be stored."""
    if len(text) > longest:
        return {name: _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.") % {"longest": longest}}
    if "\x00" in text:
        return {name: _("Teksten har et tegn vi ikke kan ta imot. Slett det siste du limte inn, og skriv på nytt.")}
    return {}


def norwegian_order(name: str) -> str:
    """A sort key in Norwegian order: æ, ø, å stand last, in that order, whatever the database's own collation."""
    return name.casefold().replace("aa", "}").translate(_LAST_LETTERS)


_LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
