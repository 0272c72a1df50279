"""Forms of the public and of the desk. The public ones carry nothing that differs from reader to reader."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui import forms
from avklar.public.comments import hours, wording
from avklar.public.comments.cards import DiscussionCard, Own, Settings
from avklar.public.comments.hours import Hours, Span
from avklar.public.comments.lengths import LONGEST_COMMENT, LONGEST_EMAIL, LONGEST_NAME, LONGEST_NOTE
from avklar.public.comments.states import Ground, Mode, Night

CLOSED, WHOLE, USUAL = _("stengt"), _("hele døgnet"), _("som ellers")
DAYS = {
    "monday": _("Mandag"),
    "tuesday": _("Tirsdag"),
    "wednesday": _("Onsdag"),
    "thursday": _("Torsdag"),
    "friday": _("Fredag"),
    "saturday": _("Lørdag"),
    "sunday": _("Søndag"),
}


class PublicForm(forms.Form):
    """A form on a page that may be kept: no number of its own and no token, the page is the same for everybody.

    `said` says calmly why it is shown again when nothing in it is wrong: the hours, or many posts in a short time.
    """

    said: Any = ""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["submission"], self.fields["kept_for"]


class CommentForm(PublicForm):
    """A comment, or an answer to one."""

    text = forms.PlainText(label=_("Kommentaren din"), rows=5, max_length=LONGEST_COMMENT)
    name = forms.PlainLine(
        label=_("Navnet ditt"),
        max_length=LONGEST_NAME,
        help_text=_("Vises under kommentaren."),
        widget=django_forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.PlainLine(
        label=_("E-postadressen din"),
        max_length=LONGEST_EMAIL,
        help_text=_("Vises ikke. Du får en lenke for å bekrefte at den er din."),
        widget=django_forms.EmailInput({"autocomplete": "email"}),
    )


class EditForm(PublicForm):
    """An own comment, changed."""

    text = forms.PlainText(label=_("Kommentaren din"), rows=6, max_length=LONGEST_COMMENT)
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))


class ComplaintForm(PublicForm):
    """Why the writer thinks that the comment should stand."""

    text = forms.PlainText(label=_("Hvorfor bør kommentaren stå?"), rows=4, max_length=LONGEST_NOTE)


class LinkForm(PublicForm):
    """Where to send the link to one's own comments."""

    email = forms.PlainLine(
        label=_("E-postadressen din"),
        max_length=LONGEST_EMAIL,
        help_text=_("Den du brukte da du skrev kommentaren."),
        widget=django_forms.EmailInput({"autocomplete": "email"}),
    )


class ReportForm(PublicForm):
    """What is wrong with a comment."""

    ground = forms.Options(label=_("Hva er galt med kommentaren?"), choices=Ground.choices)
    note = forms.sometimes(
        forms.PlainText(
            label=_("Vil du si mer?"), rows=3, max_length=LONGEST_NOTE, help_text=_("Ikke skriv hvem du er.")
        )
    )


class AnswerForm(forms.Form):
    """An answer by somebody who works here."""

    text = forms.PlainText(
        label=_("Svaret"), rows=6, max_length=LONGEST_COMMENT, help_text=_("Vises med navnet ditt og «redaksjonen».")
    )


class OpenHours(forms.PlainLine):
    """Opening hours of a day in one line: «08:00–22:00», «stengt», «hele døgnet», on holidays «som ellers» too."""

    default_error_messages = {
        "invalid": _("Skriv fra og til, for eksempel 08:00–22:00, eller «stengt» eller «hele døgnet».")
    }

    def __init__(self, *, usual: bool = False, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.usual = usual

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value))
        words: list[tuple[Span | str | None, Any]] = [(None, CLOSED), (hours.WHOLE, WHOLE)]
        for meant, word in [*words, (hours.USUAL, USUAL)][: 3 if self.usual else 2]:
            if typed.casefold() in _in_all_languages(word):
                return meant
        try:
            return hours.read_times(typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _in_all_languages(word: Any) -> set[str]:
    found = set()
    for language, _name in django_settings.LANGUAGES:
        with translation.override(language):
            found.add(str(word).casefold())
    return found


def hours_text(span: Span | None) -> str:
    """A day's hours as the field takes them."""
    if span is None:
        return str(CLOSED)
    return str(WHOLE) if span == hours.WHOLE else str(span)


class HoursForm(forms.Form):
    """Seven days and the holidays."""

    monday = OpenHours(label=DAYS["monday"])
    tuesday = OpenHours(label=DAYS["tuesday"])
    wednesday = OpenHours(label=DAYS["wednesday"])
    thursday = OpenHours(label=DAYS["thursday"])
    friday = OpenHours(label=DAYS["friday"])
    saturday = OpenHours(label=DAYS["saturday"])
    sunday = OpenHours(label=DAYS["sunday"])
    holidays = OpenHours(label=_("Helligdager"), usual=True, help_text=_("«som ellers», «stengt» eller egne tider."))

    @property
    def hours(self) -> Hours:
        """What was filled in."""
        values = self.cleaned_data
        holidays = values["holidays"]
        usual = holidays == hours.USUAL
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = (values[day] for day in DAYS)
        week = (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
        return Hours(week, usual, None if usual else holidays)


def hours_filled(found: Hours) -> dict[str, str]:
    """Hours as the form shows them."""
    days = {day: hours_text(span) for day, span in zip(DAYS, found.week, strict=True)}
    return days | {"holidays": str(USUAL) if found.holidays_as_usual else hours_text(found.holidays)}


def _number(label: Any, help_text: Any = "", *, required: bool = True) -> django_forms.IntegerField:
    return django_forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        widget=django_forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv et helt tall.")},
    )


def _rules(label: Any) -> forms.PlainText:
    return forms.PlainText(label=label, rows=6, max_length=3000, say_limit=False)


class SettingsForm(HoursForm):
    """What holds for all discussions."""

    night = forms.Options(label=_("Når noen sender en kommentar mens feltet er stengt"), choices=Night.choices)
    closes_after = forms.sometimes(
        _number(_("Diskusjoner avsluttes etter så mange dager"), _("Tomt felt: de avsluttes ikke av seg selv."))
    )
    most_links = _number(_("Høyst så mange lenker i en kommentar"))
    most_alike = _number(_("Så mange ganger kan én person sende den samme teksten i døgnet"))
    most_an_hour = _number(_("Så mange kommentarer kan én person sende i timen"))
    rules_nb = _rules(_("Regler på bokmål, én på hver linje"))
    rules_nn = _rules(_("Regler på nynorsk, én på hver linje"))
    rules_en = _rules(_("Regler på engelsk, én på hver linje"))
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))

    @property
    def settings(self) -> Settings:
        """What was filled in. Rules that are just those of Avklar are left to it, so that they follow it."""
        values = self.cleaned_data
        rules = {language: _lines(values[f"rules_{language}"]) for language in ("nb", "nn", "en")}
        return Settings(
            version=values["version"],
            hours=self.hours,
            night=Night(values["night"]),
            closes_after=values["closes_after"],
            most_links=values["most_links"],
            most_alike=values["most_alike"],
            most_an_hour=values["most_an_hour"],
            rules={} if rules == wording.shipped_rules() else rules,
        )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def settings_filled(found: Settings) -> dict[str, Any]:
    """The settings as the form shows them."""
    names = ("night", "closes_after", "most_links", "most_alike", "most_an_hour", "version")
    rules = found.rules or wording.shipped_rules()
    texts = {f"rules_{language}": "\n".join(lines) for language, lines in rules.items()}
    return hours_filled(found.hours) | {name: getattr(found, name) for name in names} | texts


class DiscussionForm(HoursForm):
    """What one discussion has of its own."""

    mode = forms.Options(label=_("Diskusjonen"), choices=Mode.choices)
    closes_after = forms.sometimes(_number(_("Avsluttes etter så mange dager"), _("Tomt felt: som nettstedet ellers.")))
    own_hours = forms.Tick(
        label=_("Egne åpningstider"), required=False, help_text=_("Uten kryss gjelder nettstedets åpningstider.")
    )
    version = django_forms.IntegerField(widget=django_forms.HiddenInput({"id": False}))

    field_order = ("mode", "closes_after", "own_hours")

    @property
    def own(self) -> Own:
        """What was filled in."""
        values = self.cleaned_data
        own = self.hours if values["own_hours"] else None
        return Own(Mode(values["mode"]), values["closes_after"], own)


def discussion_filled(card: DiscussionCard) -> dict[str, Any]:
    """A discussion as the form shows it."""
    own = card.own
    said = {"mode": own.mode, "closes_after": own.closes_after, "own_hours": own.hours is not None}
    return hours_filled(card.hours) | said | {"version": card.version}
