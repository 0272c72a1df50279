"""Routines and plans in the words of their pages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from avklar.foundation import clock
from avklar.foundation.ui.components import Link, Row, State
from avklar.foundation.ui.tiles import Shade, Text
from avklar.network.routines.cards import MeasureCard, RoutineCard, RoutineStanding, Template
from avklar.network.routines.lengths import REMIND_BEFORE
from avklar.network.routines.states import Code, Status

STATUS = {
    Status.PLANNED: "plain",
    Status.BEGUN: "wait",
    Status.DONE: "done",
    Status.DROPPED: "shut",
    Status.CARRIED: "other",
}


def day(moment: date | datetime) -> str:
    """A day in words, in Norway's time."""
    local = moment.astimezone(clock.OSLO) if isinstance(moment, datetime) else moment
    return date_format(local, pgettext("datoformat", "j. F Y"))


def crumbs(*more: Link) -> list[Link]:
    """The way back to the list."""
    return [Link(_("Rutiner"), reverse("routines:list")), *more]


def tag(card: RoutineCard, today: date) -> State:
    """Where a routine stands in its municipality."""
    found = card.in_force
    if found is None:
        return State("plain", _("Utkast"))
    if found.due < today:
        return State("over", _("Gjennomgangen er over fristen"))
    if found.due <= today + REMIND_BEFORE:
        return State("soon", _("Gjennomgang snart"))
    return State("done", _("Godkjent"))


def own_rows(cards: Mapping[Code, RoutineCard], templates: Mapping[Code, Template], today: date) -> list[Row]:
    """The seven routines as a municipality sees them, the ones not taken in use as well."""
    return [_own(code, cards.get(code), templates[code], today) for code in Code]


def _own(code: Code, card: RoutineCard | None, template: Template, today: date) -> Row:
    if card is None:
        return Row(
            reverse("routines:template", args=[code]),
            code.label,
            meta=_("Ikke tatt i bruk"),
            state=State("wait", _("Se malen")),
        )
    return Row(
        reverse("routines:routine", args=[code]),
        code.label,
        meta=_meta(card),
        state=tag(card, today),
        note=_("Malen er endret") if card.template_waits else "",
        late=card.in_force is not None and card.in_force.due < today,
    )


def _meta(card: RoutineCard) -> str:
    found = card.in_force
    if found is None:
        return _("Venter på å bli godkjent")
    words = {"number": found.position, "day": day(found.due)}
    said = _("Utgave %(number)s · gjennomgås innen %(day)s") % words
    return said if card.mine else _("%(said)s · du har ikke bekreftet at du har lest den") % {"said": said}


NONE_APPROVED: tuple[Shade, Text] = "none", gettext_lazy("Ingen rutiner er godkjent")
REVIEW_OVERDUE: tuple[Shade, Text] = "soon", gettext_lazy("En gjennomgang er over fristen")
SOME_MISSING: tuple[Shade, Text] = "fair", gettext_lazy("Noen rutiner mangler")
ALL_APPROVED: tuple[Shade, Text] = "good", gettext_lazy("Alle rutinene er godkjent")


def standing(found: RoutineStanding) -> tuple[Shade, Text]:
    """Shade and words for a municipality on the map."""
    if not found.adopted:
        return NONE_APPROVED
    if found.overdue:
        return REVIEW_OVERDUE
    if found.adopted < found.wanted:
        return SOME_MISSING
    return ALL_APPROVED


def template_rows(templates: Mapping[Code, Template]) -> list[Row]:
    """The seven templates."""
    return [
        Row(
            reverse("routines:template", args=[code]),
            code.label,
            meta=_("Mal, utgave %(number)s") % {"number": templates[code].position},
            note=day(templates[code].published_at) if templates[code].published_at else "",  # type: ignore[arg-type]
        )
        for code in Code
    ]


def read_by(done: int, of: int) -> str:
    """How many of the staff have read it."""
    return ngettext("%(done)s av %(of)s har lest den.", "%(done)s av %(of)s har lest den.", done) % {
        "done": done,
        "of": of,
    }


def status(card: MeasureCard, today: date) -> State:
    """How it goes with a measure."""
    if card.late(today):
        return State("over", _("Over fristen"))
    return State(STATUS[card.status], card.status.label)  # type: ignore[arg-type]
