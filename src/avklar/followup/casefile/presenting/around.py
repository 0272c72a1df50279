"""What stands around the case: clarification talks in the police's own, and what crossed to and from others."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import TalkState
from avklar.followup.concerns import words as moments
from avklar.followup.disclosures.cards import Line as Disclosure
from avklar.followup.disclosures.presenting import facts_in_words
from avklar.followup.disclosures.presenting import state as disclosure_state
from avklar.followup.disclosures.states import Side
from avklar.followup.escalation.presenting import STATES, heading
from avklar.foundation import clock
from avklar.foundation.ui.components import State


@dataclass(frozen=True)
class Line:
    """One thing around the case: when or who, where it stands, and its own page."""

    title: str
    state: State
    url: str = ""
    text: str = ""


def talks(file: CaseFile) -> list[Line]:
    """The talks, the latest first; what was agreed stands with them."""
    return [
        Line(moments.moment(each.at), _talk_state(each), to("cases:talk", file.id, each.id), each.agreed_plan)
        for each in reversed(file.opened.talks)
    ]


def _talk_state(each: TalkCard) -> State:
    if each.result is not None:
        return State("done", str(each.result.label))
    if each.state is TalkState.PLANNED:
        return State("soon" if each.at > clock.now() else "over", str(each.state.label))
    return State("plain", str(each.state.label))


def shared(file: CaseFile) -> list[Line]:
    """What the case has sent and received, the latest first: to or from whom, how much, and whose turn it is."""
    lines = {each.line.id: each.line for each in file.disclosures}
    return [_shared(each) for each in sorted(lines.values(), key=lambda line: line.sent_at, reverse=True)]


def _shared(line: Disclosure) -> Line:
    told = {"other": line.other, "facts": facts_in_words(line.facts), "day": words.day(line.sent_at)}
    sent = line.side is Side.OWNER
    title = _("Til %(other)s: %(facts)s, %(day)s") if sent else _("Fra %(other)s: %(facts)s, %(day)s")
    return Line(title % told, disclosure_state(line), to("disclosures:disclosure", line.id))


def contacts(file: CaseFile) -> list[Line]:
    """Recorded contacts with the criminal side and PST, the latest first; no text of theirs."""
    return [
        Line(
            _("%(heading)s %(when)s") % {"heading": heading(each), "when": moments.moment(each.happened_at)},
            STATES[each.answer],
            to("escalation:confirm", file.id, each.id),
        )
        for each in reversed(file.contacts)
    ]


def asked_to_open(file: CaseFile) -> str:
    """Who has asked to open a locked case, and until when; "" when nobody has."""
    asked = file.lock.pending if file.lock else None
    if asked is None:
        return ""
    told = {"name": file.name(asked.by), "until": moments.moment(asked.until)}
    return _("%(name)s har bedt om å få åpne saken til %(until)s. Det venter på en annen.") % told
