"""What the district's newsroom has published in the demo, in bokmål. Everybody named is of the fictional cast."""

from __future__ import annotations

from avklar.public.news.cards import Words
from avklar.public.news.states import Kind

EDITOR = "Vilde Skogmo, Gjøvik kommune"
DISTRICT = "Innlandet politidistrikt"
DRAWN = "Tegning: Avklar"

NEW_POST = Words(
    title="Én leder skal samle arbeidet mot radikalisering",
    lead="Innlandet politidistrikt har fått en leder for strategi og forebygging. Oppgaven er å få 46 kommuner og "
    "politiet til å arbeide likt, og å sørge for at ingen som er bekymret, står alene.",
    body="Stillingen er ny. Den skal ikke etterforske noe, og den har ikke tilgang til saker om enkeltpersoner. Leder "
    "blir Ragnhild Moseng. Hun har arbeidet med forebygging i tolv år, de siste fem som rådgiver.\n\n"
    "– Vi har dyktige folk over hele fylket. Det vi mangler, er at alle vet hvem de skal ringe, sier Moseng.\n\n"
    "# Tre ting det skal bli mer av\n\n"
    "- **Oppmerksomhet.** Alle kommuner skal ha snakket om temaet i ledelsen innen året er omme.\n"
    "- **Kompetanse.** De som møter barn og unge, skal få et kurs de har tid til.\n"
    "- **Gode rutiner.** Det skal være skrevet ned hvem som gjør hva når en bekymring kommer.\n\n"
    "Arbeidet begynner med et besøk i hver kommune. Det første går til Rendalen.\n\n"
    "# Kontakt\n\nSpørsmål fra pressen går til politidistriktets vakttelefon.",
    byline=DISTRICT,
    alt="Tegning: en trapp som går oppover mot en sol",
    caption="Ett trinn om gangen.",
    credit=DRAWN,
)

CLARIFICATION = Words(
    title="Hva er en avklaringssamtale?",
    lead="Politiet kan be noen inn til en samtale når andre er bekymret. Her er det du bør vite hvis du, eller barnet "
    "ditt, får en slik invitasjon.",
    body="En avklaringssamtale er det navnet sier: en samtale for å finne ut av noe. Den er ikke et avhør, og den er "
    "ingen straff. Som regel varer den under en time.\n\n"
    "# Det er frivillig\n\n"
    "Er du over 18 år, velger du selv om du vil komme. Du kan ta med noen du stoler på. Du trenger ikke å svare på "
    "noe, og det skal politiet si først.\n\n"
    "Er du under 18 år, blir foreldrene dine invitert sammen med deg. Bare i noen få tilfeller kan politiet "
    "bestemme at en ung person må møte. Da skal grunnen stå i brevet.\n\n"
    "# Dette snakker dere om\n\n"
    "1. Hvorfor du er invitert. Du får vite hva andre har sett eller hørt.\n"
    "2. Hvordan du selv ser på det.\n"
    "3. Hvordan du har det, og hva som fungerer bra.\n"
    "4. Hva som kan bli bedre, og hvem som kan hjelpe.\n\n"
    "# Etterpå\n\n"
    "Mange ganger er bekymringen borte når dere har snakket sammen. Da er det slutt. Hvis ikke, blir dere enige om "
    "en plan, for eksempel med skolen, en lege eller en trener.\n\n"
    "Det er lov å ha sterke meninger. Ingen blir kalt inn bare for noe de mener.",
    byline=EDITOR,
    alt="Tegning: to kopper på et bord, med en stol på hver side",
    caption="De fleste samtalene varer under en time.",
    credit=DRAWN,
)

PARENTS = Words(
    title="120 foreldre ville vite mer om livet på nett",
    lead="Gymsalen på Gjøvik ble full da foreldrene fikk se det barna deres ser. Det de husker best, er ikke filmene, "
    "men rådet om å spørre uten å forhøre.",
    body="– Jeg trodde jeg visste hva han holdt på med. Jeg visste navnet på spillet, og det var alt, sier en av "
    "mødrene.\n\n"
    "Kvelden begynte med et kvarter der en lærer viste hvordan en helt vanlig spillekveld kan se ut. Først latter. Så "
    "en vits. Så en vits til, litt verre. Til slutt en lenke til en gruppe der ingen ler lenger.\n\n"
    "# Det viktigste rådet\n\n"
    "Mari Lauvrud er radikaliseringskontakt i Gjøvik. Hun har ett råd hun gjentar:\n\n"
    "> Spør om det du ser, ikke om det du er redd for. «Hva ler dere av?» åpner en dør. «Hva er det du driver med?» "
    "lukker den.\n\n"
    "# Tre ting du kan gjøre i kveld\n\n"
    "- Sett deg ned ved siden av, og be om å få se.\n"
    "- Si hva du selv synes, rolig og kort.\n"
    "- Ring noen hvis du blir urolig. Du trenger ikke å være sikker.\n\n"
    "Flere kommuner holder slike kvelder i vinter. Du finner dem i kalenderen under «Aktiviteter».",
    byline=EDITOR,
    alt="Tegning: et hus om natten, med lys i ett vindu",
    caption="Lyset på rommet er ofte det siste som slukkes.",
    credit=DRAWN,
)

CONTACTS = Words(
    title="Nå har 43 av 46 kommuner en navngitt kontakt",
    lead="I nesten hele fylket vet du nå hvem du kan snakke med når du er bekymret for noen. For de tre siste svarer "
    "politidistriktet til en kontakt er på plass.",
    body="En radikaliseringskontakt er ansatt i kommunen. Kontakten lytter, gir råd og vet hvem andre som kan hjelpe. "
    "Du kan spørre uten å si hvem det gjelder.\n\n"
    "Hver kontakt har også en stedfortreder, så noen svarer når kontakten er borte. Oppnevningen har en sluttdato, og "
    "den som slutter, går gjennom en liste med den som tar over.\n\n"
    "# Hvorfor det er viktig\n\n"
    "Gjennomganger av alvorlige hendelser viser det samme igjen og igjen: Flere hadde sett noe, men de hadde ikke "
    "snakket sammen. Da hjelper det at alle vet hvem de kan ringe.\n\n"
    "# De tre som mangler\n\n"
    "Rendalen, Os og Etnedal har ingen kontakt akkurat nå. Bor du der, kan du ringe politiet på 02800 og be om den "
    "som arbeider med forebygging.",
    byline=DISTRICT,
    alt="Tegning: et nett av prikker som henger sammen med streker, over åser",
    caption="Kontaktene kjenner hverandre på tvers av kommunegrensene.",
    credit=DRAWN,
)

COURSE = Words(
    title="Nytt kurs: tegn, og hvordan de kan leses",
    lead="Tjue minutter, og du kan ta det i pauser. Kurset er laget for alle som arbeider med barn og unge.",
    body="Det er lett å se for mye, og lett å se for lite. Kurset handler om forskjellen.\n\n"
    "– Ett tegn betyr ofte ingenting. En ungdom som bytter stil, har som regel bare byttet stil, sier Torgeir Ulvund, "
    "som har vært med på å lage det.\n\n"
    "# Dette lærer du\n\n"
    "- Hvilke tegn som er alvorlige alene, for eksempel trusler og interesse for våpen.\n"
    "- Hvilke tegn som bare betyr noe når flere kommer sammen, og varer.\n"
    "- Hvordan du skiller det du har sett, fra det du tror det betyr.\n"
    "- Hva du gjør etterpå, og hvem du spør.\n\n"
    "Kurset har ti korte situasjoner der du svarer og får vite hva andre ville gjort. Ingen får vite hva du svarte.\n\n"
    "# Slik kommer du i gang\n\n"
    "Du finner kurset under «Kompetanse» når du er logget inn. Lederen din ser at du har gjennomført, ikke hva du "
    "svarte.",
    byline=EDITOR,
    alt="Tegning: en åpen bok på et bord, med en kopp ved siden av",
    caption="Tjue minutter, med pauser når du vil.",
    credit=DRAWN,
)

FATHER = Words(
    title="Når gutten på rommet slutter å le",
    lead="En far på Toten forteller om høsten da sønnen ble stille, og om samtalen som snudde det. Vi kaller ham Tore.",
    body="Tore heter noe annet. Han har lest intervjuet, og sønnen har sagt ja til at det trykkes.",
    questions=(
        (
            "Når merket du at noe var annerledes?",
            "Det var latteren som ble borte. Han hadde alltid sittet og ledd med headsettet på. Så ble det stille, og "
            "døra ble lukket. Ved middagsbordet sa han ting om folk som han aldri hadde møtt.",
        ),
        (
            "Hva gjorde du først?",
            "Feil. Jeg diskuterte. Jeg hadde fakta, og han hadde svar på alt. Vi ropte. Etterpå snakket vi ikke "
            "sammen på en uke.",
        ),
        (
            "Hva snudde det?",
            "En kollega sa at kommunen har en som kan dette. Jeg ringte og fortalte, uten å si navnet hans. Hun spurte "
            "meg ut om alt som var bra: vennene fra fotballen, bestefar, at han lager mat.\n\n"
            "Rådet var å slutte å diskutere og heller ta ham med på noe. Vi begynte å mekke på en gammel moped. Det "
            "tok tre uker før han sa noe om det andre, og da spurte jeg bare.",
        ),
        (
            "Hva sa han?",
            "At det var fint å være med på noe. At de andre der inne sa at han var viktig. Jeg hadde ikke sagt det på "
            "lenge.",
        ),
        (
            "Hva vil du si til andre foreldre?",
            "Ring før du er sikker. Ingen skrev noe ned om gutten min. Jeg fikk et råd, og det var nok.",
        ),
    ),
    byline=EDITOR,
    alt="Tegning: en voksen og en ung person ved siden av hverandre på en benk, med åser bak",
    caption="– Vi satt ved siden av hverandre. Det var lettere enn ansikt til ansikt.",
    credit=DRAWN,
)

HAMAR = Words(
    title="Kommunene møttes på Hamar",
    lead="For første gang satt kontaktene fra hele fylket i samme rom. De gikk hjem med tre løfter til alle som er "
    "bekymret for noen.",
    body="Lærere, helsesykepleiere og trenere møter barn og unge hver dag. De ser ofte først at noe er annerledes. "
    "Likevel har mange lurt på hvem de kan spørre, og om det er lov.\n\n"
    "Nå har nesten alle kommuner i Innlandet en navngitt kontakt og en stedfortreder. På Hamar øvde de på å drøfte en "
    "situasjon uten å si hvem det gjelder.\n\n"
    "– Det var rart hvor vanskelig det var, og hvor fort det ble lettere, sier Nadia Westgård, som er kontakt i "
    "Hamar.\n\n"
    "# De tre løftene\n\n"
    "1. Du får svar innen to virkedager.\n"
    "2. Du kan spørre uten å si hvem det gjelder.\n"
    "3. Det som ikke trengs lenger, slettes.\n\n"
    "# En øvelse fra et klasserom\n\n"
    "Deltakerne fikk en situasjon å arbeide med: En elev ler av et klipp som viser vold, og en annen blir redd. Hva "
    "har læreren sett? Hva er det læreren tror? Halve salen skrev ned mer enn det som sto der.\n\n"
    "– Det er den øvelsen jeg tar med meg hjem, sier Odd Kvernstad fra Alvdal.\n\n"
    "Neste samling er til våren. De fem kommunene som ikke kunne komme, får en egen samtale før jul.",
    byline=EDITOR,
    alt="Tegning: åtte personer rundt et rundt bord, sett ovenfra, med papirer og kopper",
    caption="41 av 46 kommuner var med. De andre får en egen samtale.",
    credit=DRAWN,
)

LEAD = Words(
    title="– Å bry seg er ikke å angi",
    lead="Ragnhild Moseng leder arbeidet mot radikalisering i politidistriktet. Hun vil at vi skal spørre før, og "
    "rolig.",
    body="Kontoret på Hamar har to stoler og en kaffetrakter. På veggen henger et kart der 43 kommuner er grønne.",
    questions=(
        (
            "Er det farlig å ha sterke meninger?",
            "Nei. Å mene noe radikalt er lov, og det skal det fortsette å være. Vi blir bekymret når noen både ser på "
            "andre som fiender og er villige til å bruke vold.",
        ),
        (
            "Hva ber dere folk om?",
            "Å bry seg, og å spørre. En prat over en kopp kaffe er ofte nok. Hvis du blir sittende igjen med en uro, "
            "har kommunen din en du kan ringe.",
        ),
        (
            "Mange er redde for å sladre.",
            "Det forstår jeg. Men du trenger ikke å si hvem det gjelder. Du kan fortelle hva du har sett, og få et "
            "råd. De fleste gangene stopper det der.",
        ),
        (
            "Lager dere lister over mennesker?",
            "Nei. Det meste av det vi blir spurt om, ender med et råd. Da slettes det. Jeg kan ikke se noe om "
            "enkeltpersoner, og det er slik det skal være.",
        ),
        (
            "Hva er du selv mest urolig for?",
            "At noen sitter alene med en bekymring fordi de tror de må være sikre. Det må de ikke.",
        ),
    ),
    byline=EDITOR,
    alt="Tegning: to personer i samtale ved et bord, med et vindu mot åser og sol",
    caption="To stoler og en kaffetrakter.",
    credit=DRAWN,
)

COMING = Words(
    title="Åpen kveld: uenig, men venner",
    lead="Hvordan snakker du med en du er helt uenig med? På Elverum inviterer ungdomshuset til en kveld "
    "om akkurat det.",
    body="Kvelden er for alle over 13 år. Det blir pizza, to korte samtaler på scenen og god tid ved bordene.\n\n"
    "Du trenger ikke å melde deg på.",
    byline=EDITOR,
    alt="Tegning: to personer i samtale ved et bord, med et vindu mot åser og sol",
    credit=DRAWN,
)

DRAFT = Words(
    title="Slik går det: tall fra høsten",
    lead="Utkast: venter på tallene for fjerde kvartal.",
    body="Her kommer det hvor mange samlinger kommunene har holdt, og hvor mange som har tatt kurset.",
    byline=EDITOR,
)

ARTICLES: tuple[tuple[str, float, Kind, Words, str], ...] = (
    # key, days ago, what it is, the words, the drawing
    ("stilling", 168, Kind.PRESS, NEW_POST, "steps"),
    ("samtale", 121, Kind.NEWS, CLARIFICATION, "cups"),
    ("foreldre", 79, Kind.NEWS, PARENTS, "night"),
    ("kontakter", 52, Kind.PRESS, CONTACTS, "net"),
    ("kurs", 24, Kind.NEWS, COURSE, "book"),
    ("far", 15, Kind.INTERVIEW, FATHER, "bench"),
    ("hamar", 7, Kind.NEWS, HAMAR, "table"),
    ("moseng", 3, Kind.INTERVIEW, LEAD, "window"),
)
RELATED = {"hamar": ("moseng", "kurs", "kontakter"), "moseng": ("hamar", "samtale"), "far": ("foreldre", "samtale")}
"""What the editors lead on to; an article that isn't written yet is left out."""
