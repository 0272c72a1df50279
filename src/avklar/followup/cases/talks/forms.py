"""The forms of a talk and of the district's settings. They ask; the rules of the talk answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms as plain
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from avklar.followup.cases.forms.fields import ComingDay, Reason, VersionedForm, at_their_fields
from avklar.followup.cases.states import LONGEST_NAME, Age, Result
from avklar.followup.cases.talks import rules
from avklar.followup.cases.talks.cards import PhaseWords, TalkCard
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround, TalkState
from avklar.followup.concerns.forms import PICK, Pick
from avklar.foundation import clock
from avklar.foundation.ui import forms
from avklar.people.organisations.cards import OrganisationCard

FOLLOW = "follow"
ABOUT_GUARDIANS = ("guardians", "no_guardians_reason")
ABOUT_ORDERS = ("attendance", "ground", "order_reason", "collection", "short_notice_reason")


class MomentForm(forms.Form):
    """A day to come and an hour in Norway."""

    day = ComingDay(label=_("Hvilken dag?"), help_text=_("For eksempel 28. februar."))
    time = forms.Hour(label=_("Når på dagen?"), help_text=_("For eksempel 14.30."))

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that doesn't exist, and whatever the talk's rules refuse."""
        given = super().clean() or {}
        if not self.errors:
            with at_their_fields(self):
                given["at"] = rules.moment(given["day"], given["time"])
                self.check(given)
        return given

    def check(self, given: dict[str, Any]) -> None:
        """More rules, once every field is valid."""
        rules.check_time(given["at"], clock.now())


class InviteForm(MomentForm):
    """Everything that the letter says. What an adult or an unknown age rules out isn't asked."""

    place = forms.PlainLine(
        label=_("Hvor?"), help_text=_("Et sted personen er trygg på. Det trenger ikke å være hos politiet.")
    )
    purpose = Reason(
        label=_("Hva vil dere snakke om?"),
        help_text=_("Står i brevet, og kan bli lest av andre hjemme. Ikke skriv hvem som har meldt fra."),
        rows=3,
    )
    phone = forms.PlainLine(label=_("Hvilket telefonnummer kan de ringe?"), max_length=40)
    municipality = Pick(
        label=_("Hvilken kommune hører personen til?"), help_text=_("Den lagres ikke."), choices=(), required=False
    )
    language = forms.Options(
        label=_("Hvilken målform skal brevet ha?"),
        choices=[(FOLLOW, _("Den kommunen har vedtatt")), *Language.choices],
        initial=FOLLOW,
    )
    guardians = Reason(
        label=_("Hvem av de foresatte er invitert?"), help_text=_("For eksempel «mor og far»."), rows=2, required=False
    )
    no_guardians_reason = Reason(
        label=_("Er ingen foresatte invitert: hvorfor ikke?"),
        help_text=_("For eksempel at det ville satt barnet i fare, eller at personen viser seg å være voksen."),
        rows=2,
        required=False,
    )
    attendance = forms.Options(
        label=_("Er samtalen frivillig?"), choices=Attendance.choices, initial=Attendance.VOLUNTARY
    )
    ground = forms.sometimes(
        Pick(
            label=_("Hvis pålagt: hva er det grunn til å tro?"),
            help_text=_("Uten en av disse grunnene kan frammøte ikke pålegges (politiloven § 13)."),
            choices=(),
        )
    )
    order_reason = forms.sometimes(
        Reason(label=_("Hvis pålagt: hva er det som gir grunn til å tro det?"), help_text=_("Står i brevet."), rows=3)
    )
    collection = forms.Tick(
        label=_("Hvis pålagt: brevet sier at politiet kan hente"),
        help_text=_("Velg det bare når det kan bli nødvendig."),
        required=False,
    )
    short_notice_reason = forms.sometimes(
        Reason(label=_("Hvis pålagt og mindre enn tre dager til: hvorfor haster det?"), rows=2)
    )

    def __init__(self, *given: Any, age: Age, municipalities: Iterable[OrganisationCard], **options: Any) -> None:
        super().__init__(*given, **options)
        self.age = age
        self.decisions = {str(each.id): each.language for each in municipalities}
        self._offer("municipality", [(str(each.id), each.name) for each in municipalities])
        self._offer("ground", [(str(each), each.label) for each in OrderGround if age in rules.AGES[each]])
        hidden = (() if age.may_be_under_18 else ABOUT_GUARDIANS) + (() if age.under_18 else ABOUT_ORDERS)
        for name in hidden:
            del self.fields[name]

    def check(self, given: dict[str, Any]) -> None:
        """The form of the language is known, and the rules of the invitation hold."""
        if given["language"] == FOLLOW and not given["municipality"]:
            self.add_error("municipality", _("Velg kommunen, eller velg målformen selv."))
        rules.check_invitation(self.invitation, self.age, clock.now())

    @property
    def invitation(self) -> Invitation:
        """What the room takes; call it when the fields are valid."""
        names = ("at", "place", "purpose", "phone", *ABOUT_GUARDIANS, *ABOUT_ORDERS)
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return Invitation(**given | {"attendance": Attendance(given.get("attendance", Attendance.VOLUNTARY))})

    @property
    def letter_language(self) -> Language:
        """The form of the language; call it when the fields are valid."""
        given = self.cleaned_data
        if given["language"] != FOLLOW:
            return Language(given["language"])
        return rules.language_of(self.decisions[given["municipality"]])

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, Pick)
        field.choices = [PICK, *choices]


class MoveForm(MomentForm):
    """A new date; an order says why when it is near."""

    short_notice_reason = forms.sometimes(
        Reason(label=_("Hvis det er mindre enn tre dager til: hvorfor haster det?"), rows=2)
    )

    def __init__(self, *given: Any, attendance: Attendance, **options: Any) -> None:
        super().__init__(*given, **options)
        if attendance is not Attendance.ORDERED:
            del self.fields["short_notice_reason"]


class OutcomeForm(VersionedForm):
    """What came of the talk. Before its hour only that it won't be held can be written down."""

    state = forms.Options(label=_("Hva ble det av samtalen?"), choices=())
    result = forms.Options(label=_("Ble den holdt: hvordan er bekymringen nå?"), choices=Result.choices, required=False)
    agreed_plan = Reason(
        label=_("Hva ble dere enige om?"),
        help_text=_("Bare det dere ble enige om. Det som ble sagt, hører ikke hjemme her."),
        required=False,
    )

    def __init__(self, *given: Any, talk: TalkCard, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["state"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = [(str(each), each.label) for each in rules.endings_now(talk.at, clock.now())]
        if TalkState.HELD not in dict(field.choices):
            for name in ("result", "agreed_plan"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A talk that was held has a result, and no other has."""
        given = super().clean() or {}
        if not self.errors:
            with at_their_fields(self):
                rules.check_result(TalkState(given["state"]), given.get("result", ""), given.get("agreed_plan", ""))
        return given


class NoteForm(forms.Form):
    """The note of one phase. `version` 0: there is none yet."""

    version = plain.IntegerField(widget=plain.HiddenInput({"id": False}), min_value=0)
    since = plain.IntegerField(widget=plain.HiddenInput({"id": False}), min_value=0, required=False)
    text = Reason(label=_("Notatet"), help_text=_("Så kort som mulig. Skriv «personen», ikke navnet."), required=False)


class PhaseForm(forms.Form):
    """A phase in the district's own words, in both forms of the language."""

    version = plain.IntegerField(widget=plain.HiddenInput({"id": False}), min_value=0)
    position = plain.IntegerField(
        label=_("Nummer i rekkefølgen"), min_value=1, max_value=rules.MOST_PHASES, widget=plain.NumberInput
    )
    title_nb = forms.PlainLine(label=pgettext_lazy("bokmål", "Navnet på bokmål"), max_length=LONGEST_NAME)
    title_nn = forms.PlainLine(label=pgettext_lazy("nynorsk", "Navnet på nynorsk"), max_length=LONGEST_NAME)
    help_nb = Reason(label=_("Hjelp til den som leder samtalen, på bokmål"))
    help_nn = Reason(label=_("Hjelp til den som leder samtalen, på nynorsk"))
    active = forms.Tick(label=_("Fasen er i bruk"), required=False)

    def words(self, code: str) -> PhaseWords:
        """What the room takes; call it when the fields are valid."""
        names = ("position", "title_nb", "title_nn", "help_nb", "help_nn", "active", "version")
        return PhaseWords(code=code, **{name: self.cleaned_data[name] for name in names})


class BasisForm(forms.Form):
    """On what basis notes of talks may stand in Avklar."""

    basis = Reason(
        label=_("Hva bygger dere på?"),
        help_text=_("Hvilken bestemmelse, hvem i politidistriktet som har bestemt det, og hvor det står."),
    )
