"""The forms of step 1: what the worried person fills in, one question a page, and what the contact writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms as plain
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from avklar.followup.concerns import provisions, rules
from avklar.followup.concerns.states import (
    EMPLOYED,
    LONGEST_REASON,
    About,
    Hand,
    Outcome,
    Utterance,
    When,
)
from avklar.foundation import clock
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.ui import forms

PICK = ("", pgettext_lazy("nedtrekksliste", "Velg"))
NO_NAME = _("Skriv «eleven», «ungdommen» eller «personen», ikke navnet.")


class Pick(plain.ChoiceField):
    """One of many, in a closed list; the first line asks to choose."""

    def __init__(self, *, choices: Iterable[Any], **options: Any) -> None:
        super().__init__(choices=[PICK, *choices], **options)


class DangerForm(forms.Form):
    """Step 1 (R1): danger first."""

    asks_in_legend = True
    danger = forms.asked(
        forms.Options(
            label=_("Er noen i fare nå?"),
            help_text=_("For eksempel trusler, våpen, planer om vold, eller noen som kan skade seg selv."),
            choices=[("no", _("Nei, ikke som jeg vet")), ("yes", _("Ja, eller kanskje"))],
        )
    )


class AboutForm(forms.Form):
    """Step 2: what it is about, coarsely (R10, R21). There is no field for who."""

    about = forms.Options(label=_("Hva gjelder det?"), choices=About.choices)
    age_band = Pick(
        label=_("Omtrent hvor gammel?"),
        help_text=_("Et anslag holder. Gjelder det et sted, kan du la feltet stå."),
        choices=[(each.value, each.label) for each in AgeBand if each is not AgeBand.NOT_GIVEN],
        required=False,
    )
    setting = Pick(
        label=_("Hvor har du sett eller hørt det?"),
        help_text=_("Bare hva slags sted, ikke navnet på det."),
        choices=[(each.value, each.label) for each in Setting if each is not Setting.NOT_GIVEN],
    )
    sender_kind = Pick(
        label=_("Hvilken del av kommunen arbeider du i?"),
        help_text=_("Kontakten ser dette, ikke navnet ditt."),
        choices=[(each.value, each.label) for each in EMPLOYED],
    )

    def clean(self) -> dict[str, Any]:
        """A person or a group has an age; "vet ikke" is an answer."""
        given = super().clean() or {}
        about = given.get("about")
        if about and about != About.PLACE and not given.get("age_band") and "age_band" not in self.errors:
            self.add_error("age_band", _("Velg en alder. «Vet ikke» er også et svar."))
        return given


class ObservationForm(forms.Form):
    """Step 3, once for each thing: the fact apart from how it is understood."""

    submission = None  # type: ignore[assignment]  # the page has one of its own
    kept_for = None  # type: ignore[assignment]

    fact = forms.PlainText(
        label=_("Hva så eller hørte du?"),
        help_text=_("Det noen gjorde eller sa, så nær ordene som mulig. Skriv «eleven» eller «personen», ikke navnet."),
        rows=4,
        error_messages={"required": _("Skriv hva du så eller hørte. Én setning holder.")},
    )
    interpretation = forms.PlainText(
        label=_("Hvordan tolker du det?"),
        help_text=_("Det du tenker om det, og hva annet det kan være."),
        rows=3,
        required=False,
        say_limit=False,
    )
    seen = Pick(label=_("Når var det?"), choices=When.choices)
    hand = forms.Options(label=_("Hvordan vet du det?"), choices=Hand.choices)
    utterance = forms.Options(
        label=_("Var det noe noen sa, skrev eller delte?"),
        help_text=_("Det meste folk sier, er lov. Det du velger, er bare et hint: kontakten vurderer det."),
        choices=[
            (Utterance.NONE, _("Nei, det var noe annet")),
            (Utterance.LAWFUL, _("Ja, og det er lov å si")),
            (Utterance.PUNISHABLE, _("Ja, og det kan være straffbart")),
            (Utterance.DONT_KNOW, _("Ja, men jeg vet ikke om det er lov")),
        ],
    )


class ExplanationsForm(forms.Form):
    """Step 4: ordinary explanations, and what works well."""

    ordinary = forms.PlainText(
        label=_("Finnes det vanlige forklaringer?"),
        help_text=_("For eksempel flytting, sorg, uvenner eller en fase. Skriv «vet ikke» om du ikke vet."),
        required=False,
    )
    works_well = forms.PlainText(
        label=_("Hva virker bra?"),
        help_text=_("Noe personen liker eller får til, og voksne eller venner som har god kontakt."),
        required=False,
    )


class DoneForm(forms.Form):
    """Step 5: what has been done, and what the worried person wishes."""

    done = forms.PlainText(
        label=_("Hva har du gjort til nå?"),
        help_text=_("Har du snakket med personen, lederen din eller en kollega? «Ingenting ennå» er et godt svar."),
        required=False,
    )
    wish = forms.PlainText(
        label=_("Hva ønsker du hjelp til?"),
        help_text=_("For eksempel råd om en samtale, eller noen å tenke sammen med."),
        required=False,
    )


class SendForm(forms.Form):
    """Step 6: send. The texts lie in the draft; only the two hidden fields travel."""


class MessageForm(forms.Form):
    """A message of the dialogue. `reason` appears when something in the text must be explained (R2)."""

    text = forms.PlainText(
        label=_("Svar"), help_text=NO_NAME, rows=5, say_limit=False, error_messages={"required": rules.EMPTY}
    )
    reason = forms.PlainLine(
        label=_("Hvorfor må det merkede stå?"),
        help_text=_("Svar bare hvis det ikke peker på en person. Ellers: skriv det om."),
        max_length=300,
        required=False,
    )

    def __init__(self, *given: Any, label: Any = "", asks_reason: bool = False, **options: Any) -> None:
        super().__init__(*given, **options)
        if label:
            self.fields["text"].label = label
        if not asks_reason and not self.data.get("reason"):
            del self.fields["reason"]


class NoteForm(forms.Form):
    """The contacts' working note; `version` shows whether another has saved in between."""

    text = forms.PlainText(
        label=_("Arbeidsnotat"),
        help_text=_("Leses av deg og vara, ikke av melderen. Skriv ikke navn her heller."),
        required=False,
        rows=5,
        say_limit=False,
    )
    version = plain.IntegerField(widget=plain.HiddenInput, min_value=1)


CASE = "case"
"""A named case: no outcome of the concern, but a door one floor up."""


class OutcomeForm(forms.Form):
    """What is right now: one of the outcomes, shut ones with their reason, and why."""

    outcome = forms.CardChoice(label=_("Velg et utfall"))
    reason = forms.PlainText(
        label=_("Hvorfor velger du dette?"),
        help_text=_(
            "Én setning holder. Melderen ser ikke grunnen. Til en drøfting eller en sak trengs ingen grunn her."
        ),
        max_length=LONGEST_REASON,
        rows=3,
        error_messages={"required": _("Skriv kort hvorfor. Det holder med én setning.")},
        say_limit=False,
    )
    version = plain.IntegerField(widget=plain.HiddenInput, min_value=1)

    says = {
        Outcome.ADVICE: _("Bekymringen avsluttes, og ingen kan lese teksten lenger."),
        Outcome.OTHER_SERVICE: _(
            "Helsesykepleier, PPT, utekontakt eller barnevern tar det. Ingen kan lese teksten her lenger."
        ),
        Outcome.CONSULTATION: _("Du og politikontakten tenker sammen. Politiet får ikke se bekymringen."),
        Outcome.NOTHING: _("Ingen grunn til å gå videre. Ingen kan lese teksten lenger."),
        Outcome.MISUSE: _("Sjikane, tull eller mange meldinger om én person. Alt slettes nå, bare et tall blir igjen."),
    }

    says_case = _(
        "Én person følges opp med navn i kommunen. Ingenting følger med av seg selv: du velger hva saken trenger."
    )
    says_unread = _("Melderen har ikke bekreftet at svaret ditt er lest. Vent gjerne: teksten forsvinner for begge.")

    def __init__(
        self,
        *given: Any,
        doors: Iterable[rules.Door],
        why_no_case: rules.Sentence,
        unread: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*given, **options)
        says = self.says | ({Outcome.ADVICE: self.says_unread} if unread else {})
        cards = [forms.Card(each.outcome, each.outcome.label, says[each.outcome], each.shut) for each in doors]
        field = self.fields["outcome"]
        assert isinstance(field, forms.CardChoice)
        field.cards = [*cards, forms.Card(CASE, _("Sak med navn"), self.says_case, why_no_case)]

    def clean(self) -> dict[str, Any]:
        """Closing asks for a reason; going on to a consultation or a case doesn't."""
        given = super().clean() or {}
        if given.get("outcome") in (Outcome.CONSULTATION, CASE):
            self.errors.pop("reason", None)
        return given


class ClassForm(forms.Form):
    """The contact classes an utterance (R3)."""

    utterance = forms.Options(
        label=_("Hva er dette?"),
        help_text=_(
            "Lovlige ytringer, tro, klær, symboler og demonstrasjoner åpner aldri en sak. «Vet ikke» teller som lovlig."
        ),
        choices=Utterance.choices,
    )
    provision = forms.sometimes(
        Pick(
            label=_("Hvilken bestemmelse i straffeloven?"),
            help_text=_("Bare når ytringen eller handlingen er mulig straffbar."),
            choices=(),
        )
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["provision"]
        assert isinstance(field, Pick)
        field.choices = [PICK, *((each.code, each.label) for each in provisions.in_force(clock.today()))]
