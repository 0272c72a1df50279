"""Which legal grounds an organisation may use on a day, and what may be entered in its list (R8). Pure.

A ground is offered when all of it holds: the sender's sector, the law's own dates, the act's start where the law has
none, and the organisation's own approval. `why_not` gives the reason of the first that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Invalid, Sentence
from avklar.people.organisations import rules
from avklar.people.organisations.cards import Approval, Ground, Start
from avklar.people.organisations.states import OrganisationKind

OTHER_SECTOR = _("Dette grunnlaget gjelder ikke for en virksomhet som deres. Velg et annet grunnlag.")
NOT_IN_FORCE = _("Denne bestemmelsen gjelder ikke på denne datoen. Velg et annet grunnlag.")
NOT_STARTED = _("Loven har ikke fått en startdato hos dere ennå, eller datoen er ikke kommet. Velg et annet grunnlag.")
NOT_APPROVED = _("Virksomheten har ikke godkjent dette grunnlaget. Velg et annet, eller spør administratoren.")
ENDED = _("Virksomheten godkjenner ikke dette grunnlaget lenger. Velg et annet, og begrunn på nytt.")
APPROVED_ALREADY = _("Et av grunnlagene er godkjent allerede på denne datoen. Se over listen, og velg på nytt.")
NOTHING_TO_END = _("Grunnlaget er ikke godkjent på denne datoen. Se over listen.")
PASSED = _("Datoen er passert. Listen kan ikke endres bakover i tid.")


def latest(entries: Iterable[Approval], code: str, on: date) -> Approval | None:
    """The entry that counts on a day: the one with the latest day that has come; of the same day, the last entered."""
    come = [each for each in entries if each.code == code and each.from_day <= on]
    return max(come, key=lambda each: (each.from_day, each.position), default=None)


def is_approved(entries: Iterable[Approval], code: str, on: date) -> bool:
    """Whether the organisation has the ground on its list that day."""
    found = latest(entries, code, on)
    return found is not None and found.approved


def has_started(ground: Ground, starts: Mapping[str, date | None], on: date) -> bool:
    """True for an act with dates of its own; otherwise once the organisation's start date has come."""
    if not ground.act.needs_start:
        return True
    start = starts.get(ground.act.code)
    return start is not None and start <= on


def why_not(
    ground: Ground,
    *,
    kind: OrganisationKind,
    on: date,
    starts: Mapping[str, date | None],
    entries: Sequence[Approval],
) -> Sentence | None:
    """Why the ground isn't offered to a sender of this kind on a day; None when it is."""
    if kind not in ground.sectors:
        return OTHER_SECTOR
    if not ground.in_force(on):
        return NOT_IN_FORCE
    if not has_started(ground, starts, on):
        return NOT_STARTED
    found = latest(entries, ground.code, on)
    if found is None:
        return NOT_APPROVED
    return None if found.approved else ENDED


def starts_now(entries: Iterable[Start]) -> dict[str, date | None]:
    """Act → the start date that counts: the newest entry's."""
    return {each.act: each.starts_on for each in sorted(entries, key=lambda each: each.position)}


def check_approve(
    grounds: Iterable[Ground], *, kind: OrganisationKind, entries: Sequence[Approval], from_day: date, today: date
) -> None:
    """Raise unless each ground fits the sector and isn't approved already on the day, which is today or later."""
    chosen = list(grounds)
    if not chosen:
        raise Invalid(fields={"codes": _("Velg minst ett grunnlag.")})
    if any(kind not in each.sectors for each in chosen):
        raise Invalid(fields={"codes": OTHER_SECTOR}, rule="R8")
    check_day("from_day", from_day, today)
    if any(is_approved(entries, each.code, from_day) for each in chosen):
        raise Conflict(APPROVED_ALREADY, rule="R8")


def check_end(code: str, *, entries: Sequence[Approval], version: int, from_day: date, today: date) -> None:
    """Raise unless the ground is approved on the day, which is today or later, and nothing new was entered about it."""
    newest = max((each.position for each in entries if each.code == code), default=0)
    rules.check_version(version, newest)
    check_day("from_day", from_day, today)
    if not is_approved(entries, code, from_day):
        raise Conflict(NOTHING_TO_END)


def check_day(field: str, day: date, today: date) -> None:
    """Invalid for a day that has passed: what was offered then can't be changed now."""
    if day < today:
        raise Invalid(fields={field: PASSED}, rule="R8")


def check_start(*, starts_on: date | None, now: date | None, today: date) -> None:
    """Raise unless something changes, and neither the old nor the new start lies in the past."""
    if starts_on == now:
        raise Invalid(fields={"starts_on": _("Dette er datoen som står der nå.")}, rule="R8")
    if starts_on is not None:
        check_day("starts_on", starts_on, today)
    if now is not None and now <= today:
        raise Conflict(_("Loven gjelder hos dere allerede. Avslutt grunnlagene enkeltvis."), rule="R8")
