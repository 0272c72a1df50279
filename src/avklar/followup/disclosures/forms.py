"""The fields of a disclosure. They only read what was typed; what may be sent is decided in `actions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.states import LONGEST_REASON, Waiting
from avklar.followup.disclosures.addressees import Addressee
from avklar.followup.disclosures.content import ConsentContent, DisclosureContent, Pick
from avklar.followup.disclosures.states import (
    LONGEST_FACT,
    LONGEST_PURPOSE,
    LONGEST_TEXT,
    ConsentAnswer,
    ConsentBy,
)
from avklar.foundation import clock
from avklar.foundation.ui import dates
from avklar.foundation.ui.components import Card
from avklar.foundation.ui.forms import CardChoice, Day, Form, Options, PlainLine, PlainText, Tick
from avklar.people.organisations.cards import Ground

TEXT = "text-"
"""What the field of a fact's own wording begins with; the observation's id follows."""

YES, NO = "ja", "nei"


class DayAhead(Day):
    """A day to come: without a year the next one is meant."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return dates.read(value, not_after=clock.today() + timedelta(days=364))


class Chosen(forms.Field):
    """The ticked observations, as they were posted; the action knows which of them stand."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[UUID]:
        return [found for each in value or [] if (found := uuid_of(str(each))) is not None]


class ComposeForm(Form):
    """Everything the sender decides. A draft may be unfinished: what is missing is said when one looks over."""

    facts = Chosen(label=_("Opplysninger"), required=False)
    receiver = forms.ChoiceField(label=_("Mottaker"))
    purpose = PlainLine(
        label=_("Hva skal mottakeren bruke opplysningene til?"),
        max_length=LONGEST_PURPOSE,
        help_text=_("For eksempel: vurdere om det er grunn til en avklaringssamtale."),
    )
    ground = CardChoice(label=_("Rettslig grunnlag"))
    swap_reason = PlainText(
        label=_("Hvorfor kan dere dele selv om samtykket ble nektet eller trukket?"),
        max_length=LONGEST_REASON,
        rows=3,
    )
    proportionality = PlainText(
        label=_("Hvorfor er dette nødvendig, og ikke mer enn nødvendig?"), max_length=LONGEST_TEXT, rows=5
    )
    told = Options(
        label=_("Er personen fortalt det, og de foresatte når det er et barn?"),
        choices=[(YES, _("Ja")), (NO, _("Nei, ikke ennå"))],
    )
    told_on = Day(label=_("Når ble det fortalt?"))
    not_told = forms.ChoiceField(label=_("Hvorfor ikke?"), choices=[("", _("Velg")), *Waiting.choices])
    not_told_reason = PlainText(label=_("Forklar kort"), max_length=LONGEST_REASON, rows=2)
    answer_by = DayAhead(label=_("Svar ønskes innen"), required=False)
    with_name = Tick(
        label=_("Navnet skal følge med"),
        required=False,
        help_text=_("Navnet hentes fra saken når du ser over. At du leste det, står i loggen."),
    )
    name_reason = PlainText(label=_("Hvorfor trenger mottakeren navnet?"), max_length=LONGEST_REASON, rows=2)

    def __init__(
        self, *arguments: Any, offered: Sequence[Addressee] = (), grounds: Sequence[Ground] = (), **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        receiver, ground = self.fields["receiver"], self.fields["ground"]
        assert isinstance(receiver, forms.ChoiceField)
        assert isinstance(ground, CardChoice)
        receiver.choices = [("", _("Velg hvem som skal få dem")), *((each.key, each.label) for each in offered)]
        ground.cards = [Card(each.code, each.label, each.help) for each in grounds]
        ground.error_messages["invalid_choice"] = GONE_GROUND
        receiver.error_messages["invalid_choice"] = GONE_RECEIVER

    def clean(self) -> dict[str, Any]:
        """Nobody is asked for what doesn't belong to the answer: a date goes with yes, a reason with no."""
        given = self.cleaned_data
        unasked = {YES: ("not_told", "not_told_reason"), NO: ("told_on",)}
        for name in unasked.get(given.get("told", ""), ("told_on", "not_told", "not_told_reason")):
            self.errors.pop(name, None)
        if not given.get("with_name"):
            self.errors.pop("name_reason", None)
        if not str(self.data.get("swap_reason", "")).strip():
            self.errors.pop("swap_reason", None)
        return given

    def content(self) -> DisclosureContent:
        """What was decided so far; a field that couldn't be read counts as empty."""
        given = self.cleaned_data
        told = given.get("told") != NO
        return DisclosureContent(
            receiver=given.get("receiver", ""),
            picks=tuple(Pick(each, self.wording(each)) for each in self.chosen()),
            purpose=given.get("purpose", ""),
            ground=given.get("ground", ""),
            proportionality=given.get("proportionality", ""),
            told_on=given.get("told_on") if told else None,
            not_told="" if told else given.get("not_told", ""),
            not_told_reason="" if told else given.get("not_told_reason", ""),
            answer_by=given.get("answer_by"),
            with_name=bool(given.get("with_name")),
            name_reason=given.get("name_reason", ""),
            swap_reason=given.get("swap_reason", ""),
        )

    def chosen(self) -> list[UUID]:
        """The ticked observations, also while something is objected to about them."""
        chosen: list[UUID] = self.fields["facts"].clean(self["facts"].data)
        return chosen

    def wording(self, observation_id: UUID) -> str:
        """The sender's own wording of a fact; empty when there is none."""
        return str(self.data.get(f"{TEXT}{observation_id}", "")).replace("\r\n", "\n").strip()


GONE_GROUND = _("Dette grunnlaget kan ikke brukes lenger. Velg et annet. Teksten din er tatt vare på.")
GONE_RECEIVER = _("Den du valgte, kan ikke ta imot lenger. Velg en annen mottaker. Teksten din er tatt vare på.")


class SayForm(Form):
    """A few words to the other side. Which verbs need them is said in `states.MOVES`."""

    text = PlainText(label=_("Melding"), max_length=LONGEST_TEXT, rows=4)

    def clean(self) -> dict[str, Any]:
        """An empty text is left to the verb."""
        if not str(self.data.get("text", "")).strip():
            self.errors.pop("text", None)
            self.cleaned_data["text"] = ""
        return self.cleaned_data


class CorrectForm(Form):
    """A fact in its new wording, and why. `revision` is the wording the writer saw."""

    text = PlainText(label=_("Slik skal det stå"), max_length=LONGEST_FACT, rows=4)
    verified = Tick(
        label=_("Opplysningen er bekreftet"),
        required=False,
        help_text=_("Uten krysset står det «ikke bekreftet» på alle kopier."),
    )
    reason = PlainText(
        label=_("Hvorfor rettes den?"), max_length=LONGEST_REASON, rows=2, help_text=_("Mottakeren ser dette.")
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class LinkForm(Form):
    """Which of one's own cases it belongs to."""

    case = Options(label=_("Hvilken sak hører opplysningene til?"))

    def __init__(self, *arguments: Any, cases: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(cases)


class ConsentForm(Form):
    """What was answered when somebody was asked."""

    receiver = forms.ChoiceField(label=_("Hvem kan få opplysningene?"))
    facts = forms.MultipleChoiceField(label=_("Hvilke opplysninger gjelder det?"), widget=forms.CheckboxSelectMultiple)
    answer = Options(label=_("Hva var svaret?"), choices=ConsentAnswer.choices)
    given_by = Options(label=_("Hvem svarte?"), choices=ConsentBy.choices)
    asked_on = Day(label=_("Når svarte de?"))
    until = DayAhead(
        label=_("Hvor lenge gjelder et ja?"), required=False, help_text=_("Høyst ett år. La stå tomt ved nei.")
    )
    words = PlainText(
        label=_("Hva ble sagt?"),
        required=False,
        max_length=LONGEST_REASON,
        rows=3,
        help_text=_("For eksempel: Sa ja på møtet, og vet at det kan trekkes."),
    )

    def __init__(
        self,
        *arguments: Any,
        organisations: Iterable[tuple[str, str]] = (),
        observations: Iterable[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        for name, choices in (("receiver", organisations), ("facts", observations)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)

    def content(self) -> ConsentContent:
        """What was said, of a valid form."""
        given = self.cleaned_data
        return ConsentContent(
            receiver=UUID(given["receiver"]),
            facts=tuple(UUID(each) for each in given["facts"]),
            answer=ConsentAnswer(given["answer"]),
            given_by=ConsentBy(given["given_by"]),
            asked_on=given["asked_on"],
            until=given["until"],
            words=given["words"],
        )


def flat(data: QueryDict) -> dict[str, Any]:
    """What was posted as it goes into the draft: the form's fields and the wordings that were changed."""
    names = [name for name in ComposeForm.base_fields if name not in ("submission", "kept_for", "facts")]
    kept = {name: data[name] for name in names if name in data}
    texts = {name: text for name, text in data.items() if name.startswith(TEXT) and str(text).strip()}
    return {**kept, **texts, "facts": data.getlist("facts")}


def as_posted(draft: Mapping[str, Any]) -> QueryDict:
    """The draft as if it were posted; a form that was rescued whole holds lists already."""
    data = QueryDict(mutable=True)
    for name, value in draft.items():
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return data


def uuid_of(value: str) -> UUID | None:
    """A UUID as it was posted, or None."""
    try:
        return UUID(value)
    except ValueError:
        return None
