"""Some of the demo's articles in nynorsk and English."""

from __future__ import annotations

from dataclasses import replace

from avklar.demo.news_lines import CLARIFICATION, CONTACTS, HAMAR
from avklar.public.news.cards import Words
from avklar.public.news.states import Language

CLARIFICATION_NN = replace(
    CLARIFICATION,
    title="Kva er ein avklaringssamtale?",
    lead="Politiet kan be nokon inn til ein samtale når andre er bekymra. Her er det du bør vite om du, eller barnet "
    "ditt, får ei slik innbyding.",
    body="Ein avklaringssamtale er det namnet seier: ein samtale for å finne ut av noko. Han er ikkje eit avhøyr, og "
    "han er inga straff. Som regel varer han under ein time.\n\n"
    "# Det er frivillig\n\n"
    "Er du over 18 år, vel du sjølv om du vil kome. Du kan ta med nokon du stoler på. Du treng ikkje å svare på "
    "noko, og det skal politiet seie først.\n\n"
    "Er du under 18 år, blir foreldra dine bedne saman med deg. Berre i nokre få tilfelle kan politiet bestemme at "
    "ein ung person må møte. Då skal grunnen stå i brevet.\n\n"
    "# Dette snakkar de om\n\n"
    "1. Kvifor du er beden. Du får vite kva andre har sett eller høyrt.\n"
    "2. Korleis du sjølv ser på det.\n"
    "3. Korleis du har det, og kva som går bra.\n"
    "4. Kva som kan bli betre, og kven som kan hjelpe.\n\n"
    "# Etterpå\n\n"
    "Mange gonger er uroa borte når de har snakka saman. Då er det slutt. Om ikkje blir de samde om ein plan, til "
    "dømes med skulen, ein lege eller ein trenar.\n\n"
    "Det er lov å ha sterke meiningar. Ingen blir kalla inn berre for noko dei meiner.",
    alt="Teikning: to koppar på eit bord, med ein stol på kvar side",
    caption="Dei fleste samtalane varer under ein time.",
    credit="Teikning: Avklar",
)

CLARIFICATION_EN = replace(
    CLARIFICATION,
    title="What is a clarification talk?",
    lead="The police may ask somebody in for a talk when others are worried. This is what you should know if you, or "
    "your child, get such an invitation.",
    body="A clarification talk is what it says: a talk to find something out. It is not an interrogation, and it is no "
    "punishment. It usually takes less than an hour.\n\n"
    "# It is voluntary\n\n"
    "If you are over 18, you decide whether you want to come. You may bring somebody you trust. You do not have to "
    "answer anything, and the police must tell you so first.\n\n"
    "If you are under 18, your parents are invited together with you. Only in a few cases can the police decide that "
    "a young person must come. Then the letter says why.\n\n"
    "# What you talk about\n\n"
    "1. Why you are invited. You are told what others have seen or heard.\n"
    "2. How you see it yourself.\n"
    "3. How you are, and what is going well.\n"
    "4. What could be better, and who can help.\n\n"
    "# Afterwards\n\n"
    "Often the worry is gone when you have talked. Then that is the end of it. If not, you agree on a plan, for "
    "example with the school, a doctor or a coach.\n\n"
    "Having strong opinions is allowed. Nobody is called in just for something they think.",
    alt="Drawing: two cups on a table, with a chair on each side",
    caption="Most talks take less than an hour.",
    credit="Drawing: Avklar",
)

CONTACTS_NN = replace(
    CONTACTS,
    title="No har 43 av 46 kommunar ein namngitt kontakt",
    lead="I nesten heile fylket veit du no kven du kan snakke med når du er bekymra for nokon. For dei tre siste "
    "svarar politidistriktet til ein kontakt er på plass.",
    body="Ein radikaliseringskontakt er tilsett i kommunen. Kontakten lyttar, gir råd og veit kven andre som kan "
    "hjelpe. Du kan spørje utan å seie kven det gjeld.\n\n"
    "Kvar kontakt har òg ein stadfortredar, så nokon svarar når kontakten er borte. Oppnemninga har ein sluttdato, og "
    "den som sluttar, går gjennom ei liste med den som tek over.\n\n"
    "# Kvifor det er viktig\n\n"
    "Gjennomgangar av alvorlege hendingar viser det same om att og om att: Fleire hadde sett noko, men dei hadde "
    "ikkje snakka saman. Då hjelper det at alle veit kven dei kan ringje.\n\n"
    "# Dei tre som manglar\n\n"
    "Rendalen, Os og Etnedal har ingen kontakt akkurat no. Bur du der, kan du ringje politiet på 02800 og be om den "
    "som arbeider med førebygging.",
    alt="Teikning: eit nett av prikkar som heng saman med strekar, over åsar",
    caption="Kontaktane kjenner kvarandre på tvers av kommunegrensene.",
    credit="Teikning: Avklar",
)

HAMAR_NN = replace(
    HAMAR,
    title="Kommunane møttest på Hamar",
    lead="For første gong sat kontaktane frå heile fylket i same rom. Dei gjekk heim med tre lovnader til alle som er "
    "bekymra for nokon.",
    body="Lærarar, helsesjukepleiarar og trenarar møter barn og unge kvar dag. Dei ser ofte først at noko er "
    "annleis. Likevel har mange lurt på kven dei kan spørje, og om det er lov.\n\n"
    "No har nesten alle kommunar i Innlandet ein namngitt kontakt og ein stadfortredar. På Hamar øvde dei på å "
    "drøfte ein situasjon utan å seie kven det gjeld.\n\n"
    "– Det var rart kor vanskeleg det var, og kor fort det vart lettare, seier Nadia Westgård, som er kontakt i "
    "Hamar.\n\n"
    "# Dei tre lovnadene\n\n"
    "1. Du får svar innan to vyrkedagar.\n"
    "2. Du kan spørje utan å seie kven det gjeld.\n"
    "3. Det som ikkje trengst lenger, blir sletta.\n\n"
    "Neste samling er til våren. Dei fem kommunane som ikkje kunne kome, får ein eigen samtale før jul.",
    alt="Teikning: åtte personar rundt eit rundt bord, sett ovanfrå, med papir og koppar",
    caption="41 av 46 kommunar var med. Dei andre får ein eigen samtale.",
    credit="Teikning: Avklar",
)

HAMAR_EN = replace(
    HAMAR,
    title="The municipalities met at Hamar",
    lead="For the first time the contacts of the whole county sat in one room. They went home with three promises to "
    "everybody who is worried about somebody.",
    body="Teachers, school nurses and coaches meet children and young people every day. They are often the first to "
    "see that something is different. Still many have wondered whom they can ask, and whether they are allowed to.\n\n"
    "Now nearly every municipality in Innlandet has a named contact and a deputy. At Hamar they practised discussing "
    "a situation without saying whom it is about.\n\n"
    "# The three promises\n\n"
    "1. You get an answer within two working days.\n"
    "2. You can ask without saying whom it is about.\n"
    "3. What is no longer needed is deleted.\n\n"
    "The next meeting is in spring.",
    alt="Drawing: eight people around a round table, seen from above, with papers and cups",
    caption="41 of 46 municipalities took part. The others get a talk of their own.",
    credit="Drawing: Avklar",
)

VARIANTS: dict[str, dict[Language, Words]] = {
    "samtale": {Language.NYNORSK: CLARIFICATION_NN, Language.ENGLISH: CLARIFICATION_EN},
    "kontakter": {Language.NYNORSK: CONTACTS_NN},
    "hamar": {Language.NYNORSK: HAMAR_NN, Language.ENGLISH: HAMAR_EN},
}
