"""Turns what was read into what the pages of the verbs draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.followup.cases import wording
from avklar.followup.cases.cards import Assessed, Decided, Fact, Opened
from avklar.followup.cases.states import Answer, Hand, Kind, LegalClass
from avklar.followup.concerns import provisions, words
from avklar.foundation.ui import components as ui

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def since(found: Opened) -> int:
    """The moment of the last change, in microseconds: what a form carries to tell later what is new."""
    return (found.line.last_at - EPOCH) // timedelta(microseconds=1)


def observation(fact: Fact) -> ui.Observation:
    """One observation beside its interpretation, with where it comes from and whether anybody has checked it."""
    checked = _("bekreftet") if fact.verified else _("ikke bekreftet")
    return ui.Observation(
        when=_("Observasjon %(number)s · %(day)s") % {"number": fact.position, "day": words.day(fact.seen_on)},
        hand=f"{fact.hand.label} · {fact.source.label} · {checked}",
        fact=fact.text,
        interpretation=fact.interpretation,
        utterance=_class(fact),
        utterance_text=str(fact.kind.label),
        interpretation_heading=_("Slik kan det forstås"),
        seen=fact.hand is Hand.FIRST and fact.kind is Kind.ACT,
    )


def observations(facts: Iterable[Fact]) -> list[ui.Observation]:
    """The same for several, the latest first."""
    return [observation(each) for each in sorted(facts, key=lambda each: (each.seen_on, each.position), reverse=True)]


def _class(fact: Fact) -> ui.State | None:
    """Possibly punishable with its provision, not known, or a lawful expression; a lawful act has no tag (R3)."""
    if fact.legal_class is LegalClass.PUNISHABLE:
        return ui.State("soon", _("Mulig straffbart: %(law)s") % {"law": provisions.label(fact.provision)}, "care")
    if fact.legal_class is LegalClass.DONT_KNOW:
        return ui.State("soon", _("Vet ikke om det er lovlig"), "quote")
    return ui.State("new", _("Lovlig uttrykk"), "quote") if fact.kind is Kind.EXPRESSION else None


@dataclass(frozen=True)
class Said:
    """A heading with its text, on a page that shows what somebody else has written."""

    heading: str
    text: str
    note: str = ""


def assessed(each: Assessed, facts: Iterable[Fact]) -> list[Said]:
    """Everything in an assessment, for the second person to read; the words of both axes first."""
    places = {fact.id: fact.position for fact in facts}
    found = [
        Said(wording.title("attitude"), each.attitude_reason, wording.label(each.attitude)),
        Said(_("Holdningen bygger på"), _numbers(each.attitude_grounds, places)),
        Said(wording.title("willingness"), each.willingness_reason, wording.label(each.willingness)),
        Said(_("Voldsviljen bygger på"), _numbers(each.willingness_grounds, places)),
        Said(_("Vanlige forklaringer"), each.ordinary),
        Said(_("Det som beskytter"), each.protects),
        Said(_("Behov som kan ligge bak"), ", ".join(str(motive.label) for motive in each.motives)),
    ]
    return [said for said in found if said.text]


def decided(each: Decided) -> list[Said]:
    """Everything in a decision, for the second person to read."""
    found = [
        Said(_("Valgt trinn"), str(each.step.label)),
        Said(_("Grunnen"), each.reason),
        Said(_("Trinnet var lukket fordi"), each.shut_because),
        Said(_("Valgt likevel fordi"), each.deviation),
        Said(_("Fare"), _("Noen var i fare. Valget gjelder alt, og du bekrefter etterpå.") if each.danger else ""),
    ]
    return [said for said in found if said.text]


def answered(each: Assessed | Decided, reader: UUID) -> str:
    """Why the reader can't answer, in a sentence that can be acted on; "" when the answer is theirs to give (R5)."""
    if each.second.answer is not Answer.WAITING:
        return _("Person nummer to har allerede svart: %(answer)s.") % {"answer": str(each.second.answer.label).lower()}
    if each.by == reader:
        return _(
            "Du skrev dette selv. En annen som er navngitt i saken, må svare, også når du har flere roller. "
            "Er du alene i saken, gir du en kollega tilgang først."
        )
    return ""


def _numbers(ids: Iterable[UUID], places: Mapping[UUID, int]) -> str:
    return ", ".join(
        _("observasjon %(number)s") % {"number": number} for number in sorted(places[each] for each in ids)
    )


def news(found: Opened, seen: int, names: Mapping[UUID, str]) -> list[str]:
    """What was written since a page was drawn at `seen`, the latest last: who, what and the text itself."""
    moment = EPOCH + timedelta(microseconds=seen)
    points = sorted(point for point in _written(found) if point[0] > moment)
    somebody = _("En kollega")
    return [f"{names.get(by) or somebody}: {what}." + (f" «{text}»" if text else "") for _at, by, what, text in points]


def _written(found: Opened) -> Iterator[tuple[datetime, UUID, str, str]]:
    for fact in found.facts:
        told = {"number": fact.position}
        rewritten = fact.replaces is not None
        what = _("observasjon %(number)s, en retting") % told if rewritten else _("observasjon %(number)s") % told
        yield fact.added_at, fact.added_by, what, fact.text
    for each in found.assessments:
        both = f"{wording.label(each.attitude)} · {wording.label(each.willingness)}"
        yield each.at, each.by, _("ny vurdering"), both
        yield from _answer(each, _("svar på vurderingen"))
    for chosen in found.decisions:
        yield chosen.at, chosen.by, _("ny beslutning, %(step)s") % {"step": chosen.step.label}, chosen.reason
        yield from _answer(chosen, _("svar på beslutningen"))
    for measure in found.measures:
        yield measure.at, measure.by, _("nytt tiltak"), measure.what
        for entry in measure.entries:
            yield entry.at, entry.by, _("oppfølging"), entry.text


def _answer(each: Assessed | Decided, what: str) -> Iterator[tuple[datetime, UUID, str, str]]:
    if each.second.at is not None and each.second.by is not None:
        yield each.second.at, each.second.by, f"{what}: {each.second.answer.label}", each.second.reason
