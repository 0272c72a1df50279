"""My day, put together from what the rooms below say of themselves: what is new, what is due, what waits for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from avklar.followup.casefile import rows as case_rows
from avklar.followup.cases import queries as cases
from avklar.followup.cases.talks import queries as talks
from avklar.followup.concerns import counts
from avklar.followup.concerns import presenting as concern_words
from avklar.followup.concerns import queries as concerns
from avklar.followup.concerns import words as moments
from avklar.followup.consultations import presenting as consultation_words
from avklar.followup.consultations import queries as consultations
from avklar.followup.consultations.states import Group
from avklar.followup.disclosures import presenting as disclosure_words
from avklar.followup.disclosures import queries as disclosures
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.notifications import queries as notes
from avklar.foundation.ui.components import Link, Row, State
from avklar.insight.home import network
from avklar.insight.home.cards import MOST_ROWS, Day, Fact, Section
from avklar.people.organisations import queries as people
from avklar.people.organisations.states import AppointmentKind

SHOWN_AFTER_CLOSING = timedelta(days=30)


def my_day(actor: Actor, name: str) -> Day:
    """What the actor's roles give them to do; a role without work gets the sections of step 0."""
    wanted = [build for permission, build in SECTIONS if _wanted(actor, permission, build)]
    built = {build: build(actor) for build in wanted}
    sections = [section for build, section in built.items() if section.rows or build not in STEP_OF]
    return Day(
        greeting=_greeting(clock.now(), name),
        date=_date(clock.now()),
        step=1 if actor.may(Permission.CONCERN_FOLLOW) or actor.may(Permission.CONSULTATION_READ) else 0,
        reached=max(
            (STEP_OF[build] for build, section in built.items() if build in STEP_OF and section.rows), default=0
        ),
        sections=sections,
        actions=_actions(actor),
        notes=notes.unread(actor, limit=5),
        facts=_facts(actor),
        remember=_remember(actor),
    )


def _unanswered(actor: Actor) -> Section:
    rows = concern_words.rows(concerns.waiting_for_me(actor, MOST_ROWS))
    return Section(
        key="nytt",
        title=_("Bekymringer som venter på deg"),
        rows=rows,
        note=_("Svar innen to virkedager"),
        empty=_("Ingen venter på svar."),
        empty_more=_("Når noen i kommunen melder en bekymring, kommer den hit."),
        link=Link(_("Se alle bekymringer"), reverse("concerns:inbox")),
    )


def _own_concerns(actor: Actor) -> Section:
    recent = clock.now() - SHOWN_AFTER_CLOSING
    own = [line for line in concerns.mine(actor).lines if line.closed_at is None or line.closed_at > recent]
    return Section(
        key="mine",
        title=_("Bekymringer du har meldt"),
        rows=_unsent(actor) + concern_words.own_rows(own[:MOST_ROWS]),
        empty=_("Ingen bekymringer er åpne."),
        empty_more=_("Er du usikker på noe du har sett eller hørt, kan du spørre. Du trenger ikke vite hva det er."),
        link=Link(_("Meld en bekymring"), reverse("concerns:new")),
    )


def _unsent(actor: Actor) -> list[Row]:
    draft = concerns.unsent(actor)
    if draft is None:
        return []
    gone = {"day": consultation_words.day(draft.expires)}
    return [
        Row(
            reverse("concerns:new"),
            _("Fortsett på bekymringen du har begynt på"),
            meta=_("Ikke sendt ennå. Den slettes av seg selv %(day)s.") % gone,
            state=State("soon", _("Påbegynt")),
        )
    ]


def _consultations(actor: Actor) -> Section:
    listing = consultations.listing(actor, Group.MINE, size=MOST_ROWS)
    return Section(
        key="droft",
        title=_("Drøftinger som venter på deg"),
        rows=consultation_words.rows(listing, _consultation_url()),
        empty=_("Ingen drøftinger venter på deg."),
        empty_more=_("En drøfting er uten navn: dere snakker om en situasjon, ikke om en person."),
        link=Link(_("Se alle drøftinger"), reverse("consultations:list")),
    )


def _waiting(actor: Actor) -> Section:
    rows: list[Row] = []
    if actor.may(Permission.CONCERN_READ):
        waiting = concerns.waiting_for_others(actor, MOST_ROWS)
        rows += concern_words.rows(line for line in waiting if line.due_at is None)  # those due stand above
    rows += consultation_words.rows(consultations.listing(actor, Group.OTHERS, size=MOST_ROWS), _consultation_url())
    return Section(
        key="venter",
        title=_("Venter på andre"),
        rows=rows,
        note=_("Du trenger ikke gjøre noe nå") if rows else "",
        empty=_("Ingenting venter på andre."),
        empty_more=_("Her står det du har spurt om, til svaret kommer."),
        link=Link(_("Se alle drøftinger"), reverse("consultations:list")),
    )


def _cases(actor: Actor) -> Section:
    """What waits for the second person first, then what stands still or is due."""
    waiting, today = cases.waiting_for_me(actor, MOST_ROWS), cases.mine_now(actor, MOST_ROWS)
    lines = {line.id: line for line in (*waiting, *today)}
    return Section(
        key="saker",
        title=_("Saker som trenger deg"),
        rows=case_rows.rows(list(lines.values())[:MOST_ROWS], {}),
        note=_("Bare de du er navngitt i"),
        empty=_("Ingen saker trenger noe av deg nå."),
        empty_more=_("Hit kommer saker som venter på person nummer to, som står stille, eller som skal gås gjennom."),
        link=Link(_("Se alle saker"), reverse("casefile:list")),
    )


def _talks(actor: Actor) -> Section:
    now = clock.now()
    return Section(
        key="samtaler",
        title=_("Avklaringssamtaler"),
        rows=[
            Row(
                reverse("casefile:case", args=[each.case_id]),
                _("Sak %(reference)s") % {"reference": each.reference},
                meta=moments.full_moment(each.at),
                state=State("soon", _("Om kort tid"))
                if each.at > now
                else State("over", _("Hvordan gikk det?"), "talk"),
                late=each.at <= now,
            )
            for each in talks.soon(actor, MOST_ROWS)
        ],
        empty=_("Ingen samtaler er avtalt den neste uken."),
        empty_more=_("En samtale står her fra en uke før, og til du har ført hva som kom ut av den."),
        link=Link(_("Se alle saker"), reverse("casefile:list")),
    )


def _disclosures(actor: Actor) -> Section:
    return Section(
        key="utlevering",
        title=_("Utleveringer som venter på deg"),
        rows=disclosure_words.rows(disclosures.waiting(actor, MOST_ROWS), reverse("disclosures:list") + "{id}/"),
        empty=_("Ingen utleveringer venter på deg."),
        empty_more=_("Hit kommer opplysninger som en annen virksomhet har sendt dere, og svar på det dere har sendt."),
        link=Link(_("Se alle utleveringer"), reverse("disclosures:list")),
    )


def _vacancies(actor: Actor) -> Section:
    rows = [
        Row(
            reverse("organisations:directory"),
            row.municipality.name,
            meta=_("Kommunen har ingen radikaliseringskontakt i dag"),
            state=State("soon", pgettext("oppnevning", "Ledig"), "care"),
        )
        for row in people.directory(actor.organisation_id)
        if not row.of(AppointmentKind.CONTACT)
    ]
    return Section(
        key="ledig",
        title=_("Kommuner uten kontakt"),
        rows=rows,
        empty=_("Alle kommunene har en kontakt."),
        empty_more=_("Når noen slutter uten at en ny er oppnevnt, står kommunen her."),
        link=Link(_("Se alle kontaktene"), reverse("organisations:directory")),
    )


def _to_confirm(actor: Actor) -> Section:
    rows = [
        Row(
            reverse("organisations:manage"),
            member.person.name,
            meta=str(member.role.label),
            state=State("soon", _("Venter på bekreftelse")),
        )
        for member in people.members(actor.organisation)
        if member.waiting and actor.person not in (member.granted_by, member.person.id)
    ]
    return Section(
        key="bekreft",
        title=_("Roller som venter på deg"),
        rows=rows,
        empty=_("Ingen roller venter på bekreftelse."),
        empty_more=_("En rolle som ser bekymringer, gis av én og bekreftes av en annen."),
        link=Link(_("Se virksomheten"), reverse("organisations:manage")),
    )


def _contacts(actor: Actor) -> Section:
    return Section(
        key="kontakter",
        title=_("Ingenting venter på deg"),
        rows=[],
        empty=_("Du ser ingen bekymringer og ingen drøftinger."),
        empty_more=_("Kontaktene i distriktet finner du her."),
        link=Link(_("Se alle kontaktene"), reverse("organisations:directory")),
    )


Builder = Callable[[Actor], Section]
SECTIONS: tuple[tuple[Permission, Builder], ...] = (
    (Permission.CONCERN_READ, _unanswered),
    (Permission.CASE_READ, _cases),
    (Permission.TALK_HANDLE, _talks),
    (Permission.DISCLOSURE_READ, _disclosures),
    (Permission.CONSULTATION_READ, _consultations),
    (Permission.CONSULTATION_READ, _waiting),
    (Permission.CONCERN_FOLLOW, _own_concerns),
    *network.SECTIONS,
    (Permission.NETWORK_SEE, _vacancies),
    (Permission.MEMBERSHIP_CONFIRM, _to_confirm),
    (Permission.HOME_SEE, _contacts),
)
"""Each section with the permission it needs, in the order of the page."""

STEP_OF: dict[Builder, int] = {
    _cases: 2,
    _talks: 2,
    _disclosures: 3,
    **{build: 0 for _permission, build in network.SECTIONS},
}
"""Sections with their step that are shown only when there is work in them, since few have some every day."""

ONLY_FOR: dict[Builder, frozenset[Role]] = {
    _vacancies: frozenset({Role.DISTRICT_LEAD}),
    _contacts: frozenset({Role.EDITOR, Role.MODERATOR}),
}
"""Sections that many may see and few have use for."""


def _wanted(actor: Actor, permission: Permission, build: Builder) -> bool:
    if not actor.may(permission):
        return False
    if build is _own_concerns and actor.may(Permission.CONCERN_READ):
        return bool(concerns.mine(actor).lines) or concerns.unsent(actor) is not None
    return build not in ONLY_FOR or bool(actor.roles & ONLY_FOR[build])


def _actions(actor: Actor) -> list[Link]:
    """The buttons: the first one is the main thing to do."""
    found = []
    if actor.may(Permission.CONCERN_READ):
        found.append(Link(_("Start en drøfting uten navn"), reverse("consultations:start")))
    if actor.may(Permission.CONCERN_SEND):
        found.append(Link(_("Meld en bekymring"), reverse("concerns:new")))
    return found


def _facts(actor: Actor) -> list[Fact]:
    """Role, until when, and who else stands beside: from the municipality's appointments."""
    facts = [Fact(_("Rolle"), ", ".join(str(role.label) for role in Role if role in actor.roles))]
    appointed = people.contacts_of(actor.organisation)
    facts += [
        Fact(_("Oppnevnt til"), date_format(each.valid_to, pgettext("datoformat", "j. F Y")))
        for each in appointed
        if each.person.id == actor.user_id
    ]
    facts += [Fact(each.kind.label, each.person.name) for each in appointed if each.person.id != actor.user_id]
    return facts


def _remember(actor: Actor) -> str:
    """How most worries end, in this municipality's own figures; nothing before there are some."""
    if not actor.may(Permission.CONCERN_READ):
        return ""
    closed = sum(counts.closed(actor).values())
    if closed < 5:
        return ""
    return ngettext(
        "%(count)s bekymring er avsluttet i kommunen. Teksten er lukket eller fjernet; tallet står igjen.",
        "%(count)s bekymringer er avsluttet i kommunen. Tekstene er lukket eller fjernet; tallet står igjen.",
        closed,
    ) % {"count": closed}


def _greeting(moment: datetime, name: str) -> str:
    hour = moment.astimezone(clock.OSLO).hour
    first = name.split()[0] if name else ""
    if hour < 10:
        return _("God morgen, %(name)s") % {"name": first}
    return (_("God dag, %(name)s") if hour < 18 else _("God kveld, %(name)s")) % {"name": first}


def _date(moment: datetime) -> str:
    said = date_format(moment.astimezone(clock.OSLO), pgettext("datoformat", "l j. F"))
    return said[:1].upper() + said[1:]


def _consultation_url() -> str:
    return reverse("consultations:list") + "{id}/"
