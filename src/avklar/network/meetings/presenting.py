"""A meeting in the words of its page: states, answers, the roll, the map. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from avklar.foundation.ui.components import Row
from avklar.foundation.ui.components import State as Tag
from avklar.foundation.ui.tiles import Shade, Text, Tile
from avklar.network.meetings.cards import MeetingCard, MeetingLine, Place, Task
from avklar.network.meetings.mail import when
from avklar.network.meetings.states import Answer, State
from avklar.people.organisations.cards import OrganisationCard
from avklar.people.organisations.queries import TilePlace

A_YEAR = timedelta(days=365)
NOWHERE = TilePlace(0, 0, "")


@dataclass(frozen=True)
class Part:
    """One part of a split bar: how many, in which shade, in which words; `x` and `width` of 320."""

    shade: str
    number: int
    says: str
    x: str = "0"
    width: str = "0"


def tag(state: State) -> Tag:
    """The state of a meeting."""
    kinds = {State.DRAFT: "plain", State.INVITED: "soon", State.HELD: "done", State.CANCELLED: "shut"}
    return Tag(kinds[state], state.label)  # type: ignore[arg-type]


def rows(lines: Iterable[MeetingLine]) -> list[Row]:
    """Meetings as lines of work."""
    return [
        Row(
            reverse("meetings:meeting", args=[line.id]),
            line.title,
            meta=f"{when(line.starts, line.ends)} · {line.place}",
            state=tag(line.state),
            note=_count(line),
        )
        for line in lines
    ]


def _count(line: MeetingLine) -> str:
    if line.state == State.HELD:
        return _("%(there)s av %(wanted)s kommuner møtte") % {"there": line.attended, "wanted": line.wanted}
    if line.state == State.INVITED:
        return _("%(yes)s av %(wanted)s kommuner kommer") % {"yes": line.yes, "wanted": line.wanted}
    return ""


def answers(card: MeetingCard) -> list[Part]:
    """How the municipalities have answered."""
    yes = sum(place.comes for place in card.places)
    no = sum(place.answer == Answer.NO and bool(place.people) for place in card.places)
    nobody = sum(not place.people for place in card.places)
    return _bar(
        [
            ("good", yes, _("ja")),
            ("fair", no, _("nei")),
            ("none", len(card.places) - yes - no - nobody, _("har ikke svart")),
            ("none", nobody, _("har ingen å kalle inn")),
        ]
    )


def attendance(card: MeetingCard) -> list[Part]:
    """Who was there."""
    there = sum(place.attended for place in card.places)
    return _bar([("good", there, _("møtte")), ("fair", len(card.places) - there, _("møtte ikke"))])


def _bar(parts: list[tuple[str, int, str]]) -> list[Part]:
    total, x, found = sum(number for _shade, number, _says in parts) or 1, 0.0, []
    for shade, number, says in parts:
        if number:
            width = 320 * number / total
            found.append(Part(shade, number, says, f"{x:.1f}", f"{width:.1f}"))
            x += width
    return found


def roll(card: MeetingCard) -> list[tuple[Place, bool, str]]:
    """(municipality, whether it counts as good, what to say) in the order of the alphabet."""
    return [(place, *_standing(card, place)) for place in card.places]


def _standing(card: MeetingCard, place: Place) -> tuple[bool, str]:
    if card.state == State.HELD:
        return (True, "") if place.attended else (False, _away(place))
    if place.comes:
        instead = next((name for _who, answer, name in place.people if answer == Answer.STAND_IN), "")
        return True, instead
    return False, _away(place)


def _away(place: Place) -> str:
    if not place.people:
        return _("ingen kontakt")
    if place.comes:
        return _("møtte ikke")
    return _("meldte avbud") if place.answer == Answer.NO else _("ikke svart")


SHADES: dict[str, tuple[Shade, Callable[[], str]]] = {
    "there": ("good", lambda: _("Var der")),
    "comes": ("good", lambda: _("Kommer")),
    "open": ("soon", lambda: _("Har ikke svart")),
    "no": ("fair", lambda: _("Kommer ikke")),
    "away": ("soon", lambda: _("Var ikke der")),
    "nobody": ("none", lambda: _("Har ingen kontakt")),
}


def meeting_tiles(card: MeetingCard, places: Mapping[str, TilePlace]) -> list[Tile]:
    """The district as it stands to one meeting."""
    found = []
    for place in card.places:
        shade, says = SHADES[_shade(card, place)]
        found.append(_tile(f"#k{place.number}", place.name, places.get(place.number, NOWHERE), shade, says()))
    return found


def _shade(card: MeetingCard, place: Place) -> str:
    if card.state == State.HELD:
        return "there" if place.attended else "away" if place.people else "nobody"
    if not place.people:
        return "nobody"
    return "comes" if place.comes else "no" if place.answer == Answer.NO else "open"


def year_tiles(
    cards: Iterable[OrganisationCard],
    last: Mapping[UUID, date],
    places: Mapping[str, TilePlace],
    today: date,
) -> list[Tile]:
    """Who has been at a meeting within a year, and who hasn't."""
    return [
        _tile(f"#k{card.number}", card.name, places.get(card.number, NOWHERE), *year(last.get(card.id), today))
        for card in cards
    ]


NEVER_MET: tuple[Shade, Text] = "none", gettext_lazy("Har ikke vært på noe møte")
LONG_AGO: tuple[Shade, Text] = "soon", gettext_lazy("Mer enn ett år siden sist")
MET: tuple[Shade, Text] = "good", gettext_lazy("På møte det siste året")


def year(last: date | None, today: date) -> tuple[Shade, Text]:
    """Shade and words for when a municipality last was at a meeting."""
    if last is None:
        return NEVER_MET
    if today - last > A_YEAR:
        return LONG_AGO
    return MET


def _tile(url: str, name: str, place: TilePlace, shade: Shade, says: Text) -> Tile:
    return Tile(url, name, place.short or name[:3], shade, says, place.column, place.row)


def task_state(task: Task, today: date) -> Tag:
    """Done, over its day, or waiting."""
    if task.done:
        return Tag("done", _("Gjort"))
    if task.due is not None and task.late(today):
        days = (today - task.due).days
        words = ngettext("Over fristen: %(days)s dag", "Over fristen: %(days)s dager", days)
        return Tag("over", words % {"days": days})
    return Tag("wait", _("Ikke gjort ennå"))


def day(value: date) -> str:
    """«3. desember 2026»."""
    return date_format(value, pgettext("datoformat", "j. F Y"))
