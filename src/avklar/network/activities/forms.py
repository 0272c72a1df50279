"""Forms of ideas and activities. A name in a text is asked about: it stands when somebody says it isn't a person's."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid
from avklar.foundation.ui import forms
from avklar.network.activities import rules
from avklar.network.activities.cards import ActivityCard, IdeaCard, IdeaWords, Plan
from avklar.network.activities.lengths import LONGEST_EVALUATION, LONGEST_LINE, LONGEST_TITLE, LONGEST_WHAT, MOST_ASKED
from avklar.network.activities.states import Cost, Evidence, TargetGroup

NO_PERSONS = _("Skriv om grupper, aldri om enkeltpersoner. Alle i distriktet kan lese det.")


def _version(*, required: bool = False) -> django_forms.IntegerField:
    return django_forms.IntegerField(required=required, widget=django_forms.HiddenInput({"id": False}))


class Checked(forms.Form):
    """A form whose free text goes through the anonymity check; `not_persons` is there only when there is what to ask.

    `known`: quotes that have been answered for before, in the text that is being changed.
    """

    CHECKED: tuple[str, ...] = ()

    not_persons = forms.ManyOptions(
        label=_("Hva av dette gjelder ikke en enkeltperson?"),
        required=False,
        help_text=_("Kryss av for navn på lag, steder, filmer og kampanjer. Navn på folk må tas bort fra teksten."),
    )

    def __init__(self, *arguments: Any, known: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.known = known
        typed = {name: self.data.get(self.add_prefix(name), "") for name in self.CHECKED} if self.is_bound else {}
        texts = [str(self.fields[name].to_python(text)) for name, text in typed.items()]  # as the check will see them
        short = [text for text in texts if len(text) <= LONGEST_WHAT]
        asked = [quote for quote in rules.asked_about(short) if quote not in known][:MOST_ASKED]
        if asked:
            field = self.fields["not_persons"]
            field.choices = [(quote, quote) for quote in asked]  # type: ignore[attr-defined]
            field.sometimes = True  # type: ignore[attr-defined]
            self.order_fields([name for name in self.fields if name != "not_persons"])
        else:
            del self.fields["not_persons"]

    def clean(self) -> dict[str, Any]:
        """Every text that may not stand is said at once; the action checks again."""
        values = super().clean() or {}
        try:
            rules.check_texts(
                {name: values[name] for name in self.CHECKED if name in values}, not_persons=self.answered
            )
        except Invalid as problem:
            for name, sentence in problem.fields.items():
                self.add_error(name, str(sentence))
        return values

    @property
    def answered(self) -> frozenset[str]:
        """The quotes that somebody has said are no single person."""
        return self.known | frozenset(self.cleaned_data.get("not_persons", ()))


class IdeaForm(Checked):
    """An idea for the bank."""

    CHECKED = ("title", "what", "source")

    title = forms.PlainLine(label=_("Hva heter ideen?"), max_length=LONGEST_TITLE)
    what = forms.PlainText(
        label=_("Hva gjør dere?"),
        rows=8,
        max_length=LONGEST_WHAT,
        help_text=_("Skriv det så en annen kommune kan gjøre det samme: hva, hvor lenge, hvem som trengs."),
    )
    target = forms.Options(label=_("Hvem er det for?"), choices=TargetGroup.choices)
    cost = forms.Options(
        label=_("Hva koster det?"), choices=Cost.choices, help_text=_("For én gang, utenom arbeidstiden.")
    )
    evidence = forms.Options(label=_("Hvor godt er det prøvd?"), choices=Evidence.choices)
    source = forms.sometimes(
        forms.PlainLine(
            label=_("Hvor står det?"),
            max_length=LONGEST_LINE,
            help_text=_("Rapporten eller målingen. Trengs når det er prøvd og målt."),
        )
    )
    link = forms.PlainLine(
        label=_("Lenke"), required=False, max_length=LONGEST_LINE, help_text=_("Til rapporten eller et opplegg.")
    )
    version = _version()

    @property
    def words(self) -> IdeaWords:
        """What was filled in."""
        values = self.cleaned_data
        return IdeaWords(
            values["title"],
            values["what"],
            TargetGroup(values["target"]),
            Cost(values["cost"]),
            Evidence(values["evidence"]),
            values["source"],
            values["link"],
        )


class ActivityForm(Checked):
    """An activity for the calendar."""

    CHECKED = ("title", "place", "partners")

    title = forms.PlainLine(label=_("Hva skal det hete?"), max_length=LONGEST_TITLE)
    target = forms.Options(label=_("Hvem er det for?"), choices=TargetGroup.choices)
    first = forms.Day(label=_("Dag"), help_text=_("Skriv året med, for eksempel 3. februar 2027."))
    last = forms.sometimes(forms.Day(label=_("Siste dag"), help_text=_("Bare når det varer i flere dager.")))
    starts = forms.sometimes(
        forms.Hour(label=_("Begynner kl."), help_text=_("La klokkeslettene stå tomme når det varer hele dagen."))
    )
    ends = forms.sometimes(forms.Hour(label=_("Slutter kl.")))
    place = forms.PlainLine(label=_("Hvor"), max_length=LONGEST_LINE)
    partners = forms.PlainLine(
        label=_("Sammen med"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Skoler, lag og tjenester. Skriv ikke navn på folk."),
    )
    open = forms.Tick(
        label=_("Alle kan komme"),
        required=False,
        help_text=_(
            "Da står den også i kalenderen som er åpen for alle på nettet: navn, tid, sted og hvem den er for."
        ),
    )
    version = _version()

    @property
    def plan(self) -> Plan:
        """What was filled in."""
        values = self.cleaned_data
        return Plan(
            values["title"],
            TargetGroup(values["target"]),
            values["first"],
            values["last"] or values["first"],
            values["place"],
            values["starts"],
            values["ends"],
            values["partners"],
            values["open"],
        )


class HoldForm(Checked):
    """It was held: how many, and what one learnt."""

    CHECKED = ("evaluation",)

    reach = django_forms.IntegerField(
        label=_("Hvor mange var med?"),
        widget=django_forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Omtrent er godt nok. Ikke før opp hvem."),
        error_messages={"invalid": _("Skriv et helt tall, for eksempel 120.")},
    )
    evaluation = forms.PlainText(
        label=_("Hva lærte dere?"),
        rows=5,
        max_length=LONGEST_EVALUATION,
        help_text=_("Hva virket, og hva ville dere gjort annerledes? Skriv ikke om enkeltpersoner."),
    )
    version = _version(required=True)


class IdeaFilter(forms.Form):
    """Which ideas to show."""

    q = forms.PlainLine(label=_("Søk"), required=False, max_length=80)
    target = django_forms.ChoiceField(
        label=_("Hvem er det for?"), required=False, choices=[("", _("Alle")), *TargetGroup.choices]
    )
    cost = django_forms.ChoiceField(
        label=_("Hva koster det?"), required=False, choices=[("", _("Alle")), *Cost.choices]
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["submission"], self.fields["kept_for"]  # nothing is sent: the address says what is shown
        for field in self.fields.values():
            field.sometimes = True  # type: ignore[attr-defined]


def idea_filled(card: IdeaCard) -> dict[str, Any]:
    """An idea as the form shows it."""
    names = ("title", "what", "target", "cost", "evidence", "source", "link")
    return {name: getattr(card.words, name) for name in names} | {"version": card.version}


def plan_filled(card: ActivityCard) -> dict[str, Any]:
    """An activity as the form shows it."""
    plan = card.plan
    names = ("title", "target", "first", "starts", "ends", "place", "partners", "open")
    last = plan.last if plan.last != plan.first else None
    return {name: getattr(plan, name) for name in names} | {"last": last, "version": card.version}
