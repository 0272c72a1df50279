"""Competence in the words of its pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from avklar.foundation.ui.components import State as Tag
from avklar.foundation.ui.components import StateKind
from avklar.foundation.ui.tiles import Shade, Text, Tile
from avklar.network.competence.cards import CompetenceStanding, Edition, Learnt, Need, Running
from avklar.network.competence.states import LANGUAGES, Standing, Topic
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.queries import TilePlace

TAGS: dict[Standing, StateKind] = {
    Standing.VALID: "done",
    Standing.SOON: "soon",
    Standing.EXPIRED: "over",
    Standing.MISSING: "wait",
}
NOWHERE = TilePlace(0, 0, "")


@dataclass(frozen=True)
class TopicCard:
    """One topic on the own page: what I should have, and which short courses there are."""

    topic: Topic
    need: Need | None
    tag: Tag | None
    courses: tuple[Edition, ...]


@dataclass(frozen=True)
class Gap:
    """Something that I should have: how it stands, and the short course that would give it."""

    need: Need
    tag: Tag
    course: Edition | None


def course_language() -> str:
    """The language that a course is offered in first: nynorsk for whoever reads nynorsk, otherwise bokmål."""
    spoken = (get_language() or "nb")[:2]
    return spoken if spoken in LANGUAGES else "nb"


def tag(need: Need) -> Tag:
    """«Gyldig til 3. mai 2027», «Gikk ut 3. mai 2025», «Mangler»."""
    if need.standing == Standing.MISSING or need.until is None:
        return Tag(TAGS[need.standing], need.standing.label)
    words = {
        Standing.VALID: _("Gyldig til %(day)s"),
        Standing.SOON: _("Går ut %(day)s"),
        Standing.EXPIRED: _("Gikk ut %(day)s"),
    }[need.standing]
    return Tag(TAGS[need.standing], words % {"day": day(need.until)})


def gaps(needs: Sequence[Need], editions: Mapping[str, Edition]) -> list[Gap]:
    """What I should have, the most pressing first."""
    order = [Standing.EXPIRED, Standing.MISSING, Standing.SOON, Standing.VALID]
    ranked = sorted(needs, key=lambda need: (order.index(need.standing), list(Topic).index(need.topic)))
    return [Gap(need, tag(need), _covering(need, editions)) for need in ranked]


def topic_cards(needs: Iterable[Need], editions: Mapping[str, Edition]) -> list[TopicCard]:
    """All topics as cards."""
    mine = {need.topic: need for need in needs}
    return [
        TopicCard(
            topic,
            mine.get(topic),
            tag(mine[topic]) if topic in mine else None,
            tuple(each for each in editions.values() if each.course.topic == topic),
        )
        for topic in Topic
    ]


def _covering(need: Need, editions: Mapping[str, Edition]) -> Edition | None:
    for each in editions.values():
        if each.course.topic == need.topic and each.course.level.rank >= need.level.rank:
            return each
    return None


def how_far(running: Running) -> str:
    """«Side 4 av 17»."""
    total = len(running.course.steps)
    return _("Side %(at)s av %(total)s") % {"at": min(running.at, total), "total": total}


def where(running: Running) -> str:
    """The address where one left."""
    return reverse("competence:step", args=[running.id, min(running.at, len(running.course.steps))])


def validity(learnt: Learnt, today: date) -> Tag:
    """Whether something learnt still counts."""
    if learnt.valid_to is None:
        return Tag("done", _("Går ikke ut"))
    if learnt.valid_to < today:
        return Tag("over", _("Gikk ut %(day)s") % {"day": day(learnt.valid_to)})
    return Tag("done", _("Gyldig til %(day)s") % {"day": day(learnt.valid_to)})


def months(number: int | None) -> str:
    """How long a course counts."""
    if number is None:
        return _("Går ikke ut")
    if number % 12 == 0:
        years = number // 12
        return ngettext("Gjelder i %(years)s år", "Gjelder i %(years)s år", years) % {"years": years}
    return ngettext("Gjelder i %(months)s måned", "Gjelder i %(months)s måneder", number) % {"months": number}


NOBODY_YET: tuple[Shade, Text] = "none", gettext_lazy("Ingen å måle ennå")
ALL_THERE: tuple[Shade, Text] = "good", gettext_lazy("Alt er på plass")
HALF_THERE: tuple[Shade, Text] = "fair", gettext_lazy("Minst halvparten er på plass")
LESS_THAN_HALF: tuple[Shade, Text] = "soon", gettext_lazy("Under halvparten er på plass")


def standing(found: CompetenceStanding) -> tuple[Shade, Text]:
    """Shade and words for an organisation on the map."""
    if not found.wanted:
        return NOBODY_YET
    if found.valid == found.wanted:
        return ALL_THERE
    if found.valid * 2 >= found.wanted:
        return HALF_THERE
    return LESS_THAN_HALF


def tiles(
    cards: Iterable[OrganisationCard], found: Mapping[UUID, CompetenceStanding], places: Mapping[str, TilePlace]
) -> list[Tile]:
    """The district by how much of the competence is in place."""
    drawn = []
    for card in cards:
        shade, says = standing(found.get(card.id, CompetenceStanding()))
        place = places.get(card.number, NOWHERE)
        short = place.short or card.name[:3]
        drawn.append(Tile(f"#k{card.number}", card.name, short, shade, says, place.column, place.row))
    return drawn


def grouped(number: str) -> str:
    """«K7QF-39XM-2DHV»: a number in groups of four."""
    return "-".join(number[n : n + 4] for n in range(0, len(number), 4))


def day(value: date) -> str:
    """«3. desember 2026»."""
    return date_format(value, pgettext("datoformat", "j. F Y"))
