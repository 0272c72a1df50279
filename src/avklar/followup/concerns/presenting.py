"""Turns what was read into what the components draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from avklar.followup.concerns import provisions, words
from avklar.followup.concerns.cards import Line, Opened, Page, Said, Seen
from avklar.followup.concerns.content import ConcernContent
from avklar.followup.concerns.queries import cursor
from avklar.followup.concerns.states import (
    About,
    Hand,
    Naming,
    Outcome,
    SenderKind,
    Shelf,
    Side,
    State,
    Utterance,
    When,
)
from avklar.foundation import clock
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.ui import components as ui

HANDS: dict[Hand, Promise] = {Hand.FIRST: gettext_lazy("Førstehånds"), Hand.TOLD: gettext_lazy("Fortalt av en annen")}
WHENS: dict[When, Promise] = {
    When.THIS_MONTH: gettext_lazy("To–fire uker før"),
    When.EARLIER: gettext_lazy("Lenger tilbake"),
    When.SEVERAL: gettext_lazy("Flere ganger"),
}
UTTERANCES: dict[Utterance, ui.State] = {
    Utterance.LAWFUL: ui.State("new", gettext_lazy("Lovlig ytring"), "quote"),
    Utterance.DONT_KNOW: ui.State("soon", pgettext_lazy("ytring", "Vet ikke"), "quote"),
    Utterance.PUNISHABLE: ui.State("soon", gettext_lazy("Mulig straffbar, mener melderen"), "quote"),
}
PLACES: dict[Setting, Promise] = {
    Setting.NOT_GIVEN: gettext_lazy("sted ikke oppgitt"),
    Setting.SCHOOL: gettext_lazy("skole"),
    Setting.UPPER_SECONDARY: gettext_lazy("videregående skole"),
    Setting.WORKPLACE: gettext_lazy("arbeidsplass"),
    Setting.LEISURE: gettext_lazy("fritid"),
    Setting.NEIGHBOURHOOD: gettext_lazy("nærmiljø"),
    Setting.ONLINE: gettext_lazy("på nett"),
    Setting.UNKNOWN: gettext_lazy("ukjent sted"),
}
AGES: dict[AgeBand, Promise] = {
    AgeBand.NOT_GIVEN: gettext_lazy("alder ikke oppgitt"),
    AgeBand.UNKNOWN: gettext_lazy("ukjent alder"),
}
ABOUTS: dict[About, Promise] = {
    About.PERSON: gettext_lazy("én person"),
    About.GROUP: gettext_lazy("en gruppe"),
    About.PLACE: gettext_lazy("et sted"),
}
CLOSED_AS: dict[Outcome, Promise] = {
    Outcome.ADVICE: gettext_lazy("Råd er gitt"),
    Outcome.OTHER_SERVICE: gettext_lazy("En annen tjeneste tar det videre"),
    Outcome.NOTHING: gettext_lazy("Ikke noe å følge opp"),
    Outcome.MISUSE: gettext_lazy("Misbruk av skjemaet"),
}


SIGNED: dict[Naming, Promise] = {
    Naming.ANONYMOUS: gettext_lazy("Anonym"),
    Naming.PSEUDONYM: gettext_lazy("%(name)s (kallenavn)"),
    Naming.NAMED: gettext_lazy("%(name)s (eget navn, ikke kontrollert)"),
}


def rows(lines: Iterable[Line]) -> list[ui.Row]:
    """Work rows for the contact."""
    base = reverse("concerns:inbox")
    return [
        ui.Row(
            url=f"{base}{line.id}/",
            title=_sent_by(line.sender_kind, get_language()),
            meta=_meta(line),
            state=state(line),
            note=_note(line),
            late=is_late(line),
        )
        for line in lines
    ]


def own_rows(lines: Iterable[Line]) -> list[ui.Row]:
    """Rows for the sender: what one sent oneself, by reference."""
    return [
        ui.Row(
            url=reverse("concerns:own", args=[line.id]),
            title=_("Bekymring %(reference)s") % {"reference": line.reference},
            meta=_("sendt %(when)s") % {"when": words.moment(line.sent_at)},
            state=own_state(line),
        )
        for line in lines
    ]


def is_late(line: Line) -> bool:
    """Past the two working days."""
    return line.due_at is not None and line.due_at < clock.now()


def state(line: Line) -> ui.State:
    """The one tag of a concern, seen by the contact."""
    if line.state is State.CLOSED:
        return ui.State("shut", pgettext("bekymring", "Avsluttet"))
    if line.state is not State.HELD and line.due_at is not None and is_late(line):
        return ui.State("over", words.late(line.due_at))
    if line.state is State.NEW and line.due_at is not None:
        if line.sent_at.astimezone(clock.OSLO).date() == clock.today():
            return ui.State("new", pgettext("bekymring", "Ny"))
        return _answer_by(words.weekday(line.due_at), get_language())
    return _STATES[line.state]


# What the fifty rows of a list have in common is said once and remembered by language.


@lru_cache(maxsize=256)
def _answer_by(day: str, language: str | None) -> ui.State:
    return ui.State("soon", _("Svar innen %(day)s") % {"day": day})


@lru_cache(maxsize=64)
def _sent_by(kind: SenderKind, language: str | None) -> str:
    return str(kind.sent_by)


@lru_cache(maxsize=8)
def _came(language: str | None) -> str:
    return _("%(reference)s · %(facts)s · kom %(when)s")


_STATES: dict[State, ui.State] = {
    State.NEW: ui.State("new", pgettext_lazy("bekymring", "Ny")),
    State.ANSWERED: ui.State("done", pgettext_lazy("bekymring", "Besvart")),
    State.ASKED: ui.State("wait", gettext_lazy("Venter på melderen")),
    State.REPLIED: ui.State("new", gettext_lazy("Nytt svar"), "talk"),
    State.CONSULTED: ui.State("wait", gettext_lazy("Drøftes uten navn")),
    State.HELD: ui.State("wait", gettext_lazy("Holdt tilbake")),
}


def own_state(line: Line) -> ui.State:
    """The one tag of a concern, seen by its sender: whose turn it is."""
    if line.state is State.CLOSED:
        return ui.State("shut", pgettext("bekymring", "Avsluttet"))
    if line.state is State.ASKED:
        return ui.State("new", _("Kontakten spør"), "talk")
    if line.state is State.ANSWERED:
        return ui.State("done", _("Du har fått svar"))
    if line.due_at is not None and is_late(line):
        return ui.State("over", _("Svaret er forsinket"))
    if line.due_at is not None:
        return ui.State("wait", _("Svar innen %(day)s") % {"day": words.weekday(line.due_at)})
    return ui.State("wait", _("Kontakten arbeider med den"))


def page_state(line: Line) -> ui.State:
    """The tag at the heading: the deadline with the hour while it runs."""
    if line.due_at is not None and not is_late(line):
        return ui.State("soon", _("Svar innen %(when)s") % {"when": words.full_moment(line.due_at)})
    return state(line)


def coarse_facts(content: ConcernContent) -> list[tuple[str, object]]:
    """What a worry is about, before it is sent: label and value."""
    found: list[tuple[str, object]] = [(_("Gjelder"), content.about.label)]
    if content.about is not About.PLACE:
        found.append((_("Alder"), content.age_band.label))
    return [*found, (_("Sted"), PLACES[content.setting])]


def facts(line: Line) -> str:
    """«13–15 år · skole», or what it is about when it isn't a person."""
    return _facts(line.about, line.age_band, line.setting, get_language())


@lru_cache(maxsize=1024)
def _facts(about: About, age_band: AgeBand, setting: Setting, language: str | None) -> str:
    age = AGES.get(age_band, age_band.label)
    if about is About.PLACE:
        return f"{ABOUTS[about]} · {PLACES[setting]}"
    if about is About.GROUP:
        return f"{ABOUTS[about]} · {age} · {PLACES[setting]}"
    return f"{age} · {PLACES[setting]}"


def pager(page: Page, url: str, query: str = "") -> ui.Pager:
    """Addresses of the pages around this one."""
    start = f"{url}?{query}&" if query else f"{url}?"
    first = f"{url}?{query}" if query else url
    if not page.lines:
        return ui.Pager(first=first if page.newer else "")
    return ui.Pager(
        first=first if page.newer else "",
        previous=f"{start}before={cursor(page.lines[0])}" if page.newer else "",
        next=f"{start}after={cursor(page.lines[-1])}" if page.older else "",
        last=f"{start}last=1" if page.older else "",
    )


def observation(seen: Seen, line: Line, *, mine: bool = False) -> ui.Observation:
    """One observation beside its interpretation. Private persons aren't asked to class anything, nor shown a class."""
    unasked = mine and line.private
    return ui.Observation(
        when=_when(seen.seen, line),
        hand=HANDS[seen.hand],
        fact=seen.fact,
        interpretation=seen.interpretation,
        utterance=None if unasked else utterance(seen),
        utterance_text="" if unasked else Utterance.NONE.label,
        interpretation_heading=_("Slik du tolker det") if mine else _("Slik melderen tolker det"),
        seen=seen.reported is Utterance.NONE and seen.hand is Hand.FIRST,
    )


def utterance(seen: Seen) -> ui.State | None:
    """The class of an utterance; until the contact has classed it, the sender's is shown as a hint (R3)."""
    if seen.by_contact is Utterance.PUNISHABLE:
        said = _("Vurdert som mulig straffbar: § %(code)s") % {"code": seen.provision}
        return ui.State("soon", said, "quote")
    if seen.by_contact is not None:
        return None if seen.by_contact is Utterance.NONE else UTTERANCES[seen.by_contact]
    return UTTERANCES.get(seen.reported)


def provision(seen: Seen) -> str:
    """The provision in words, or nothing."""
    return provisions.label(seen.provision) if seen.provision else ""


def dialogue(
    messages: Iterable[Said], reader: UUID | None, names: Mapping[UUID, str], *, for_sender: bool
) -> list[ui.Message]:
    """The messages; the reader's own to the right. The sender stays nameless; a private person is reader None."""
    return [_said(each, reader, names, for_sender=for_sender) for each in messages]


def _said(said: Said, reader: UUID | None, names: Mapping[UUID, str], *, for_sender: bool) -> ui.Message:
    own_side = Side.SENDER if for_sender else Side.RECEIVER
    if said.side is own_side and said.author_id == reader:
        author, letters = _("Du"), initials(names.get(reader, "") if reader else _("Du"))
    elif said.side is Side.SENDER:
        author, letters = _("Melderen"), pgettext("forbokstav", "M")
    else:
        author = (names.get(said.author_id, "") if said.author_id else "") or _("Kontakten")
        letters = initials(author)
    return ui.Message(author, words.moment(said.at), said.text, "mine" if said.side is own_side else "plain", letters)


def initials(name: str) -> str:
    """Two letters in the ring."""
    return "".join(part[0] for part in name.split()[:2]).upper()


def closed_as(line: Line) -> str:
    """The outcome in words."""
    return str(CLOSED_AS[Outcome(line.outcome)]) if line.outcome else ""


def shelf_links(shelf: Shelf, *, held: int = 0) -> list[dict[str, object]]:
    """The filters of the inbox; the one for what is held back only while there is something, or one is there."""
    base = reverse("concerns:inbox")
    return [
        {"label": each.label, "url": base if each is Shelf.OPEN else f"{base}?vis={each}", "current": each is shelf}
        for each in Shelf
        if each is not Shelf.HELD or held or shelf is Shelf.HELD
    ]


def signed(opened: Opened) -> str:
    """How a private person signed: «Anonym», or the name or pseudonym with what it is. Empty for an employee."""
    if opened.naming is None:
        return ""
    return str(SIGNED[opened.naming]) % {"name": opened.signature}


def _when(when: When, line: Line) -> str:
    if when is When.THIS_WEEK:
        return words.week(line.sent_at)
    if when is When.LAST_WEEK:
        return words.week(line.sent_at, back=1)
    return str(WHENS[when])


def _meta(line: Line) -> str:
    said = {"reference": line.reference, "facts": facts(line), "when": words.moment(line.sent_at)}
    return _came(get_language()) % said


def _note(line: Line) -> str:
    if line.state is State.CLOSED:
        return closed_as(line)
    if line.unproved:
        return _("Uten kontroll mot roboter")
    if line.due_at is None:
        return ""
    if is_late(line):
        return _("Vara ser den også")
    if line.state is State.NEW and line.sent_at.astimezone(clock.OSLO).date() != clock.today():
        return ""
    return str(_answer_by(words.weekday(line.due_at), get_language()).text)
