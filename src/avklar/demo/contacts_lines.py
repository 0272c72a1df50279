"""Telephones, hours and what there is to do in some municipalities of the demo. The numbers lead nowhere."""

from __future__ import annotations

from datetime import time

from avklar.network.activities.states import TargetGroup
from avklar.public.contacts.cards import Words

EVENINGS: tuple[tuple[str, int, str, TargetGroup, str, time, time, str], ...] = (
    # who plans it, in how many days, title, for whom, where, from, to, together with
    (
        *("mari", 6, "Foreldrekveld om nettet de unge bruker", TargetGroup.PARENTS),
        *("Biblioteket", time(18), time(20), "ungdomsskolene og foreldreutvalget"),
    ),
    (
        *("elverum", 9, "Åpen kveld: uenig, men venner", TargetGroup.EVERYBODY),
        *("Ungdomshuset", time(19), time(21), "ungdomsrådet"),
    ),
    (
        *("nadia", 13, "Kurs for trenere og lagledere", TargetGroup.VOLUNTEERS),
        *("Klubbhuset", time(17, 30), time(20), "idrettsrådet"),
    ),
    (
        *("aslaug", 16, "Bygdekveld: kva er hat på nett?", TargetGroup.EVERYBODY),
        *("Samfunnshuset", time(18), time(20, 30), "bygdekvinnelaget og ungdomsrådet"),
    ),
    (
        *("mari", 27, "Språkkafé og suppe", TargetGroup.EVERYBODY),
        *("Frivilligsentralen", time(16), time(18), "frivilligsentralen"),
    ),
    (
        *("odd", 34, "Foreldrekafé: når ungdommen blir stille", TargetGroup.PARENTS),
        *("Samfunnshuset", time(18), time(19, 30), "helsesykepleierne"),
    ),
)
"""What is open to everybody in the weeks to come."""

PLACES: dict[str, Words] = {
    "3401": Words("62 00 34 01", "Mandag–fredag 08:00–15:30", "Rådhuset, inngang ved biblioteket"),
    "3403": Words(
        "62 00 34 03",
        "Mandag–torsdag 09:00–15:00\nFredag 09:00–13:00",
        "Rådhuset, 2. etasje",
        "- **Ungdomstorget**: du kan komme uten avtale, tirsdag og torsdag etter skolen\n"
        "- Foreldreveiledning i grupper, nye grupper hver høst\n"
        "- Utekontakten er ute fredag og lørdag kveld",
        show_phones=True,
    ),
    "3405": Words("61 00 34 05", "Mandag–fredag 08:30–15:00", "Servicetorget i rådhuset"),
    "3407": Words(
        "61 00 34 07",
        "Mandag–fredag 09:00–15:00\nTorsdag også 17:00–19:00",
        "Rådhuset, 1. etasje. Spør i skranken etter kontakten, du trenger ikke si hvorfor",
        "Du kan bruke alle tilbudene uten å bestille time.\n\n"
        "- **Ungdomsklubben** er åpen mandag, onsdag og fredag\n"
        "- **Helsestasjon for ungdom** tirsdag 14:00–17:00\n"
        "- **Foreldretelefonen**: råd om barn og nett, hver torsdag kveld\n"
        "- Språkkafé på biblioteket lørdag",
        show_phones=True,
        show_emails=True,
    ),
    "3411": Words("62 00 34 11", "Mandag–fredag 08:00–15:00", "Rådhuset i Brumunddal"),
    "3413": Words("62 00 34 13", "Mandag–fredag 09:00–14:30"),
    "3420": Words(
        "62 00 34 20",
        "Mandag–fredag 09:00–15:00",
        "Biblioteket, rommet innenfor avisene",
        "- Ungdomshuset har åpent alle hverdager\n- Losene på skolene hjelper deg videre\n- Samtalegruppe for foreldre",
    ),
    "3421": Words("62 00 34 21", "Mandag–torsdag 09:00–15:00"),
    "3424": Words("62 00 34 24", "Mandag–fredag 10:00–14:00", "Kommunehuset"),
    "3427": Words("62 00 34 27", "Mandag–fredag 08:00–15:30", "Kulturhuset, 2. etasje"),
    "3428": Words(
        "62 00 34 28",
        "Mandag–fredag 09:00–15:00",
        "Kommunehuset, ved hovedinngangen",
        "- Ungdomsklubben i samfunnshuset, annenhver fredag\n"
        "- Helsesykepleier på skolen hver dag\n"
        "- Familieveilederen kommer gjerne hjem til dere",
        show_phones=True,
    ),
    "3433": Words(
        "61 00 34 33",
        "Måndag–fredag 09:00–14:30",
        "Kommunehuset i Bismo",
        "- **Ungdomsklubben** er open kvar onsdag\n"
        "- Helsestasjonen tek imot utan time måndag 13:00–15:00\n"
        "- Foreldrekafé på biblioteket fyrste laurdag i månaden",
        show_phones=True,
    ),
    "3435": Words("61 00 34 35", "Måndag–fredag 08:30–15:00", "Kommunehuset i Vågåmo"),
    "3443": Words("61 00 34 43", "Mandag–fredag 08:00–15:30", "Rådhuset på Raufoss"),
    "3451": Words("61 00 34 51", "Mandag–fredag 09:00–15:00", "Rådhuset på Fagernes"),
    "3454": Words("61 00 34 54", "Måndag–fredag 09:00–15:00"),
}
