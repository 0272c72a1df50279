"""The gallery's part about steps 2–4, with made-up values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from avklar.foundation.ui.casework import Axes, Copy, CopyFact, Mark, Measure, Pick, Rung
from avklar.foundation.ui.components import Link, State


def casework() -> dict[str, Any]:
    """The context of the gallery's last sections."""
    return {"rungs": rungs(), "axes_shown": axes(), "measures": measures(), "picks": picks(), "copy_shown": copy()}


def rungs() -> list[Rung]:
    """From the lowest step."""
    choose = Link(_("Velg og begrunn"), "#stigen")
    is_open, shut = State("new", _("Åpent"), "unlock"), State("shut", _("Lukket"))
    return [
        Rung(_("Avslutt"), _("Kan velges når som helst, med en grunn."), is_open, link=choose),
        Rung(_("Støtte i vanlige tjenester"), _("Valgt 3. november."), State("done", _("Valgt nå")), "here"),
        Rung(_("Avklaringssamtale"), _("Politiet inviterer, og det er frivillig."), is_open, link=choose),
        Rung(
            _("Politiet vurderer straffesak"),
            _("Det er ikke holdt en samtale der bekymringen står igjen."),
            shut,
            "shut",
            _("regel R5"),
        ),
        Rung(_("PST kontaktes"), _("Voldsvilje er ikke vurdert som forberedelse eller trussel."), shut, "shut"),
    ]


def axes() -> Axes:
    """Three assessments, the last one now."""
    return Axes(
        _("Holdning"),
        _("Voldsvilje"),
        (
            ("none", _("Ikke sett")),
            ("hate", _("Oss og dem, eller hat")),
            ("legitimises", _("Legitimerer vold")),
            ("dont_know", _("Vet ikke")),
        ),
        (
            ("dont_know", _("Vet ikke")),
            ("none", _("Ikke sett")),
            ("fascination", _("Fascinasjon")),
            ("expressed", _("Uttrykt vilje")),
            ("preparation", _("Forberedelse eller trussel")),
        ),
        (
            Mark("legitimises", "dont_know", _("8. september")),
            Mark("legitimises", "fascination", _("6. oktober"), _("Bekreftet")),
            Mark("hate", "fascination", _("3. november"), _("Venter på person nummer to")),
        ),
    )


def measures() -> list[Measure]:
    """One that stands still, and one that goes on."""
    follow = Link(_("Før oppfølging"), "#planen")
    return [
        Measure(
            _("Fast voksen på fritidsklubben"),
            State("over", _("Står stille i 34 dager"), "hourglass"),
            ((_("Ansvarlig"), _("Ungdom og fritid")), (_("Bra nok når"), _("Han møter to ganger i uken"))),
            (follow,),
            stalled=True,
        ),
        Measure(
            _("Samtale med helsesykepleier"),
            State("new", _("I gang"), "check"),
            ((_("Ansvarlig"), _("Skolehelsetjenesten")),),
            (follow,),
        ),
    ]


def picks() -> list[Pick]:
    """Three facts, two of them ticked."""
    return [
        Pick("1", _("Delte et klipp og skrev «respekt» under."), _("Observasjon 2 · 4. september"), chosen=True),
        Pick("2", _("Skal ha sagt at noen burde gjøre noe."), _("Observasjon 3"), unsure=True, chosen=True),
        Pick("3", _("Foreldrene flyttet fra hverandre i august."), _("Opplysning fra hjemmet")),
    ]


def copy() -> Copy:
    """What the receiver of the two ticked facts reads."""
    return Copy(
        _("Gjøvik kommune"),
        _("Mari Lauvrud, radikaliseringskontakt"),
        _("Innlandet politidistrikt"),
        _("Runar Fjellvang, politikontakt"),
        (
            CopyFact(_("Delte et klipp og skrev «respekt» under."), _("4. september, sett av to ansatte")),
            CopyFact(_("Skal ha sagt at noen burde gjøre noe."), _("1. oktober"), unsure=True),
        ),
        ((_("Formål"), _("Vurdere avklaringssamtale")), (_("Grunnlag"), _("Samtykke til 31. januar"))),
        _("Politiet må vite hva som er sagt og gjort. Familie og helse trenger de ikke."),
        _("Svar ønskes innen 8. desember."),
    )
