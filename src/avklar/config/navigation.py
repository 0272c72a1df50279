"""What stands in the top and the foot of every page: menu, person, footer links. Knows all rooms, reads only people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.guard import actor_of
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import ActorCard, Link, MenuItem
from avklar.people.organisations import installation


@dataclass(frozen=True)
class Entry:
    """A menu entry: shown to whoever has the permission; current on pages of `rooms`."""

    label: Promise
    route: str
    permission: Permission
    current_on: tuple[str, ...]


@dataclass(frozen=True)
class PublicEntry:
    """An entry of the public menu; current on pages whose route begins so."""

    label: Promise
    route: str
    current_on: tuple[str, ...]


PUBLIC: tuple[PublicEntry, ...] = (
    PublicEntry(gettext_lazy("Les og lær"), "guidance:list", ("guidance:list", "guidance:page")),
    PublicEntry(gettext_lazy("Finn kontakt"), "contacts:find", ("contacts:find", "contacts:municipality")),
    PublicEntry(gettext_lazy("Si fra"), "concerns:tell", ("concerns:",)),
    PublicEntry(gettext_lazy("Aktuelt"), "news:list", ("news:", "comments:")),
    PublicEntry(gettext_lazy("Aktiviteter"), "contacts:activities", ("contacts:activities",)),
)
"""The menu of whoever isn't signed in, in the order of need."""


@dataclass(frozen=True)
class FootColumn:
    """A heading with its links."""

    heading: Promise
    links: tuple[Link, ...]


FOOT: tuple[tuple[Promise, tuple[tuple[Any, ...], ...]], ...] = (
    (
        gettext_lazy("Hjelp"),
        (
            (gettext_lazy("Finn kontakten i din kommune"), "contacts:find"),
            (gettext_lazy("Skriv til kontakten"), "concerns:tell"),
            (gettext_lazy("Hent svar med kvitteringen din"), "concerns:answers"),
        ),
    ),
    (
        gettext_lazy("Om Avklar"),
        (
            (gettext_lazy("Hva vi lagrer, og hva vi ikke lagrer"), "guidance:page", "hva-vi-lagrer"),
            (gettext_lazy("Dine rettigheter hvis noen er bekymret for deg"), "guidance:page", "dine-rettigheter"),
            (gettext_lazy("Blir du kalt inn til en samtale?"), "guidance:page", "samtale-med-politiet"),
        ),
    ),
)
"""(heading, (label, route and what it takes)) of each column."""

NETWORK_PAGES = (
    *("organisations:directory", "organisations:network", "organisations:agreement", "organisations:contacts"),
    *("meetings:", "competence:", "routines:", "activities:", "statistics:"),
    "contacts:edit",
)
CONTACT_PAGES = ("organisations:directory", "organisations:network", "organisations:contacts")
MENU = (
    Entry(gettext_lazy("Min dag"), "home:my_day", Permission.HOME_SEE, ("home:my_day",)),
    Entry(gettext_lazy("Bekymringer"), "concerns:inbox", Permission.CONCERN_READ, ("concerns:",)),
    Entry(gettext_lazy("Mine bekymringer"), "concerns:mine", Permission.CONCERN_FOLLOW, ("concerns:",)),
    Entry(gettext_lazy("Drøftinger"), "consultations:list", Permission.CONSULTATION_READ, ("consultations:",)),
    Entry(gettext_lazy("Saker"), "casefile:list", Permission.CASE_READ, ("casefile:", "cases:", "escalation:")),
    Entry(gettext_lazy("Utleveringer"), "disclosures:list", Permission.DISCLOSURE_READ, ("disclosures:",)),
    Entry(gettext_lazy("Oversikt"), "overview:district", Permission.OVERVIEW_SEE, ("overview:",)),
    Entry(gettext_lazy("Nettverket"), "organisations:directory", Permission.NETWORK_SEE, NETWORK_PAGES),
    Entry(gettext_lazy("Aktuelt"), "news:desk", Permission.NEWS_EDIT, ("news:",)),
    Entry(gettext_lazy("Råd"), "guidance:desk", Permission.GUIDANCE_EDIT, ("guidance:",)),
    Entry(gettext_lazy("Kommentarer"), "comments:desk", Permission.COMMENT_MODERATE, ("comments:",)),
    Entry(gettext_lazy("Virksomheten"), "organisations:manage", Permission.MEMBERSHIP_CONFIRM, ("organisations:",)),
    Entry(gettext_lazy("Logg"), "journal:list", Permission.JOURNAL_READ, ("journal:",)),
    Entry(gettext_lazy("Bevaring"), "retention:decide", Permission.RETENTION_DECIDE, ("retention:",)),
)

NETWORK = (
    Entry(gettext_lazy("Kontakter"), "organisations:directory", Permission.NETWORK_SEE, CONTACT_PAGES),
    Entry(gettext_lazy("Avtaler"), "organisations:agreements", Permission.NETWORK_SEE, ("organisations:agreement",)),
    Entry(gettext_lazy("Møter"), "meetings:list", Permission.MEETING_ANSWER, ("meetings:",)),
    Entry(gettext_lazy("Kompetanse"), "competence:mine", Permission.COURSE_TAKE, ("competence:",)),
    Entry(gettext_lazy("Rutiner"), "routines:list", Permission.ROUTINE_READ, ("routines:",)),
    Entry(gettext_lazy("Aktiviteter"), "activities:list", Permission.ACTIVITY_READ, ("activities:",)),
    Entry(gettext_lazy("Tall"), "statistics:list", Permission.STATISTICS_SEE, ("statistics:",)),
    Entry(gettext_lazy("Den åpne siden"), "contacts:edit", Permission.PLACE_EDIT, ("contacts:edit",)),
)
"""The second row of the menu, on the pages of the network."""


def layout(request: HttpRequest) -> dict[str, Any]:
    """The layout's part of the context. Lazy, so that fragments and redirects pay nothing."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "second_menu": SimpleLazyObject(lambda: second_menu(request)),
        "actor_card": SimpleLazyObject(lambda: actor_card(request)),
        "footer_links": SimpleLazyObject(lambda: footer_links(request)),
        "public_foot": SimpleLazyObject(lambda: public_foot(request)),
        "is_demo": SimpleLazyObject(installation.looks_like_demo),
    }


def menu(request: HttpRequest) -> list[MenuItem]:
    """The entries that the actor may use; the public ones for whoever isn't signed in."""
    actor = actor_of(request)
    entries = PUBLIC if actor is None else [entry for entry in MENU if _shown(entry, actor)]
    return _items(entries, _here(request))


def second_menu(request: HttpRequest) -> list[MenuItem]:
    """The network's rooms that the actor may use, on their own pages; empty elsewhere."""
    actor, here = actor_of(request), _here(request)
    if actor is None or not here.startswith(NETWORK_PAGES):
        return []
    return _items([entry for entry in NETWORK if _shown(entry, actor)], here)


def actor_card(request: HttpRequest) -> ActorCard | None:
    """Who is signed in and for which organisation; None for the public."""
    actor = actor_of(request)
    if actor is None or not request.user.is_authenticated:
        return None
    name = str(request.user)
    acting_for = request.acting_for  # type: ignore[attr-defined]
    organisation = acting_for.full_name if acting_for else ""
    return ActorCard(
        name=name,
        organisation=organisation,
        initials="".join(part[0] for part in name.split()[:2]).upper(),
        links=(
            Link(_("Min konto"), reverse("accounts:own")),
            Link(_("Logg ut"), reverse("account_logout"), post=True),
        ),
    )


def footer_links(request: HttpRequest) -> list[Link]:
    """The same for everybody; then the way in, and for whoever is in what everybody reads."""
    signed_in = actor_of(request) is not None
    reading, way_in = (
        Link(_("Les og lær"), reverse("guidance:list")),
        Link(_("Logg inn for ansatte"), reverse("home:front")),
    )
    return [
        Link(_("Fare nå og plikten til å avverge"), reverse("danger")),
        Link(_("Personvern"), reverse("register:privacy")),
        Link(_("Tilgjengelighet"), reverse("accessibility:statement")),
        reading if signed_in else way_in,
    ]


def public_foot(request: HttpRequest) -> tuple[FootColumn, ...]:
    """What the foot of the public pages offers, in columns; nothing for whoever is signed in."""
    if actor_of(request) is not None:
        return ()
    return tuple(
        FootColumn(heading, tuple(Link(label, reverse(route, args=given)) for label, route, *given in entries))
        for heading, entries in FOOT
    )


def _here(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _items(entries: Sequence[Entry | PublicEntry], here: str) -> list[MenuItem]:
    chosen = _current(entries, here)
    return [MenuItem(entry.label, reverse(entry.route), current=entry is chosen) for entry in entries]


def _shown(entry: Entry, actor: Actor) -> bool:
    if entry.route == "concerns:mine" and actor.may(Permission.CONCERN_READ):
        return False  # a contact finds own worries from the inbox
    return actor.may(entry.permission)


def _current(entries: Sequence[Entry | PublicEntry], here: str) -> Entry | PublicEntry | None:
    """The entry whose prefix fits the page best."""
    fits = [(len(prefix), entry) for entry in entries for prefix in entry.current_on if here.startswith(prefix)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
