"""One timeline over everything: decisions filled, events open, amber needs care, dashed is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Literal

from django.utils.html import format_html
from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting import assessed
from avklar.followup.cases.cards import Assessed, Decided, MeasureCard
from avklar.followup.cases.states import STALLED_AFTER, Answer, MeasureState
from avklar.followup.cases.talks.states import TalkState
from avklar.followup.disclosures.presenting import facts_in_words
from avklar.followup.disclosures.states import State
from avklar.followup.escalation.presenting import heading as contact_heading
from avklar.followup.escalation.states import Answer as SecondAnswer
from avklar.foundation import clock
from avklar.foundation.ui import components as ui

Kind = Literal["", "turn", "care", "ahead"]
Point = tuple[datetime, ui.Event]
NOON = time(12)
LONGEST_QUOTE = 120
WAITS_FOR_ANSWER = (State.SENT, State.ACCEPTED)


def events(file: CaseFile) -> list[ui.Event]:
    """Everything that has happened and is to come, the latest first."""
    points = [point for build in BUILDERS for point in build(file)]
    return [event for _at, event in sorted(points, key=lambda point: point[0], reverse=True)]


def point(at: datetime | date, text: str, kind: Kind = "", strong: str = "") -> Point:
    """One point; `strong` stands first, in bold."""
    moment = at if isinstance(at, datetime) else datetime.combine(at, NOON, clock.OSLO)
    said = format_html("<b>{}</b> {}", strong, text) if strong else text
    return moment, ui.Event(words.day(at), said, kind, words.local(at).isoformat())


def expected(on: date, text: str, late: str) -> Point:
    """A point still to come; once its day has been it needs care, and `late` says what was to happen."""
    if on < clock.today():
        return point(on, text, "care", late)
    return point(on, text, "ahead")


def _opening(file: CaseFile) -> Iterator[Point]:
    opened = file.opened
    came = _("Kom fra: %(origin)s.") % {"origin": words.inside(str(opened.origin.label))}
    yield point(opened.line.opened_at, came, "turn", _("Sak åpnet."))
    for each in opened.staff:
        if each.added_at != opened.line.opened_at:
            yield point(each.added_at, _("%(name)s fikk tilgang") % {"name": file.name(each.user_id)})
    if opened.told_on is not None:
        yield point(opened.told_on, _("Personen fikk vite om saken"))


def _observations(file: CaseFile) -> Iterator[Point]:
    places = {each.id: each.position for each in file.opened.facts}
    for each in file.opened.facts:
        if each.replaces is not None:
            told = {"number": each.position, "old": places.get(each.replaces, "")}
            yield point(each.added_at, _("Observasjon %(number)s retter observasjon %(old)s") % told)
        else:
            told = {"number": each.position, "hand": words.inside(str(each.hand.label)), "text": quoted(each.text)}
            yield point(each.seen_on, _("Observasjon %(number)s, %(hand)s: %(text)s") % told)


def _assessments(file: CaseFile) -> Iterator[Point]:
    for each in file.opened.assessments:
        yield point(each.at, assessed.both(each), "turn", _("Vurdering:"))
        yield from _answer(file, each, _("vurderingen"))


def _decisions(file: CaseFile) -> Iterator[Point]:
    for each in file.opened.decisions:
        chosen = words.inside(str(each.step.label))
        waits = each.second.answer is Answer.WAITING
        text = _("%(step)s, venter på person nummer to") % {"step": chosen} if waits else chosen
        yield point(each.at, text, "care" if waits else "turn", _("Beslutning:"))
        yield from _answer(file, each, _("beslutningen"))


def _answer(file: CaseFile, each: Assessed | Decided, what: str) -> Iterator[Point]:
    if each.second.at is None:
        return
    told = {"name": file.name(each.second.by), "what": what}
    confirmed = each.second.answer is Answer.CONFIRMED
    said = _("%(name)s bekreftet %(what)s") if confirmed else _("%(name)s avviste %(what)s")
    yield point(each.second.at, said % told)


def _plan(file: CaseFile) -> Iterator[Point]:
    if file.opened.plan_agreed_on is not None:
        yield point(file.opened.plan_agreed_on, _("Planen er avtalt"))
    for each in file.opened.measures:
        yield from _measure(each)


def _measure(each: MeasureCard) -> Iterator[Point]:
    told = {"what": quote(each.what)}
    yield point(each.at, _("Nytt tiltak: %(what)s") % told)
    for entry in each.entries:
        how = {**told, "effect": words.inside(str(entry.effect.label))}
        yield point(entry.on, _("Oppfølging av %(what)s: %(effect)s") % how)
    if each.ended_at is not None:
        reached = each.state is MeasureState.REACHED
        yield point(each.ended_at, (_("Tiltak nådd: %(what)s") if reached else _("Tiltak stanset: %(what)s")) % told)
    elif each.stalled:
        text = _("%(what)s. Ingenting ført på 30 dager") % told
        yield point(each.last_entry_at + STALLED_AFTER, text, "care", _("Tiltak står stille."))
    elif each.next_on is not None:
        yield expected(each.next_on, _("Oppfølging av %(what)s") % told, _("Skulle vært fulgt opp:"))


def _talks(file: CaseFile) -> Iterator[Point]:
    for each in file.opened.talks:
        if each.state is TalkState.PLANNED:
            yield point(each.at, _("Avklaringssamtale"), "ahead" if each.at > clock.now() else "care")
        elif each.result is not None:
            yield point(each.at, words.inside(str(each.result.label)), "turn", _("Avklaringssamtale:"))
        else:
            yield point(each.ended_at or each.at, words.inside(str(each.state.label)), "", _("Avklaringssamtale:"))


def _disclosures(file: CaseFile) -> Iterator[Point]:
    for each in file.disclosures:
        told = {"other": each.line.other, "facts": facts_in_words(each.line.facts)}
        if each.verb is not None:
            verb = words.inside(str(each.verb.label))
            yield point(each.at, verb, strong=_("Dere:") if each.mine else f"{each.line.other}:")
        elif each.mine:
            yield point(each.at, _("%(facts)s til %(other)s") % told, "turn", _("Utlevering:"))
        else:
            yield point(each.at, _("%(facts)s fra %(other)s") % told, "", _("Utlevering:"))
    for line in {each.line.id: each.line for each in file.disclosures}.values():
        if line.answer_by is not None and line.state in WAITS_FOR_ANSWER:
            yield expected(
                line.answer_by,
                _("Svar ønskes på utlevering %(reference)s") % {"reference": line.reference},
                _("Over fristen:"),
            )


def _contacts(file: CaseFile) -> Iterator[Point]:
    for each in file.contacts:
        waits = each.answer is SecondAnswer.WAITING
        text = _("venter på person nummer to") if waits else words.inside(str(each.how.label))
        yield point(each.happened_at, text, "care" if waits else "turn", f"{contact_heading(each)}:")


def _openings(file: CaseFile) -> Iterator[Point]:
    for each in file.openings:
        told = {"asker": file.name(each.by), "second": file.name(each.answered_by)}
        yield point(each.at, _("%(asker)s ba om det, %(second)s bekreftet") % told, "turn", _("Åpnet for en tid:"))
        still = each.until > clock.now()
        yield point(
            each.until, _("Saken låses igjen") if still else _("Saken ble låst igjen"), "ahead" if still else ""
        )


def _to_come(file: CaseFile) -> Iterator[Point]:
    line = file.opened.line
    yield expected(line.review_on, _("Gjennomgang av saken"), _("Over fristen:"))
    if line.look_again is not None:
        yield expected(line.look_again, _("Skal personen få vite om saken nå?"), _("Over fristen:"))


BUILDERS = (
    _opening,
    _observations,
    _assessments,
    _decisions,
    _plan,
    _talks,
    _disclosures,
    _contacts,
    _openings,
    _to_come,
)


def quote(text: str) -> str:
    """The beginning of a text, cut between words; the whole stands elsewhere on the page."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_QUOTE:
        return flat
    return flat[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def quoted(text: str) -> str:
    """The same between quotation marks, unless it begins with them already."""
    begun = quote(text)
    return begun if begun.startswith("«") else f"«{begun}»"
