"""What the gallery shows: every component with made-up values, and a form with its errors."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from avklar.foundation.ui import forms
from avklar.foundation.ui.components import (
    Card,
    Event,
    Find,
    KeyFigure,
    Link,
    Message,
    Observation,
    Offer,
    Pager,
    Row,
    State,
    Step,
)
from avklar.foundation.ui.showcase_casework import casework


def everything() -> dict[str, Any]:
    """The context of the gallery page."""
    return {
        "colours": colours(),
        "states": states(),
        "rows": rows(),
        "observations": observations(),
        "messages_shown": dialogue(),
        "funnel": funnel(),
        "more": more(),
        "events": events(),
        "figure": KeyFigure(_("Kompetanse"), 31, 46, 40, _("Mål: 40 innen juni")),
        "pager": Pager(first="#rader", previous="#rader", next="#rader", last="#rader"),
        "crumbs": [Link(_("Bekymringer"), "#deler"), Link("B-0187", "")],
        "form": ShownForm(),
        "form_with_errors": shown_errors(),
        **casework(),
        **marked(),
    }


def colours() -> list[tuple[str, str, str]]:
    return [
        ("q-paper", _("Papir"), _("grunnen")),
        ("q-deep", _("Dypt papir"), _("felt og bånd")),
        ("q-ink", _("Blekk"), _("tekst")),
        ("q-own", _("Gran"), _("oss, handling, åpent")),
        ("q-ownsoft", _("Gran, lys"), _("valgt, vårt")),
        ("q-other", _("Blåne"), _("den andre virksomheten")),
        ("q-care", _("Rav"), _("trenger omsorg: frist, funn")),
        ("q-caresoft", _("Rav, lys"), _("merking")),
        ("q-danger", _("Rødt"), _("bare 112 og feil i skjema")),
    ]


def states() -> list[State]:
    return [
        State("new", _("Ny")),
        State("soon", _("Svar innen onsdag")),
        State("soon", _("Svar innen onsdag 30. september kl. 12.05")),  # the longest there is, wraps on a phone
        State("over", _("Over fristen: 1 dag")),
        State("over", _("Står stille i 34 dager"), "hourglass"),
        State("wait", _("Venter på andre")),
        State("done", _("Gjort")),
        State("shut", _("Lukket")),
        State("new", _("Åpent"), "unlock"),
        State("other", _("Politiet")),
    ]


def rows() -> list[Row]:
    late = State("over", _("Over fristen: 1 dag"))
    return [
        Row(
            "#rader",
            _("Fra en nabo, uten navn"),
            _("B-0184 · fritid og nærmiljø"),
            late,
            _("Sivert ser den også"),
            True,
        ),
        Row("#rader", _("Fra en lærer på ungdomstrinnet"), _("B-0187 · skole"), State("soon", _("Svar innen onsdag"))),
        Row("#rader", _("Fra en forelder, med kvittering"), _("B-0189 · nett og spill"), State("new", _("Ny"))),
    ]


def observations() -> list[Observation]:
    lawful = State("new", _("Lovlig ytring"), "quote")
    return [
        Observation(
            _("Uke 45"),
            _("Førstehånds"),
            _("Eleven sa at valg er bortkastet."),
            _("Kanskje for å få klassen til å le."),
            lawful,
        ),
        Observation(
            _("Uke 46"),
            _("Førstehånds"),
            _("Eleven sitter alene i friminuttene."),
            utterance_text=_("Ikke en ytring"),
            seen=True,
        ),
    ]


def dialogue() -> list[Message]:
    return [
        Message(_("Læreren"), _("mandag"), _("Skal jeg snakke med ham selv?"), "plain", "L"),
        Message(_("Du"), _("mandag"), _("Ja, du kjenner ham best."), "mine", "ML"),
        Message(_("Politikontakten"), _("tirsdag"), _("Ring meg gjerne etterpå."), "theirs", "RF"),
    ]


def funnel() -> list[Step]:
    return [Step(_("Alle i Alvdal"), "2 450"), Step(_("… som er 13–15 år"), "88"), Step(_("… og gutt"), "44")]


def more() -> list[Step]:
    return [
        Step(_("«9. trinn»"), "14", "if"),
        Step(_("«9. trinn» og «går på korps»"), _("under 5 – stopper"), "if stop"),
    ]


def marked() -> dict[str, Any]:
    text = _("Klassekameraten Jonas sa fra til læreren.")
    start = text.find("Jonas")
    offers = (
        Offer(_("Bytt til «en klassekamerat»"), "swap", "1"),
        Offer(_("Behold og forklar"), "keep", "1"),
    )
    why = _("Navnet på en medelev peker også mot gutten.")
    find = Find(1, start, start + 5, "Jonas", _("ser ut som et navn"), why, offers)
    return {"marked": text, "marks": [find] if start >= 0 else []}


def events() -> list[Event]:
    return [
        Event(_("3. desember"), _("Gjennomgang"), "ahead", "2026-12-03"),
        Event(_("20. november"), _("Tiltak står stille"), "care", "2026-11-20"),
        Event(_("12. november"), _("Tilbake på laget"), "", "2026-11-12"),
        Event(_("3. november"), _("Beslutning"), "turn", "2026-11-03"),
    ]


class ShownForm(forms.Form):
    """A field of every kind."""

    prefix = "vis"
    focus_errors = False  # a gallery must not jump

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["what"] = forms.PlainText(
            label=_("Hva har du sett eller hørt?"),
            help_text=_("Skriv «eleven», ikke navnet."),
            max_length=4000,
            rows=4,
        )
        self.fields["day"] = forms.Day(label=_("Når skjedde det?"), required=False)
        self.fields["hand"] = forms.Options(
            label=_("Hvordan vet du det?"),
            choices=[("first", _("Jeg så eller hørte det selv")), ("told", _("En annen har fortalt det"))],
        )
        self.fields["outcome"] = forms.CardChoice(
            label=_("Hva er riktig nå?"),
            cards=[
                Card("consult", _("Drøfting uten navn"), _("Politiet får ikke se bekymringen.")),
                Card("advice", _("Råd er gitt"), _("Teksten fjernes. Bare et tall blir igjen.")),
                Card("case", _("Sak med navn"), shut=_("Lukket: bare lovlige ytringer er sett. Regel R3.")),
            ],
        )
        self.fields["wishes"] = forms.ManyOptions(
            label=_("Hva ønsker du?"),
            required=False,
            choices=[("advice", _("Et råd")), ("talk", _("En å snakke med"))],
        )
        self.fields["hide"] = forms.Tick(
            label=_("Skjul kommunen"), help_text=_("Mottakeren ser da «en kommune i Innlandet»."), required=False
        )
        for field in self.fields.values():
            forms.speak_plainly(field)


def shown_errors() -> ShownForm:
    """The same form, sent with faults: what was typed stays."""
    form = ShownForm({"feil-what": "a" * 4012, "feil-day": "31. februar"}, prefix="feil")
    form.is_valid()
    return form
