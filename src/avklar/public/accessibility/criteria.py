"""The 47 criteria of the Norwegian regulation (WCAG 2.1 A and AA without 1.2.3 to 1.2.5), and how each was checked.

`tests` names what fails when the criterion no longer holds; a test sees to it that each one exists.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AXE = "tests/journeys/test_every_page.py"
OPEN_PAGES = "tests/journeys/test_open_pages.py"
HOUSE = "tests/journeys/test_accessibility.py"
UI = "tests/foundation/ui"


class Way(models.TextChoices):
    """How a criterion was checked."""

    MACHINE = "machine", _("Maskinen ser etter på hver side")
    JOURNEY = "journey", _("En test bruker sidene slik et menneske gjør")
    HAND = "hand", _("Sett på av et menneske")
    ABSENT = "absent", _("Finnes ikke i Avklar")


@dataclass(frozen=True)
class Criterion:
    """One criterion: its number and name in WCAG 2.1, its level, and how it was checked."""

    number: str
    name: Promise
    level: str
    ways: tuple[Way, ...]
    how: Promise
    tests: tuple[str, ...] = ()


M, J, H, ABSENT = Way.MACHINE, Way.JOURNEY, Way.HAND, Way.ABSENT
MACHINE_SEES = _("Hver side i Avklar sjekkes av axe før en ny utgave gis ut.")
NO_SOUND = _("Avklar har verken lyd eller film.")
ONLY_CLICKS = _("Alt brukes med ett klikk, ett trykk eller tastatur.")

CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "1.1.1",
        _("Ikke-tekstlig innhold"),
        "A",
        (M, H),
        _("Bilder, kart og diagrammer har tekst ved siden av. Et bilde kan ikke lagres uten beskrivelse."),
        (AXE,),
    ),
    Criterion("1.2.1", _("Bare lyd og bare video (forhåndsinnspilt)"), "A", (ABSENT,), NO_SOUND),
    Criterion("1.2.2", _("Teksting (forhåndsinnspilt)"), "A", (ABSENT,), NO_SOUND),
    Criterion(
        "1.3.1",
        _("Informasjon og relasjoner"),
        "A",
        (M, J),
        _("Overskrifter, lister, tabeller og felt er merket som det de er. En test leser sidene som en skjermleser."),
        (AXE, HOUSE),
    ),
    Criterion(
        "1.3.2",
        _("Meningsfylt rekkefølge"),
        "A",
        (J, H),
        _("Rekkefølgen i koden er rekkefølgen på skjermen."),
        (HOUSE,),
    ),
    Criterion("1.3.3", _("Sensoriske egenskaper"), "A", (H,), _("Ingen tekst viser til farge, form eller sted alene.")),
    Criterion("1.3.4", _("Visningsretning"), "AA", (J,), _("Sidene virker både på høykant og på langs."), (HOUSE,)),
    Criterion(
        "1.3.5",
        _("Identifiser formål med inndata"),
        "AA",
        (M, H),
        _("Felt for navn, e-post og telefon sier hva de er, der de gjelder en selv."),
        (AXE,),
    ),
    Criterion(
        "1.4.1", _("Bruk av farge"), "A", (M, H), _("Hver tilstand har ord og tegn i tillegg til farge."), (AXE,)
    ),
    Criterion("1.4.2", _("Styring av lyd"), "A", (ABSENT,), NO_SOUND),
    Criterion(
        "1.4.3", _("Kontrast (minimum)"), "AA", (M,), _("Hver side sjekkes i lyse og mørke farger."), (AXE, OPEN_PAGES)
    ),
    Criterion(
        "1.4.4", _("Endring av tekststørrelse"), "AA", (J,), _("Teksten kan dobles uten at noe forsvinner."), (HOUSE,)
    ),
    Criterion("1.4.5", _("Bilder av tekst"), "AA", (H,), _("Ingen bilder av tekst, bortsett fra navnetrekket.")),
    Criterion(
        "1.4.10",
        _("Dynamisk tilpasning"),
        "AA",
        (J,),
        _("Ingen side må rulles sidelengs på en skjerm som er 320 piksler bred."),
        (OPEN_PAGES, HOUSE),
    ),
    Criterion(
        "1.4.11",
        _("Kontrast for ikke-tekstlig innhold"),
        "AA",
        (J,),
        _("En test måler kantene på felt og knapper mot bakgrunnen."),
        (HOUSE,),
    ),
    Criterion(
        "1.4.12",
        _("Tekstavstand"),
        "AA",
        (J,),
        _("Større avstand mellom linjer, ord og bokstaver skjuler ingenting."),
        (HOUSE,),
    ),
    Criterion(
        "1.4.13",
        _("Pekerfølsomt innhold eller innhold ved tastaturfokus"),
        "AA",
        (H,),
        _("Ingenting dukker opp når pekeren bare er over det."),
    ),
    Criterion(
        "2.1.1",
        _("Tastatur"),
        "A",
        (J,),
        _("En test går gjennom sidene med bare tastatur, og tar et helt kurs slik."),
        (HOUSE, "tests/journeys/test_course.py"),
    ),
    Criterion(
        "2.1.2",
        _("Ingen tastaturfelle"),
        "A",
        (J,),
        _("En test går gjennom hele sider med tabulator og kommer ut igjen."),
        (HOUSE,),
    ),
    Criterion(
        "2.1.4",
        _("Hurtigtaster som består av ett tegn"),
        "A",
        (H,),
        _("Hurtigtaster virker bare når lista de gjelder, er i bruk."),
    ),
    Criterion(
        "2.2.1",
        _("Justerbar hastighet"),
        "A",
        (J,),
        _("Tiden går ut etter timer, og det man har skrevet, er tatt vare på."),
        ("tests/journeys/test_kept_text.py",),
    ),
    Criterion("2.2.2", _("Pause, stopp, skjul"), "A", (ABSENT,), _("Ingenting beveger seg av seg selv.")),
    Criterion("2.3.1", _("Terskelverdi på maksimalt tre glimt"), "A", (ABSENT,), _("Ingenting blinker.")),
    Criterion(
        "2.4.1",
        _("Hoppe over blokker"),
        "A",
        (M, J),
        _("Det første man kommer til, er en lenke til innholdet."),
        (AXE, HOUSE),
    ),
    Criterion("2.4.2", _("Sidetitler"), "A", (M,), MACHINE_SEES, (AXE,)),
    Criterion("2.4.3", _("Fokusrekkefølge"), "A", (J,), _("Tabulator følger leserekkefølgen."), (HOUSE,)),
    Criterion("2.4.4", _("Formål med lenke (i kontekst)"), "A", (M, H), _("Lenker sier hvor de fører."), (AXE,)),
    Criterion("2.4.5", _("Flere måter"), "AA", (H,), _("Meny, søk og lenker i teksten fører fram.")),
    Criterion(
        "2.4.6",
        _("Overskrifter og ledetekster"),
        "AA",
        (M, H),
        _("Overskrifter og ledetekster sier hva som kommer."),
        (AXE,),
    ),
    Criterion(
        "2.4.7", _("Synlig fokus"), "AA", (J,), _("En test ser at det som har fokus, har en tydelig ramme."), (HOUSE,)
    ),
    Criterion("2.5.1", _("Pekerbevegelser"), "A", (ABSENT,), ONLY_CLICKS),
    Criterion("2.5.2", _("Pekeravbrytelse"), "A", (H,), _("Det skjer noe først når man slipper.")),
    Criterion("2.5.3", _("Ledetekst i navn"), "A", (M,), MACHINE_SEES, (AXE,)),
    Criterion("2.5.4", _("Bevegelsesaktivering"), "A", (ABSENT,), ONLY_CLICKS),
    Criterion(
        "3.1.1",
        _("Språk på siden"),
        "A",
        (M, J),
        _("Siden sier om den er på bokmål, nynorsk eller engelsk."),
        (AXE, "tests/journeys/test_languages.py"),
    ),
    Criterion(
        "3.1.2",
        _("Språk på deler av innhold"),
        "AA",
        (M, H),
        _("Tekst på et annet språk enn siden er merket med sitt språk."),
        (AXE,),
    ),
    Criterion("3.2.1", _("Fokus"), "A", (J,), _("Siden endrer seg ikke av at noe får fokus."), (HOUSE,)),
    Criterion("3.2.2", _("Inndata"), "A", (H,), _("Ingenting sendes før man trykker på en knapp.")),
    Criterion("3.2.3", _("Konsekvent navigering"), "AA", (H,), _("Meny og bunn er like på alle sider.")),
    Criterion(
        "3.2.4",
        _("Konsekvent identifikasjon"),
        "AA",
        (H,),
        _("Det samme heter det samme overalt. Alle deler er vist på én side."),
        ("tests/journeys/test_gallery.py",),
    ),
    Criterion(
        "3.3.1",
        _("Identifikasjon av feil"),
        "A",
        (J,),
        _("Hver feil står i ord ved feltet, og øverst på siden."),
        (f"{UI}/test_forms.py",),
    ),
    Criterion("3.3.2", _("Ledetekster eller instruksjoner"), "A", (M,), MACHINE_SEES, (AXE,)),
    Criterion("3.3.3", _("Forslag ved feil"), "AA", (J,), _("Feilen sier hva som virker."), (f"{UI}/test_forms.py",)),
    Criterion(
        "3.3.4",
        _("Forhindring av feil (juridiske feil, økonomiske feil, datafeil)"),
        "AA",
        (J,),
        _("Det som får følger, ses over før det sendes."),
        ("tests/journeys/test_main_job.py",),
    ),
    Criterion("4.1.1", _("Oppdeling (parsing)"), "A", (M,), MACHINE_SEES, (AXE,)),
    Criterion(
        "4.1.2", _("Navn, rolle, verdi"), "A", (M, J), _("En test leser sidene som en skjermleser."), (AXE, HOUSE)
    ),
    Criterion(
        "4.1.3",
        _("Statusbeskjeder"),
        "AA",
        (J, H),
        _("Det som skjer uten at siden lastes på nytt, leses opp."),
        (HOUSE,),
    ),
)
