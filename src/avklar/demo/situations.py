"""What the demo's named cases are about: invented persons and situations, with synthetic identity numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from avklar.followup.cases.states import Age, Attitude, Service, Willingness


@dataclass(frozen=True)
class Seen:
    """One observation. `kind` and `legal` are the codes of the cases room; `verified`: confirmed by two."""

    fact: str
    meaning: str = ""
    kind: str = "act"
    legal: str = "lawful"
    provision: str = ""
    first_hand: bool = True
    verified: bool = False


@dataclass(frozen=True)
class Situation:
    """One person's situation, how it is assessed, and what helps."""

    age: Age
    reason: str
    seen: tuple[Seen, ...]
    attitude: Attitude
    willingness: Willingness
    attitude_reason: str
    willingness_reason: str
    protects: str
    measure: str
    who: str
    service: Service
    good_enough: str
    own_words: str
    name: str
    number: str


SITUATIONS: tuple[Situation, ...] = (
    Situation(
        Age.FROM_15,
        "Skolen, hjemmet og eleven selv ønsker hjelp til å komme ut av et miljø som har blitt hardt.",
        (
            Seen(
                "Delte et klipp fra et angrep og skrev «respekt» under.",
                "Ville få de andre til å reagere.",
                "expression",
            ),
            Seen("Dyttet en medelev inn i et skap og sa at det skulle bli verre.", "", "act", verified=True),
            Seen("Skal ha sagt at «en eller annen burde gjøre noe».", "", "expression", first_hand=False),
        ),
        Attitude.HATE,
        Willingness.FASCINATION,
        "Omtaler en gruppe på skolen som fiender, men lytter når noen sier imot.",
        "Ser mye på klipp fra angrep. Ingen tegn til planer.",
        "Storebror, sløyden og en fast avtale med miljøarbeideren.",
        "En fast voksen på fritidsklubben",
        "Ungdom og fritid",
        Service.LEISURE,
        "Han kommer to ganger i uken og har noen å snakke med.",
        "Jeg vil bare være på laget igjen. Det andre var mest for å få folk til å se meg.",
        "Oppdiktet Elv",
        "21880500071",
    ),
    Situation(
        Age.FROM_18,
        "Har mistet jobben, er mye alene og har selv bedt om noen å snakke med.",
        (
            Seen("Sa til veilederen på NAV at han er redd for sine egne tanker.", "Ber om hjelp."),
            Seen("Har trukket seg ut av fotballaget og svarer ikke på telefonen.", "Kan være at han er nedfor."),
        ),
        Attitude.NONE,
        Willingness.DONT_KNOW,
        "Ingen har hørt ham snakke om andre grupper.",
        "Vi vet for lite.",
        "Søsteren ringer hver dag. Han liker å skru motor.",
        "Plass på verkstedet tre dager i uken",
        "NAV og verkstedet",
        Service.WORK,
        "Han møter og har det bedre selv.",
        "Det var godt at noen spurte.",
        "Oppdiktet Fjell",
        "",
    ),
    Situation(
        Age.UNDER_15,
        "Læreren og foreldrene er bekymret etter flere hendelser i friminuttene denne høsten.",
        (
            Seen("Laget en liste over medelever og viste den til to andre.", "Kan være en lek som gikk for langt."),
            Seen(
                "Tegner symboler fra et ytterliggående miljø på pulten.",
                "Kjenner trolig ikke betydningen.",
                "expression",
            ),
        ),
        Attitude.HATE,
        Willingness.NONE,
        "Gjentar ord fra nettet om en gruppe i klassen.",
        "Ingenting peker mot at barnet vil skade noen.",
        "Foreldrene er med, og klassen har en trygg lærer.",
        "Samtale med helsesykepleier annenhver uke",
        "Skolehelsetjenesten",
        Service.HEALTH,
        "Barnet sover og er på skolen.",
        "Jeg vil sitte sammen med noen i matpausen.",
        "Oppdiktet Bekk",
        "",
    ),
    Situation(
        Age.FROM_18,
        "Truet en navngitt tjeneste på nett og i telefonen. Familien har bedt kommunen om hjelp.",
        (
            Seen(
                "Skrev til tjenesten at «dere skal få svi, jeg vet hvor dere er».",
                "Sint etter et avslag.",
                "expression",
                "possibly_punishable",
                "263",
                verified=True,
            ),
            Seen("Kjøpte en kniv og la bilde av den ut samme kveld.", "", "act", first_hand=False),
        ),
        Attitude.LEGITIMISES,
        Willingness.PREPARATION,
        "Sier at vold er det eneste som hjelper.",
        "Har truet bestemte personer og vist fram et våpen.",
        "Moren har kontakt med ham og vil være med.",
        "Tett oppfølging fra ambulant team",
        "Helse og mestring",
        Service.HEALTH,
        "Han svarer på telefonen og møter.",
        "Ingen hører på meg før jeg roper.",
        "Oppdiktet Skog",
        "",
    ),
    Situation(
        Age.FROM_25,
        "Kom tilbake til bygda etter flere år i et miljø han selv vil ut av.",
        (
            Seen("Fortalte utekontakten at gamle venner presser ham til å komme på møter.", "Vil ut, men er redd."),
            Seen("Ble sett i en slåsskamp utenfor puben med en fra miljøet.", "", "act", first_hand=False),
        ),
        Attitude.HATE,
        Willingness.EXPRESSED,
        "Snakker fortsatt om «dem», men er i tvil.",
        "Har sagt at han ville slått igjen hvis de kom.",
        "En samboer og et barn på vei.",
        "Mentor som selv har gått ut av et miljø",
        "Frivilligsentralen og kommunen",
        Service.MENTOR,
        "Han har én å ringe når gamle venner tar kontakt.",
        "Ungen min skal ikke vokse opp med dette.",
        "Oppdiktet Vik",
        "",
    ),
)
