"""Forms of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.network.meetings.cards import Details, MeetingCard, Point
from avklar.network.meetings.lengths import (
    LONGEST_FOLLOW_UP,
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_POINTS,
)
from avklar.network.meetings.states import DISTRICT_KINDS, Answer, Kind
from avklar.people.organisations.cards import OrganisationCard

LINE = re.compile(r"^\s*(\d{1,3})\s*(?:min\.?|minutter)?\s*[:;–-]?\s+(.+?)\s*$")


class Arrange(forms.Form):
    """What, when and where, with the agenda as one point on each line."""

    kind = forms.Options(label=_("Hva slags møte er det?"))
    municipality = forms.sometimes(django_forms.ChoiceField(label=_("Hvilken kommune gjelder det?")))
    title = forms.PlainLine(label=_("Hva skal møtet hete?"), max_length=LONGEST_TITLE)
    day = forms.Day(label=_("Dag"), help_text=_("Skriv året med, for eksempel 3. desember 2026."))
    starts = forms.Hour(label=_("Begynner kl."))
    ends = forms.Hour(label=_("Slutter kl."))
    place = forms.PlainLine(label=_("Hvor"), max_length=LONGEST_TITLE)
    agenda = forms.PlainText(
        label=_("Saksliste"),
        required=False,
        rows=8,
        max_length=MOST_POINTS * (LONGEST_TITLE + LONGEST_NAME),
        say_limit=False,
        help_text=_(
            "Ett punkt på hver linje: antall minutter, hva det handler om, og etter en loddrett strek "
            "hvem som innleder. For eksempel: 50 Tegn og hvordan vi tolker dem | foredragsholder fra PST"
        ),
    )
    version = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput({"id": False}))

    def __init__(
        self, *arguments: Any, kinds: Sequence[Kind], places: Sequence[OrganisationCard], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if places and set(kinds) - DISTRICT_KINDS:
            choices = [("", _("Hele distriktet")), *((str(card.id), card.name) for card in places)]
            self.fields["municipality"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["municipality"]

    def clean_agenda(self) -> list[Point]:
        """The points; a line that can't be read is named."""
        lines = [line for line in self.cleaned_data["agenda"].split("\n") if line.strip()]
        return [_point(number, line) for number, line in enumerate(lines, 1)]

    def clean(self) -> dict[str, Any]:
        """A meeting in one municipality says in which."""
        values = super().clean() or {}
        local = values.get("kind") and Kind(values["kind"]) not in DISTRICT_KINDS
        if local and "municipality" in self.fields and not values.get("municipality"):
            self.add_error("municipality", _("Velg kommunen møtet gjelder."))
        return values

    @property
    def details(self) -> Details:
        """What was filled in; the hours are those of Norway on that day."""
        values = self.cleaned_data
        place = values.get("municipality")
        return Details(
            Kind(values["kind"]),
            values["title"],
            values["place"],
            _moment(values["day"], values["starts"]),
            _moment(values["day"], values["ends"]),
            UUID(place) if place else None,
        )


class Again(forms.Form):
    """When the next meeting of the series is."""

    day = forms.Day(label=_("Dag"), help_text=_("Skriv året med, for eksempel 3. juni 2027."))
    starts = forms.Hour(label=_("Begynner kl."))

    @property
    def moment(self) -> datetime:
        """When it begins."""
        return _moment(self.cleaned_data["day"], self.cleaned_data["starts"])


class AnswerForm(forms.Form):
    """Do you come?"""

    answer = forms.Options(
        label=_("Kommer du?"),
        choices=[
            (Answer.YES, _("Ja, jeg kommer")),
            (Answer.STAND_IN, _("Nei, men en annen kommer for kommunen")),
            (Answer.NO, _("Nei, ingen kan komme")),
        ],
    )
    stand_in = forms.sometimes(
        forms.PlainLine(
            label=_("Hvem kommer i stedet?"), max_length=LONGEST_NAME, help_text=_("Bare når en annen kommer.")
        )
    )


class MinutesForm(forms.Form):
    """The minutes, in Markdown."""

    text = forms.PlainText(
        label=_("Referat"),
        rows=18,
        max_length=LONGEST_MINUTES,
        help_text=_("Begynn en linje med # for en overskrift og med - for et punkt. Skriv ikke om enkeltpersoner."),
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))


class Agree(forms.Form):
    """A decision, or a task with an owner and a day."""

    text = forms.PlainLine(label=_("Hva ble dere enige om?"), max_length=LONGEST_FOLLOW_UP)
    owner = forms.sometimes(
        django_forms.ChoiceField(label=_("Hvem gjør det?"), help_text=_("Bare når det er en oppgave."))
    )
    due = forms.sometimes(forms.Day(label=_("Innen"), help_text=_("Bare når det er en oppgave. Skriv året med.")))

    def __init__(self, *arguments: Any, owners: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        named = [(str(each), name) for each, name in owners]
        self.fields["owner"].choices = [("", _("Ingen, det er et vedtak")), *named]  # type: ignore[attr-defined]


def filled(card: MeetingCard) -> dict[str, Any]:
    """A meeting as the form shows it."""
    first, last = card.starts.astimezone(clock.OSLO), card.ends.astimezone(clock.OSLO)
    lines = [f"{point.minutes} {point.title}" + (f" | {point.owner}" if point.owner else "") for point in card.agenda]
    return {
        "kind": card.kind,
        "municipality": str(card.municipality_id or ""),
        "title": card.title,
        "place": card.place,
        "day": first.date(),
        "starts": first.time(),
        "ends": last.time(),
        "agenda": "\n".join(lines),
        "version": card.version,
    }


def _point(number: int, line: str) -> Point:
    said, _stroke, owner = line.partition("|")
    found = LINE.match(said)
    if found is None:
        raise django_forms.ValidationError(
            _("Linje %(number)s kan ikke leses. Skriv minutter først, for eksempel: 20 Velkommen | Kari Nordmoen")
            % {"number": number}
        )
    title, name = found[2].strip(), owner.strip()
    if len(title) > LONGEST_TITLE or len(name) > LONGEST_NAME:
        raise django_forms.ValidationError(_("Linje %(number)s er for lang.") % {"number": number})
    return Point(title, int(found[1]), name)


def _moment(day: Any, hour: Any) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.OSLO)
