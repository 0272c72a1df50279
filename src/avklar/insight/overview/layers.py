"""The layers of the map, and when a municipality needs a call: tables of pure functions of one municipality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from avklar.foundation.ui.tiles import Shade, Text
from avklar.insight.overview.cards import Municipality
from avklar.network.activities import presenting as activity_words
from avklar.network.competence import presenting as competence_words
from avklar.network.meetings import presenting as meeting_words
from avklar.network.routines import presenting as routine_words
from avklar.people.organisations.cards import Post

SOON = timedelta(days=60)
"""How long before its end an appointment stands out."""

Standing = tuple[Shade, Text]
"""How a municipality stands in a layer, in a shade and in words."""


@dataclass(frozen=True)
class Layer:
    """One way to look at the district. `cell` is what the table says, empty where there is nothing."""

    code: str
    title: Promise
    standing: Callable[[Municipality, date], Standing]
    cell: Callable[[Municipality, date], str]


@dataclass(frozen=True)
class Call:
    """A reason to call: when it holds, and the sentence that says why."""

    code: str
    needed: Callable[[Municipality, date], bool]
    says: Callable[[Municipality, date], str]


NO_CONTACT: tuple[Shade, Text] = "none", gettext_lazy("Ingen kontakt")
ENDING: tuple[Shade, Text] = "soon", gettext_lazy("Oppnevningen går ut innen 60 dager")
SEVERAL: tuple[Shade, Text] = "fair", gettext_lazy("Flere kontakter samtidig")
CONTACT: tuple[Shade, Text] = "good", gettext_lazy("Har kontakt")
NO_DEPUTY: tuple[Shade, Text] = "fair", gettext_lazy("Ingen vara")
DEPUTY: tuple[Shade, Text] = "good", gettext_lazy("Har vara")
NO_AGREEMENT: tuple[Shade, Text] = "none", gettext_lazy("Ingen avtale")
AGREEMENT_ENDING: tuple[Shade, Text] = "soon", gettext_lazy("Avtalen går ut innen 90 dager")
TO_EVALUATE: tuple[Shade, Text] = "fair", gettext_lazy("Avtalen skal evalueres")
AGREEMENT: tuple[Shade, Text] = "good", gettext_lazy("Avtalen gjelder")


def _contact(place: Municipality, today: date) -> Standing:
    if not place.contact.names:
        return NO_CONTACT
    if _soon(place.contact.until, today):
        return ENDING
    if len(place.contact.names) > 1:
        return SEVERAL
    return CONTACT


def _deputy(place: Municipality, today: date) -> Standing:
    if not place.deputy.names:
        return NO_DEPUTY
    if _soon(place.deputy.until, today):
        return ENDING
    return DEPUTY


def _agreement(place: Municipality, today: date) -> Standing:
    if place.agreement is None or not place.agreement.in_force(today):
        return NO_AGREEMENT
    if place.agreement.ends_soon(today):
        return AGREEMENT_ENDING
    if place.agreement.evaluation_due < today:
        return TO_EVALUATE
    return AGREEMENT


def _meeting(place: Municipality, today: date) -> Standing:
    return meeting_words.year(place.met, today)


def _competence(place: Municipality, today: date) -> Standing:
    return competence_words.standing(place.competence)


def _routines(place: Municipality, today: date) -> Standing:
    return routine_words.standing(place.routines)


def _activities(place: Municipality, today: date) -> Standing:
    return activity_words.standing(place.activities)


LAYERS: tuple[Layer, ...] = (
    Layer("kontakt", gettext_lazy("Kontakt"), _contact, lambda place, today: _names(place.contact)),
    Layer("vara", gettext_lazy("Vara"), _deputy, lambda place, today: _names(place.deputy)),
    Layer(
        "avtale",
        pgettext_lazy("mellom politi og kommune", "Avtale"),
        _agreement,
        lambda place, today: day(place.agreement.valid_to) if place.agreement else "",
    ),
    Layer("mote", gettext_lazy("Siste møte"), _meeting, lambda place, today: day(place.met)),
    Layer(
        "kompetanse",
        gettext_lazy("Kompetanse"),
        _competence,
        lambda place, today: _share(place.competence.valid, place.competence.wanted),
    ),
    Layer(
        "rutiner",
        gettext_lazy("Rutiner"),
        _routines,
        lambda place, today: _share(place.routines.adopted, place.routines.wanted),
    ),
    Layer("aktiviteter", gettext_lazy("Aktiviteter"), _activities, lambda place, today: day(place.activities.last)),
)

CALLS: tuple[Call, ...] = (
    Call("vacant", lambda place, today: not place.contact.names, lambda place, today: _("Kommunen har ingen kontakt.")),
    Call(
        "ending",
        lambda place, today: _soon(place.contact.until, today),
        lambda place, today: _("Oppnevningen av kontakten går ut %(day)s.") % {"day": day(place.contact.until)},
    ),
    Call(
        "agreement",
        lambda place, today: bool(place.agreement and not place.agreement.in_force(today)),
        lambda place, today: _("Avtalen med politiet gjelder ikke lenger."),
    ),
    Call(
        "agreement-ending",
        lambda place, today: bool(place.agreement and place.agreement.ends_soon(today)),
        lambda place, today: (
            _("Avtalen med politiet går ut %(day)s.")
            % {"day": day(place.agreement.valid_to if place.agreement else None)}
        ),
    ),
    Call(
        "meeting",
        lambda place, today: _meeting(place, today)[0] != "good",
        lambda place, today: f"{_meeting(place, today)[1]}.",
    ),
)
"""In the order of what is most urgent; the first that holds is said first."""


def calls(place: Municipality, today: date) -> list[str]:
    """Why somebody should call this municipality; empty when nothing is needed."""
    return [call.says(place, today) for call in CALLS if call.needed(place, today)]


def urgency(place: Municipality, today: date) -> int:
    """The place in `CALLS` of the first reason: smaller is more urgent; the table's order, not a score."""
    for number, call in enumerate(CALLS):
        if call.needed(place, today):
            return number
    return len(CALLS)


def layer(code: str) -> Layer:
    """The layer of a code; the first for one that isn't there."""
    return next((each for each in LAYERS if each.code == code), LAYERS[0])


def day(value: date | None) -> str:
    """«3. desember 2026»; nothing for no day."""
    return date_format(value, pgettext("datoformat", "j. F Y")) if value else ""


def _soon(last: date | None, today: date) -> bool:
    return last is not None and last - today <= SOON


def _share(done: int, of: int) -> str:
    """«5 av 7»; nothing for none."""
    return _("%(done)s av %(of)s") % {"done": done, "of": of} if done else ""


def _names(post: Post) -> str:
    return ", ".join(post.names)
