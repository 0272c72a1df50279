"""The gallery's part about steps 2–4, with made-up values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from avklar.foundation.ui.casework import Axes, Copy, CopyFact, Mark, Measure, Pick, Rung
from avklar.foundation.ui.components import Link, State


def casework() -> dict[str, Any]:
    """The context of the gallery's last sections."""
    return {
        "rungs": rungs(),
        "axes_shown": axes(),
        "axes_unseen": replace(axes(), marks=()),
        "measures": measures(),
        "picks": picks(),
        "copy_shown": copy(),
        "left_shown": [_("familien"), _("helsesykepleieren"), _("vurderingen og planen"), _("resten av saken")],
    }


def rungs() -> list[Rung]:
    """From the lowest step: each of the four kinds."""
    choose = Link(_("Velg og begrunn"), "#stigen")
    is_open = State("new", _("Åpent"), "unlock")
    return [
        Rung(
            _("Avslutt"),
            _("Kan velges når som helst, med en grunn. Da fjernes det som ikke skal arkiveres."),
            is_open,
            link=choose,
        ),
        Rung(
            _("Støtte i vanlige tjenester"),
            _("Valgt 3. november av Mari Lauvrud: «Han vil selv, og familien er med. Vi prøver tre tiltak til jul.»"),
            State("done", _("Valgt nå")),
            "here",
        ),
        Rung(
            _("Avklaringssamtale"),
            _("Politiet inviterer, foresatte er med, og det er frivillig."),
            is_open,
            link=choose,
        ),
        Rung(
            _("Politiet vurderer straffesak"),
            _("Valgt 24. november av Mari Lauvrud. En annen i saken må bekrefte, ellers gjelder det ikke."),
            State("wait", _("Venter på person nummer to")),
            "waiting",
            link=Link(_("Se på den og svar"), "#stigen"),
        ),
        Rung(
            _("PST kontaktes"),
            _("Voldsvilje står på «fascinasjon», og det er ikke fare nå. Åpnes ved forberedelse eller trussel."),
            State("shut", _("Lukket")),
            "shut",
            _("regel R5"),
        ),
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
            ("none", _("Ikke sett")),
            ("fascination", _("Fascinasjon")),
            ("expressed", _("Uttrykt vilje")),
            ("preparation", _("Forberedelse eller trussel")),
            ("dont_know", _("Vet ikke")),
        ),
        (
            Mark("legitimises", "dont_know", _("8. september"), short=_("8. sep.")),
            Mark("legitimises", "fascination", _("6. oktober"), _("Bekreftet av Sivert Aasmoen"), _("6. okt.")),
            Mark("hate", "fascination", _("3. november"), _("Venter på person nummer to"), _("3. nov.")),
        ),
    )


def measures() -> list[Measure]:
    """One that stands still, one that goes on, one that is reached."""
    follow, end = Link(_("Før oppfølging"), "#planen"), Link(_("Avslutt tiltaket"), "#planen")
    who, enough = _("Ansvarlig"), _("Bra nok når")
    return [
        Measure(
            _("Fast voksen på fritidsklubben"),
            State("over", _("Står stille i 34 dager"), "hourglass"),
            (
                (who, _("Ungdom og fritid")),
                (enough, _("Han møter to ganger i uken")),
                (_("Sist ført"), _("21. oktober")),
            ),
            (follow, end),
            _("Sivert ser det også."),
            stalled=True,
        ),
        Measure(
            _("Samtale med helsesykepleier annenhver uke"),
            State("new", _("I gang"), "check"),
            (
                (who, _("Skolehelsetjenesten")),
                (enough, _("Han sover og er på skolen")),
                (_("Neste"), _("1. desember")),
            ),
            (follow, end),
        ),
        Measure(
            _("Tilbake på laget"),
            State("done", _("Nådd 12. november")),
            ((who, _("Foreldrene og treneren")), (_("Virkning"), _("Han har vært på fire treninger"))),
        ),
    ]


def picks() -> list[Pick]:
    """Four facts, three of them ticked."""
    return [
        Pick(
            "2",
            _("Delte et klipp fra et angrep og skrev «respekt» under."),
            _("Observasjon 2 · 4. september"),
            chosen=True,
        ),
        Pick(
            "3", _("Skal ha sagt at noen burde gjøre noe."), _("Observasjon 3 · 1. oktober"), unsure=True, chosen=True
        ),
        Pick("6", _("Tar nå avstand fra klippet."), _("Observasjon 6 · 27. oktober · Førstehånds"), chosen=True),
        Pick("7", _("Foreldrene flyttet fra hverandre i august."), _("Opplysning fra hjemmet · Taushetsbelagt")),
    ]


def copy() -> Copy:
    """What the receiver of the three ticked facts reads."""
    return Copy(
        _("Gjøvik kommune"),
        _("Mari Lauvrud, radikaliseringskontakt"),
        _("Innlandet politidistrikt"),
        _("Runar Fjellvang, politikontakt"),
        (
            CopyFact(
                _("Delte et klipp fra et angrep og skrev «respekt» under."), _("4. september, sett av to ansatte")
            ),
            CopyFact(_("Skal ha sagt at noen burde gjøre noe."), _("1. oktober"), unsure=True),
            CopyFact(
                _("Tar nå avstand fra klippet."),
                _("27. oktober, førstehånds"),
                corrected=_("Rettet 2. november: dagen var feil."),
            ),
        ),
        (
            (_("Gjelder"), _("Gutt, 15–17 år. Navnet gis når du tar imot.")),
            (_("Formål"), _("Vurdere avklaringssamtale")),
            (_("Grunnlag"), _("Samtykke til 31. januar")),
            (_("Fortalt"), _("Ja, 18. november")),
        ),
        _("Politiet må vite hva som er sagt og gjort, og at han har tatt avstand. Familie og helse trenger de ikke."),
        _("Svar ønskes innen 8. desember. Samtykket kan trekkes; da får du beskjed."),
    )
