"""The assessments: where the case stands on the two axes now and before, why, and who confirmed (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import wording
from avklar.followup.cases.cards import Assessed, Decided
from avklar.followup.cases.states import Answer


@dataclass(frozen=True)
class Why:
    """One reason under a heading, with the observations it is tied to."""

    heading: str
    text: str
    grounds: str = ""


@dataclass(frozen=True)
class Signed:
    """Who wrote it and what the second person said; with `answer_url` it waits for the reader."""

    text: str
    waits: bool = False
    answer_url: str = ""


def reasons(file: CaseFile, each: Assessed) -> list[Why]:
    """Everything that was written in an assessment; what was left empty is left out."""
    places = {fact.id: fact.position for fact in file.opened.facts}
    motives = ", ".join(words.inside(str(motive.label)) for motive in each.motives)
    found = [
        Why(wording.title("attitude"), each.attitude_reason, _grounds(each.attitude_grounds, places)),
        Why(wording.title("willingness"), each.willingness_reason, _grounds(each.willingness_grounds, places)),
        Why(_("Vanlige forklaringer"), each.ordinary),
        Why(_("Det som beskytter"), each.protects),
        Why(_("Motiver og behov"), motives[:1].upper() + motives[1:]),
    ]
    return [why for why in found if why.text]


def _grounds(ids: Iterable[UUID], places: dict[UUID, int]) -> str:
    """«observasjon 2 og 4»."""
    numbers = [str(number) for number in sorted(places[each] for each in ids if each in places)]
    if not numbers:
        return ""
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} {_('og')} {numbers[-1]}"
    return _("observasjon %(numbers)s") % {"numbers": listed}


def signed(file: CaseFile, each: Assessed | Decided, reader: UUID, verb: str) -> Signed:
    """«Skrevet av … , bekreftet av …»; `verb` is the page where the second person answers."""
    told = {"name": file.name(each.by), "day": words.day(each.at), "second": file.name(each.second.by)}
    answer = each.second.answer
    if answer is Answer.WAITING:
        if each.by == reader:
            text = _("Skrevet av deg %(day)s. Venter på person nummer to, som må være en annen enn deg.")
            return Signed(text % told, waits=True)
        url = to(f"cases:{verb}", file.id, each.id)
        return Signed(_("Skrevet av %(name)s %(day)s. Venter på person nummer to.") % told, waits=True, answer_url=url)
    if answer is Answer.CONFIRMED:
        return Signed(_("Skrevet av %(name)s %(day)s, bekreftet av %(second)s.") % told)
    if answer is Answer.REFUSED:
        told["reason"] = each.second.reason
        return Signed(_("Skrevet av %(name)s %(day)s, avvist av %(second)s: «%(reason)s»") % told)
    return Signed(_("Valgt av %(name)s %(day)s.") % told)


@dataclass(frozen=True)
class Section:
    """All of the section: where it stands now, the earlier ones, why, and who stands behind it."""

    now: Assessed
    attitude: str
    willingness: str
    before: tuple[str, ...]
    marks: tuple[Assessed, ...]
    reasons: tuple[Why, ...]
    signed: Signed


def section(file: CaseFile, reader: UUID) -> Section | None:
    """The latest assessment that nobody has refused, with the earlier ones beside; None when there is none."""
    standing = [each for each in file.opened.assessments if each.second.answer is not Answer.REFUSED]
    if not standing:
        return None
    now = standing[-1]
    return Section(
        now=now,
        attitude=wording.label(now.attitude),
        willingness=wording.label(now.willingness),
        before=tuple(f"{words.day(each.at)}: {both(each)}" for each in reversed(standing[:-1])),
        marks=tuple(standing),
        reasons=tuple(reasons(file, now)),
        signed=signed(file, now, reader, "answer-assessment"),
    )


def both(each: Assessed) -> str:
    """«oss og dem, eller hat · fascinasjon»."""
    return f"{words.inside(wording.label(each.attitude))} · {words.inside(wording.label(each.willingness))}"
