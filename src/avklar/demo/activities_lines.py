"""What the municipalities of the demo share, and what they learnt: groups, services and places, never a person."""

from __future__ import annotations

from avklar.network.activities.cards import IdeaWords
from avklar.network.activities.states import Cost, Evidence, TargetGroup

IDEAS: dict[str, tuple[str, IdeaWords]] = {
    # key: who shares it, what
    "skolen-sier-fra": (
        "nadia",
        IdeaWords(
            "Temauke: si fra",
            "Fem dager på ungdomstrinnet. Hver dag begynner med en kort film, så arbeider klassene med ett spørsmål: "
            "hva er hat, hvem rammer det, og hva kan vi gjøre når vi hører det? Fredag viser klassene fram det de "
            "har laget.\n\nTrengs: to lærere per trinn, én planleggingsdag og et rom der alle får plass.",
            TargetGroup.YOUTH,
            Cost.LOW,
            Evidence.MEASURED,
            "Spørreskjema til elevene før og etter, 2 skoler. Flere sa de ville si fra.",
        ),
    ),
    "foreldrekveld": (
        "mari",
        IdeaWords(
            "Foreldrekveld om hat på nett",
            "To timer på kveldstid. En lærer viser hva ungdommer møter på nett, politikontakten forteller hva som er "
            "lov og ikke lov, og foreldrene snakker i grupper om hva de gjør hjemme.\n\nTrengs: et klasserom, kaffe "
            "og to som leder samtalen. Send invitasjonen på skolens vanlige måte.",
            TargetGroup.PARENTS,
            Cost.NOTHING,
            Evidence.TRIED,
            "Holdt i flere kommuner. Deltakerne ba om mer.",
        ),
    ),
    "rollespill": (
        "odd",
        IdeaWords(
            "Rollespill i kommunestyresalen",
            "Elever får hver sin rolle og skal bli enige om en vanskelig sak. Underveis stopper lederen spillet og "
            "spør: hvem ble hørt, hvem ble gjort til fiende?\n\nTrengs: salen i tre timer og en som har ledet "
            "rollespill før.",
            TargetGroup.YOUNG_ADULTS,
            Cost.NOTHING,
            Evidence.TRIED,
        ),
    ),
    "trenere": (
        "ringsaker",
        IdeaWords(
            "Trenere som stopper hets",
            "Et kveldskurs for trenere og lagledere: hva er hets, hva sier du der og da, og hvem ringer du etterpå? "
            "Deltakerne øver to og to på setninger de selv har hørt.\n\nTrengs: et klubbhus og et ark med øvelsene.",
            TargetGroup.VOLUNTEERS,
            Cost.LOW,
            Evidence.TRIED,
        ),
    ),
    "bibliotek": (
        "elverum",
        IdeaWords(
            "Levende bibliotek",
            "Innbyggere låner ut seg selv som bøker i en halv time: tro og tvil, å flytte hit, å ha vært utenfor. "
            "Bibliotekaren passer tiden og stiller med kaffe.\n\nTrengs: seks til ti frivillige, som velger selv hva "
            "de forteller, og en lørdag på biblioteket.",
            TargetGroup.EVERYBODY,
            Cost.LOW,
            Evidence.NEW,
        ),
    ),
    "tegn": (
        "leder",
        IdeaWords(
            "Fagdag: se tegn og spørre",
            "En halv dag for alle tjenestene i kommunen. Først hva vi ser etter og hva vi ikke ser etter, så øver "
            "deltakerne på den første samtalen. Til slutt går dere gjennom hvem som tar imot en bekymring.\n\n"
            "Trengs: en sal og en innleder fra politiet.",
            TargetGroup.EMPLOYEES,
            Cost.MIDDLE,
            Evidence.MEASURED,
            "Kunnskapstest før og etter på tre samlinger.",
        ),
    ),
    "klassemote": (
        "fremmed",
        IdeaWords(
            "Klassemøte om å høre til",
            "Elevene tegner hvem de er sammen med i friminuttet, uten navn, bare streker. Klassen ser hvor det er få "
            "streker og finner på tre ting alle kan gjøre.\n\nTrengs: to skoletimer og store ark.",
            TargetGroup.CHILDREN,
            Cost.NOTHING,
            Evidence.TRIED,
        ),
    ),
    "ungdomspanel": (
        "aslaug",
        IdeaWords(
            "Ungdomspanel i politirådet",
            "Ungdomsrådet lagar tre spørsmål til politirådet og får svar på staden. Etterpå et alle saman, og rådet "
            "skriv kva som skal følgjast opp.\n\nTrengst: ein time på saklista og noko å ete.",
            TargetGroup.YOUTH,
            Cost.LOW,
            Evidence.NEW,
        ),
    ),
}

PLACES: dict[TargetGroup, str] = {
    TargetGroup.CHILDREN: "Barneskolen",
    TargetGroup.YOUTH: "Ungdomsskolen",
    TargetGroup.YOUNG_ADULTS: "Kommunestyresalen",
    TargetGroup.PARENTS: "Aulaen på ungdomsskolen",
    TargetGroup.EMPLOYEES: "Kinosalen i kulturhuset",
    TargetGroup.VOLUNTEERS: "Klubbhuset",
    TargetGroup.EVERYBODY: "Biblioteket",
}
PARTNERS = (
    "ungdomsskolen og helsesykepleierne",
    "ungdomsrådet og biblioteket",
    "idrettslaget og frivilligsentralen",
    "politikontakten og foreldreutvalget",
    "menigheten, moskeen og ungdomsklubben",
)
LESSONS = (
    "Gruppene burde vært mindre. Da alle fikk snakke, kom de beste spørsmålene. Vi setter av mer tid neste gang.",
    "Flere kom enn vi hadde stoler til. Invitasjonen på skolens melding virket bedre enn plakater.",
    "Filmen ble for lang. Samtalen etterpå var det de husket.",
    "Bra at politiet var der uten uniform. Noen spurte om ting de ikke hadde våget å spørre om før.",
    "Få meldte seg på forhånd. Vi legger den sammen med et møte folk likevel går på.",
    "Vi manglet noen som kunne tolke. Neste gang bestiller vi tolk i god tid.",
    "Lærerne ville ha øvelsene med hjem. Vi la dem i klassene uka etter.",
)
