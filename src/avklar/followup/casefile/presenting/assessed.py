"""The assessments: where the case stands on the two axes now and before, why, and who confirmed (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases import wording
from avklar.followup.cases.cards import Assessed, Decided
from avklar.followup.cases.states import Answer
from avklar.foundation.ui.casework import Axes, Mark


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
    answer_url: str = ""


@dataclass(frozen=True)
class Section:
    """All of the section: the axes with every assessment that stands, and why, of the latest."""

    axes: Axes
    reasons: tuple[Why, ...]
    signed: Signed


def section(file: CaseFile, reader: UUID) -> Section | None:
    """The assessments that nobody has refused; None when there is none."""
    standing = [each for each in file.opened.assessments if each.second.answer is not Answer.REFUSED]
    if not standing:
        return None
    now = standing[-1]
    marks = tuple(_mark(file, each) for each in standing)
    return Section(
        axes=Axes(
            down_title=wording.title("attitude"),
            along_title=wording.title("willingness"),
            down=tuple(wording.choices("attitude")),
            along=tuple(wording.choices("willingness")),
            marks=marks,
        ),
        reasons=tuple(_reasons(file, now)),
        signed=signed(file, now, reader, "answer-assessment"),
    )


def _mark(file: CaseFile, each: Assessed) -> Mark:
    return Mark(
        each.attitude, each.willingness, words.day(each.at), _second(file, each), short=words.short_day(each.at)
    )


def both(each: Assessed) -> str:
    """«oss og dem, eller hat · fascinasjon»."""
    return f"{words.inside(wording.label(each.attitude))} · {words.inside(wording.label(each.willingness))}"


def signed(file: CaseFile, each: Assessed | Decided, reader: UUID, verb: str) -> Signed:
    """«Skrevet av … , bekreftet av …»; `verb` is the page where the second person answers."""
    told = {"name": file.name(each.by), "day": words.day(each.at), "second": file.name(each.second.by)}
    answer = each.second.answer
    if answer is Answer.WAITING and each.by == reader:
        text = _("Skrevet av deg %(day)s. Venter på person nummer to, som må være en annen enn deg.")
        return Signed(text % told)
    if answer is Answer.WAITING:
        text = _("Skrevet av %(name)s %(day)s. Venter på person nummer to.")
        return Signed(text % told, to(f"cases:{verb}", file.id, each.id))
    if answer is Answer.CONFIRMED:
        return Signed(_("Skrevet av %(name)s %(day)s, bekreftet av %(second)s.") % told)
    return Signed(_("Skrevet av %(name)s %(day)s.") % told)


def _second(file: CaseFile, each: Assessed) -> str:
    if each.second.answer is Answer.CONFIRMED:
        return _("Bekreftet av %(name)s") % {"name": file.name(each.second.by)}
    return _("Venter på person nummer to")


def _reasons(file: CaseFile, each: Assessed) -> list[Why]:
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
    return _("observasjon %(numbers)s") % {"numbers": get_text_list(numbers, pgettext("mellom to navn", "og"))}
