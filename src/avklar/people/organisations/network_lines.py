"""The district's appointments as the lead's page shows them: what each municipality needs, and whom the police have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import State
from avklar.people.organisations import queries
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.queries import HandoverCount
from avklar.people.organisations.rules import norwegian_order
from avklar.people.organisations.standing import ContactStanding, Held
from avklar.people.organisations.states import AppointmentKind

NONE = HandoverCount(0, 0)


@dataclass(frozen=True)
class Line:
    """One municipality: its standing, its hand-overs by number, and what it needs in words."""

    card: OrganisationCard
    standing: ContactStanding
    handovers: HandoverCount
    states: tuple[State, ...]

    @property
    def cells(self) -> list[tuple[Promise, tuple[Held, ...]]]:
        """The columns of people: heading, and whoever is appointed."""
        return [(title, self.standing.of(kind)) for kind, title in COLUMNS]


@dataclass(frozen=True)
class Need:
    """Something that the lead looks for: its code in the address, its words, and when a municipality has it."""

    code: str
    title: Promise
    has: Callable[[Line, date], bool]


COLUMNS = (
    (AppointmentKind.CONTACT, gettext_lazy("Kontakt")),
    (AppointmentKind.DEPUTY, gettext_lazy("Vara")),
    (AppointmentKind.POLICE_CONTACT, gettext_lazy("Politikontakt")),
)
NEEDS: tuple[Need, ...] = (
    Need("alle", gettext_lazy("Alle"), lambda line, today: True),
    Need("ledig", gettext_lazy("Ingen kontakt"), lambda line, today: line.standing.vacant),
    Need("snart", gettext_lazy("Går ut innen 60 dager"), lambda line, today: line.standing.ends_soon(today)),
    Need("flere", gettext_lazy("Flere samtidig"), lambda line, today: bool(line.standing.overlaps)),
    Need("ubekreftet", gettext_lazy("Ikke bekreftet"), lambda line, today: bool(line.standing.unconfirmed)),
    Need("overlevering", gettext_lazy("Åpen overlevering"), lambda line, today: line.handovers.open > 0),
)
"""Ways to filter the page, each with how many there are; the first is everybody."""


def lines(actor: Actor) -> list[Line]:
    """Every municipality of the lead's district, in Norwegian alphabetical order. At most five queries."""
    actor.must(Permission.OVERVIEW_SEE)
    standings, today = queries.contact_standing(actor.organisation), clock.today()
    counts = queries.handover_counts(actor.organisation)
    return [
        Line(card, standings[card.id], counts.get(card.id, NONE), states(standings[card.id], today))
        for card in queries.municipalities(actor.organisation)
        if card.id in standings
    ]


def chosen(found: list[Line], code: str, today: date) -> list[Line]:
    """Those that have what is looked for; all for a code that isn't there."""
    need = next((each for each in NEEDS if each.code == code), NEEDS[0])
    return [line for line in found if need.has(line, today)]


def police(found: list[Line]) -> list[tuple[str, list[str]]]:
    """Each police contact with the municipalities they serve: one may have several, and two may share one."""
    serves: dict[tuple[str, object], list[str]] = defaultdict(list)
    for line in found:
        for each in line.standing.of(AppointmentKind.POLICE_CONTACT):
            serves[(each.name, each.span.membership_id)].append(line.card.name)
    return [
        (name, places) for (name, _id), places in sorted(serves.items(), key=lambda each: norwegian_order(each[0][0]))
    ]


def states(standing: ContactStanding, today: date) -> tuple[State, ...]:
    """What a municipality needs, the most urgent first; a calm one when nothing is."""
    found = [_contact(standing, today)]
    if not standing.of(AppointmentKind.DEPUTY):
        found.append(State("soon", _("Ingen vara")))
    found += [State("soon", _("Flere samtidig: %(kind)s") % {"kind": kind.label}) for kind in standing.overlaps]
    found += [_unconfirmed(each) for each in standing.unconfirmed]
    return tuple(each for each in found if each) or (State("done", _("Alt er på plass")),)


def day(when: date | None) -> str:
    """«3. mars 2027»; nothing for no day."""
    return date_format(when, pgettext("datoformat", "j. F Y")) if when else ""


def _contact(standing: ContactStanding, today: date) -> State | None:
    if standing.vacant_since:
        return State("over", _("Ingen kontakt siden %(day)s") % {"day": day(standing.vacant_since)}, "care")
    if standing.vacant:
        return State("over", _("Ingen kontakt er oppnevnt"), "care")
    if standing.ends_soon(today):
        return State("soon", _("Kontakten går ut %(day)s") % {"day": day(standing.ends)})
    return None


def _unconfirmed(each: Held) -> State:
    if each.leaving:
        return State("over", _("%(name)s har svart nei på at oppnevningen gjelder") % {"name": each.name})
    said = {"name": each.name, "day": day(each.asked_on)}
    return State("wait", _("%(name)s ble spurt %(day)s og har ikke bekreftet") % said)
