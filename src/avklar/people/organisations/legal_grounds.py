"""The legal grounds on which something may cross to another organisation: dated data, not code (R8).

A new act or a changed paragraph is a row in the data file with its dates; the old row stays, so that what was sent
under it can be read. The sentences are named below so that they stand in the catalogues.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from avklar.foundation.access.errors import NotFound
from avklar.people.organisations.cards import Act, Ground
from avklar.people.organisations.states import OrganisationKind

DATA = Path(__file__).parent / "data" / "legal_grounds.json"
TEXTS = (
    gettext_noop("Forvaltningsloven (1967)"),
    gettext_noop("Forvaltningsloven (2025)"),
    gettext_noop("Barnevernsloven"),
    gettext_noop("Sosialtjenesteloven"),
    gettext_noop("Helse- og omsorgstjenesteloven"),
    gettext_noop("Helsepersonelloven"),
    gettext_noop("Politiregisterloven"),
    gettext_noop("Straffeloven"),
    gettext_noop("samtykke"),
    gettext_noop(
        "Personen sier ja til at bestemte opplysninger gis til en bestemt mottaker. Samtykket skal være "
        "frivillig, og personen skal vite hva det gjelder. Det kan trekkes tilbake, og da deles ikke mer på "
        "dette grunnlaget."
    ),
    gettext_noop("bruk til formålet opplysningene er gitt for"),
    gettext_noop(
        "Opplysningene brukes til det de ble gitt eller hentet inn for. Se på hvorfor dere fikk dem: Å dele "
        "må være en naturlig del av den samme oppgaven, ikke et nytt formål."
    ),
    gettext_noop("nødvendig for virksomhetens egne oppgaver"),
    gettext_noop(
        "Dere gir et annet forvaltningsorgan det som er nødvendig for å løse deres egne oppgaver. Det er "
        "avsenderens oppgaver som teller, ikke hva mottakeren kunne ha bruk for."
    ),
    gettext_noop("å anmelde eller opplyse om et lovbrudd"),
    gettext_noop(
        "Dere anmelder et lovbrudd eller gir politiet opplysninger om det. Det må være ønskelig av hensyn til"
        " fellesskapet, eller høre naturlig sammen med oppgavene deres. Noen tjenester har strengere regler i"
        " sin egen lov."
    ),
    gettext_noop("å dele opplysninger som er underlagt taushetsplikt"),
    gettext_noop(
        "Den nye loven samler reglene om når et forvaltningsorgan kan dele opplysninger som er underlagt "
        "taushetsplikt. Gå gjennom vilkårene i loven sammen med en jurist, og skriv hvilket vilkår dere "
        "bygger på."
    ),
    gettext_noop("når barnevernstjenesten er avsender"),
    gettext_noop(
        "Barnevernstjenesten har strengere taushetsplikt enn resten av kommunen. Den kan gi opplysninger til "
        "et annet forvaltningsorgan når det er nødvendig for barnevernets oppgaver, eller for å forebygge "
        "vesentlig fare for liv eller alvorlig skade på noens helse."
    ),
    gettext_noop("når de sosiale tjenestene i NAV er avsender"),
    gettext_noop(
        "De sosiale tjenestene har egne vilkår for å dele opplysninger med andre. Spør hva som er nødvendig "
        "for tjenestens oppgaver, eller for å avverge fare for liv og helse. Se på ordlyden i loven før dere "
        "deler."
    ),
    gettext_noop("når den kommunale helse- og omsorgstjenesten er avsender"),
    gettext_noop(
        "Helse- og omsorgstjenesten har egne vilkår for å dele opplysninger med andre forvaltningsorganer. "
        "Helsepersonell følger også helsepersonelloven. Se på ordlyden i loven før dere deler."
    ),
    gettext_noop("samtykke til at helsepersonell gir opplysninger"),
    gettext_noop(
        "Pasienten sier ja til at helsepersonellet gir bestemte opplysninger til en bestemt mottaker. For "
        "barn og for den som ikke kan samtykke selv, gjelder egne regler om hvem som kan si ja."
    ),
    gettext_noop("når tungtveiende interesser gjør det rettmessig"),
    gettext_noop(
        "Helsepersonell kan gi opplysninger videre når tungtveiende private eller offentlige interesser gjør "
        "det rettmessig. Terskelen er høy. Skriv hva som står på spill, og hvorfor det ikke finnes en mildere"
        " vei."
    ),
    gettext_noop("å varsle politi og brannvesen ved alvorlig skade"),
    gettext_noop(
        "Helsepersonell skal varsle politi og brannvesen når det er nødvendig for å avverge alvorlig skade på"
        " person eller eiendom. Dette er en plikt. Er det fare nå, ring 112 først."
    ),
    gettext_noop("plikten til å avverge et straffbart forhold"),
    gettext_noop(
        "Alle har plikt til å prøve å avverge bestemte alvorlige straffbare handlinger når det er sikkert "
        "eller mest sannsynlig at de vil skje. Plikten gjelder uten hensyn til taushetsplikt. Den gjelder det"
        " som kan komme til å skje, ikke det som har skjedd. Er det fare nå, ring 112 først."
    ),
    gettext_noop(
        "Den som har krav på taushet, sier ja til at politiet gir bestemte opplysninger til en bestemt "
        "mottaker. Samtykket skal være frivillig, uttrykkelig og informert. Det kan trekkes tilbake, og da "
        "deles ikke mer på dette grunnlaget."
    ),
    gettext_noop("å avverge eller forebygge lovbrudd"),
    gettext_noop(
        "Politiet kan gi opplysninger når det er nødvendig for å avverge eller forebygge lovbrudd. Skriv "
        "hvorfor det er nødvendig og forholdsmessig. Opplysninger som ikke er bekreftet, skal merkes. Nevn "
        "hvilket register eller hvilken behandling de er hentet fra."
    ),
    gettext_noop("når mottakeren trenger opplysningene til sine oppgaver"),
    gettext_noop(
        "Politiet kan gi et offentlig organ opplysninger som det trenger for å løse sine egne oppgaver etter "
        "loven. Skriv hvilken oppgave det gjelder. Gi bare det som er nødvendig."
    ),
)


@cache
def acts() -> dict[str, Act]:
    """The acts of the data file, in its order, by code."""
    return {
        row["code"]: Act(
            row["code"],
            gettext_lazy(row["title"]),
            date.fromisoformat(row["from"]),
            _day(row["to"]),
            needs_start=row["needs_start"],
        )
        for row in _rows()["acts"]
    }


@cache
def every() -> dict[str, Ground]:
    """The grounds of the data file, in its order, by code; those out of force too."""
    return {
        row["code"]: Ground(
            code=row["code"],
            act=acts()[row["act"]],
            paragraph=row["paragraph"],
            sectors=frozenset(OrganisationKind(sector) for sector in row["sectors"]),
            valid_from=date.fromisoformat(row["from"]),
            valid_to=_day(row["to"]),
            title=gettext_lazy(row["title"]),
            help=gettext_lazy(row["help"]),
            consent=row["consent"],
        )
        for row in _rows()["grounds"]
    }


def ground(code: str) -> Ground:
    """The ground with this code, in force or not; NotFound if there is none."""
    if code not in every():
        raise NotFound
    return every()[code]


def act(code: str) -> Act:
    """The act with this code; NotFound if there is none."""
    if code not in acts():
        raise NotFound
    return acts()[code]


def of_sector(kind: OrganisationKind) -> list[Ground]:
    """What senders of one kind may approve, those out of force too."""
    return [each for each in every().values() if kind in each.sectors]


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
