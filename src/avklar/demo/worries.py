"""What the cast is worried about: invented situations in plain words, without anything that identifies somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """One observation: what was seen or heard, how it is understood, first hand or not, the sender's class of it."""

    fact: str
    meaning: str = ""
    first_hand: bool = True
    utterance: str = "none"  # none, lawful, possibly_punishable, dont_know


@dataclass(frozen=True)
class Worry:
    """One situation, and what the contact answers."""

    about: str  # person, group, place
    age_band: str
    setting: str
    sender: str
    seen: tuple[Seen, ...]
    ordinary: str
    works_well: str
    done: str
    wish: str
    question: str
    reply: str
    advice: str


WORRIES: tuple[Worry, ...] = (
    Worry(
        "person",
        "from_13",
        "school",
        "school",
        (
            Seen(
                "Eleven viste klipp fra et angrep på telefonen i friminuttet og lo.",
                "Jeg tror det handler om å bli lagt merke til.",
            ),
            Seen("I en diskusjon sa eleven at noen «fortjener det de får».", "", utterance="dont_know"),
        ),
        "Flere i klassen deler slike klipp nå. Det kan være en spøk som har gått for langt.",
        "Eleven er flink i kunst og håndverk og hjelper de yngre.",
        "Jeg har snakket med eleven alene én gang. Det var en fin prat.",
        "Råd om hvordan jeg fortsetter samtalen uten å skyve eleven vekk.",
        "Er det noe som har endret seg rundt eleven i høst?",
        "Ja, vennegruppen ble delt da det ble nye klasser.",
        "Fortsett samtalen. Spør åpent om hva som er spennende med klippene. Ta med hjemmet når eleven er med på det.",
    ),
    Worry(
        "person",
        "from_16",
        "school",
        "school",
        (
            Seen(
                "Eleven har sluttet å snakke med to klassekamerater og kaller dem «folk som ikke hører til her».",
                "",
                utterance="lawful",
            ),
            Seen(
                "Eleven leverte en tekst som deler verden i oss og dem.",
                "Teksten var godt skrevet, og det var oppgaven å provosere.",
                utterance="lawful",
            ),
        ),
        "Det kan være et forsøk på å finne ut hvem man er.",
        "Møter presis og har gode karakterer.",
        "Jeg har diskutert teksten med eleven slik jeg pleier.",
        "Å vite om jeg skal gjøre mer.",
        "Hvordan reagerer eleven når noen er uenige?",
        "Eleven lytter og svarer, og blir ikke sint.",
        "Dette er en ytring, ikke en sak. Hold samtalen i faget åpen, og se etter de to som blir holdt utenfor.",
    ),
    Worry(
        "group",
        "from_16",
        "leisure",
        "leisure",
        (
            Seen(
                "Fem–seks ungdommer møtes bak hallen og spiller høy musikk med hatefulle tekster.",
                "De vil kanskje ha reaksjoner.",
            ),
            Seen("En av de yngre sa at de skal «vise dem».", "", first_hand=False, utterance="dont_know"),
        ),
        "De mangler et sted å være på kvelden.",
        "To av dem hjelper til i kiosken når vi spør.",
        "Vi har sagt hei og bydd på mat.",
        "Hjelp til å få flere voksne ut om kvelden.",
        "Hvilke kvelder er det mest folk?",
        "Onsdag og fredag, fra åtte til elleve.",
        "Utekontakten kommer på fredager. Fortsett å by på mat og spør hva de ønsker seg.",
    ),
    Worry(
        "person",
        "from_18",
        "online",
        "social_services",
        (
            Seen("Personen fortalte at alle de snakker med, er i en lukket gruppe på nett.", "Det virker ensomt."),
            Seen("Personen sa at systemet må rives ned, men at vold ikke er veien.", "", utterance="lawful"),
        ),
        "Lang tid uten jobb og lite kontakt med familien.",
        "Møter til alle avtaler og vil gjerne ha praksisplass.",
        "Vi har avtalt ukentlige samtaler.",
        "Råd om hvordan vi snakker om gruppen på nett.",
        "Har personen sagt noe om hva gruppen gir?",
        "At noen spør hvordan dagen har vært.",
        "Praksisplass og faste møter er det viktigste nå. Vis interesse for det gode i fellesskapet, og vær tydelig om vold.",
    ),
    Worry(
        "place",
        "unknown",
        "neighbourhood",
        "technical_services",
        (
            Seen(
                "Det er limt opp klistremerker med hatefulle slagord ved bussholdeplassen tre ganger.",
                "",
                utterance="dont_know",
            ),
        ),
        "Det kan være tilreisende.",
        "Naboene rydder opp sammen.",
        "Vi tar bilder og fjerner dem.",
        "Å vite hvem som skal ha beskjed.",
        "Når på døgnet kommer de opp?",
        "Det må være om natten.",
        "Ta bilde, noter dato og fjern dem. Gi beskjed til politiet hvis teksten truer noen.",
    ),
    Worry(
        "person",
        "from_13",
        "online",
        "school",
        (
            Seen(
                "Eleven skriver i chatten til spillet at kvinner ikke burde få bestemme.",
                "Flere andre skriver det samme.",
                utterance="lawful",
            ),
            Seen("Eleven har sluttet på en fritidsaktivitet.", ""),
        ),
        "Mange i den alderen prøver grenser i spill.",
        "Har en storesøster eleven ser opp til.",
        "Kontaktlæreren har tatt det opp i samtaletimen.",
        "Et opplegg for hele trinnet.",
        "Hvordan har eleven det ellers?",
        "Litt trøtt, men med på det meste.",
        "Ta det opp med hele trinnet. Be hjemmet spørre om spillet med nysgjerrighet, ikke med forbud.",
    ),
    Worry(
        "person",
        "from_25",
        "workplace",
        "health",
        (
            Seen(
                "Personen sa at noen burde «ta saken i egne hender» etter et nyhetsoppslag.",
                "Det ble sagt i sinne.",
                utterance="dont_know",
            ),
            Seen("Personen har fått sterkere meninger det siste året.", "Meninger er lov.", utterance="lawful"),
        ),
        "Har mistet noen som stod nær.",
        "Gode kolleger som bryr seg.",
        "Lederen har hatt en samtale.",
        "Noen å snakke med om sorgen.",
        "Har personen hjelp utenfor jobben?",
        "Ikke nå, men har sagt ja til å få det.",
        "Tilbud om samtaler i kommunens helsetjeneste. Lederen holder kontakten.",
    ),
    Worry(
        "person",
        "from_16",
        "leisure",
        "leisure",
        (
            Seen("Ungdommen har fått nye venner som er mye eldre, og slutter å komme på treningene.", ""),
            Seen("Ungdommen sa at de nye vennene «er de eneste som forstår».", ""),
        ),
        "Det kan være en vanlig løsrivelse.",
        "Treneren og ungdommen har et godt forhold.",
        "Treneren har ringt og sagt at døren er åpen.",
        "Å drøfte om det er noe vi ikke ser.",
        "Vet hjemmet om de nye vennene?",
        "Hjemmet er bekymret for det samme.",
        "Hold døren åpen, og gi ungdommen en oppgave i gruppen. Hjemmet har fått telefonnummeret til oss.",
    ),
)
