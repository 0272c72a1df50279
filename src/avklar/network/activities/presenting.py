"""Ideas and activities in the words of their pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from avklar.foundation import clock
from avklar.foundation.ui.components import Link, Row
from avklar.foundation.ui.components import State as Tag
from avklar.foundation.ui.tiles import Shade, Text
from avklar.network.activities.cards import ActivityCard, ActivityStanding, Month, Plan
from avklar.network.activities.states import Evidence, State

EVIDENCE = {Evidence.MEASURED: "done", Evidence.TRIED: "plain", Evidence.NEW: "wait"}


def day(moment: date | datetime) -> str:
    """A day in words, in Norway's time."""
    local = moment.astimezone(clock.OSLO) if isinstance(moment, datetime) else moment
    return date_format(local, pgettext("datoformat", "j. F Y"))


def when(plan: Plan) -> str:
    """«3. februar 2027 kl. 18.00–20.00», or the first and the last day."""
    days = day(plan.first) if plan.first == plan.last else f"{day(plan.first)} – {day(plan.last)}"
    if plan.starts is None or plan.ends is None:
        return days
    hours = {"day": days, "from": f"{plan.starts:%H.%M}", "to": f"{plan.ends:%H.%M}"}
    return _("%(day)s kl. %(from)s–%(to)s") % hours


HELD: tuple[Shade, Text] = "good", gettext_lazy("Har holdt noe det siste året")
PLANNED: tuple[Shade, Text] = "fair", gettext_lazy("Har planlagt noe")
NOTHING: tuple[Shade, Text] = "soon", gettext_lazy("Ingenting det siste året")


def standing(found: ActivityStanding) -> tuple[Shade, Text]:
    """Shade and words for a municipality on the map."""
    if found.held:
        return HELD
    if found.planned:
        return PLANNED
    return NOTHING


def crumbs(*more: Link) -> list[Link]:
    """The way back to the own activities."""
    return [Link(_("Aktiviteter"), reverse("activities:list")), *more]


def bank(*more: Link) -> list[Link]:
    """The way back to the bank."""
    return crumbs(Link(_("Idébanken"), reverse("activities:ideas")), *more)


def tag(card: ActivityCard, today: date, *, mine: bool) -> Tag:
    """Where an activity stands; only its owner is asked whether it was held."""
    if card.waits(today):
        return Tag("over", _("Ble den holdt?")) if mine else Tag("wait", _("Ikke ført ennå"))
    kinds = {State.PLANNED: "soon", State.HELD: "done", State.CANCELLED: "shut"}
    return Tag(kinds[card.state], card.state.label)  # type: ignore[arg-type]


def evidence(value: Evidence) -> Tag:
    """How well an idea is tried."""
    return Tag(EVIDENCE[value], value.label)  # type: ignore[arg-type]


def rows(cards: Iterable[ActivityCard], today: date) -> list[Row]:
    """The own activities as lines of work."""
    return [
        Row(
            reverse("activities:activity", args=[card.id]),
            card.title,
            meta=f"{when(card.plan)} · {card.plan.place}",
            state=tag(card, today, mine=True),
            note=reached(card.reach) if card.reach is not None else "",
            late=card.waits(today),
        )
        for card in cards
    ]


def reached(number: int) -> str:
    """How many were there, in words."""
    return ngettext("%(number)s deltaker", "%(number)s deltakere", number) % {"number": f"{number:,}".replace(",", " ")}


def held(cards: Sequence[ActivityCard]) -> str:
    """How often something was held, and for how many, in words; empty when it never was."""
    if not cards:
        return ""
    times = ngettext("Holdt %(number)s gang", "Holdt %(number)s ganger", len(cards)) % {"number": len(cards)}
    return f"{times} · {reached(sum(card.reach or 0 for card in cards))}"


def from_now(months: Sequence[Month], today: date) -> tuple[list[Month], list[Month]]:
    """This month and those to come, in order; then those that are over, the newest first."""
    this = today.replace(day=1)
    return [each for each in months if each.first >= this], [each for each in reversed(months) if each.first < this]


def calendar_lines(
    months: Iterable[Month], today: date, organisation_id: UUID
) -> list[tuple[str, list[tuple[ActivityCard, str, Tag]]]]:
    """(the month's name, its activities with their times and tags), as an organisation sees them."""
    shape = pgettext("månedsformat", "F Y")
    return [
        (
            date_format(month.first, shape).capitalize(),
            [
                (card, when(card.plan), tag(card, today, mine=card.organisation_id == organisation_id))
                for card in month.activities
            ],
        )
        for month in months
    ]
