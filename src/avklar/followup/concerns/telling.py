"""The public form on one page, and the worry made of it. Nothing is kept between pages: it travels in the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.concerns.content import ConcernContent, ObservationContent, Signature
from avklar.followup.concerns.forms import Pick
from avklar.followup.concerns.states import LONGEST_NAME, PRIVATE, About, Hand, Naming, SenderKind, Utterance, When
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.ui import forms


class TellForm(forms.Form):
    """What the employee's form asks, and less: one thing seen, what works, and how the sender wants to be known."""

    kept_for = None  # type: ignore[assignment]  # there is no account to keep a draft for

    about = forms.Options(label=_("Hva gjelder det?"), choices=About.choices)
    age_band = forms.sometimes(
        Pick(
            label=_("Omtrent hvor gammel?"),
            help_text=_("Et anslag holder. Gjelder det et sted, kan du la feltet stå."),
            choices=[(each.value, each.label) for each in AgeBand if each is not AgeBand.NOT_GIVEN],
        )
    )
    setting = Pick(
        label=_("Hvor har du sett eller hørt det?"),
        help_text=_("Bare hva slags sted, ikke navnet på det."),
        choices=[(each.value, each.label) for each in Setting if each is not Setting.NOT_GIVEN],
    )
    fact = forms.PlainText(
        label=_("Hva har du sett eller hørt?"),
        help_text=_("Det noen gjorde eller sa, så nær ordene som mulig. Skriv «han» eller «personen», ikke navnet."),
        rows=6,
        error_messages={"required": _("Skriv hva du så eller hørte. Én setning holder.")},
    )
    seen = Pick(label=_("Når var det?"), choices=When.choices)
    hand = forms.Options(label=_("Hvordan vet du det?"), choices=Hand.choices)
    interpretation = forms.PlainText(
        label=_("Hva tenker du om det?"),
        help_text=_("Det du er redd for, og hva annet det kan være."),
        rows=4,
        required=False,
        say_limit=False,
    )
    works_well = forms.PlainText(
        label=_("Hva virker bra?"),
        help_text=_("Noe personen liker eller får til, og voksne eller venner som har god kontakt."),
        rows=3,
        required=False,
        say_limit=False,
    )
    wish = forms.PlainText(
        label=_("Hva ønsker du hjelp til?"),
        help_text=_("For eksempel råd om en samtale. Du trenger ikke å vite det."),
        rows=3,
        required=False,
        say_limit=False,
    )
    sender_kind = Pick(
        label=_("Hvem er du for den det gjelder?"), choices=[(each.value, each.label) for each in PRIVATE]
    )
    naming = forms.Options(
        label=_("Hvordan vil du skrive?"),
        help_text=_("Du får svar uansett. Med navn kan det være lettere for kontakten å hjelpe."),
        choices=Naming.choices,
        initial=Naming.ANONYMOUS,
    )
    signature = forms.sometimes(
        forms.PlainLine(
            label=_("Navn eller kallenavn"),
            help_text=_("Ditt eget, ikke den andres. La feltet stå tomt når du skriver anonymt."),
            max_length=LONGEST_NAME,
        )
    )

    SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
        (_("Hva det gjelder"), ("about", "age_band", "setting")),
        (_("Det du har sett eller hørt"), ("fact", "seen", "hand", "interpretation")),
        (_("Det som kan hjelpe"), ("works_well", "wish")),
        (_("Om deg"), ("sender_kind", "naming", "signature")),
    )

    def sections(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """The page's parts in order: heading and fields."""
        for heading, names in self.SECTIONS:
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """A person or a group has an age; "vet ikke" is an answer."""
        given = super().clean() or {}
        about = given.get("about")
        if about and about != About.PLACE and not given.get("age_band") and "age_band" not in self.errors:
            self.add_error("age_band", _("Velg en alder. «Vet ikke» er også et svar."))
        return given


PLACES = {"fact-0": "fact", "meaning-0": "interpretation", "works_well": "works_well", "wish": "wish"}
"""The check's places → the fields on which they are written."""


def content(form: TellForm, kept: Mapping[str, str], *, danger: bool) -> ConcernContent:
    """The worry of a valid form. An utterance isn't classed by whoever heard it: the contact does that (R3)."""
    given = form.cleaned_data
    seen = ObservationContent(
        given["fact"], given["interpretation"], When(given["seen"]), Hand(given["hand"]), Utterance.DONT_KNOW
    )
    return ConcernContent(
        observations=(seen,),
        about=About(given["about"]),
        age_band=AgeBand(given["age_band"] or AgeBand.NOT_GIVEN),
        setting=Setting(given["setting"]),
        sender_kind=SenderKind(given["sender_kind"]),
        works_well=given["works_well"],
        wish=given["wish"],
        danger_advised=danger,
        kept=kept,
    )


def signature(form: TellForm) -> Signature:
    """How the sender wants to be known; what was typed beside «Anonymt» is dropped."""
    naming = Naming(form.cleaned_data["naming"])
    return Signature(naming, "" if naming is Naming.ANONYMOUS else form.cleaned_data["signature"])
