"""Which column is what: the headings of a sheet, in any order and wording, below whatever stands above them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from avklar.people.organisations.states import AppointmentKind

LOOKED_AT = 40
NUMBER, PLACE, NAME, FIRST, LAST = "number", "place", "name", "first", "last"
KIND, EMAIL, PHONE, FROM, TO = "kind", "email", "phone", "from", "to"

WORDS: dict[str, tuple[str, ...]] = {
    NUMBER: ("kommunenr", "kommunenummer", "kommune nr", "kommune nummer", "komm nr", "kommnr",
             "knr", "k nr", "kom nr"),
    PLACE: ("kommune", "kommunar", "kommuner", "kommunenavn", "kommunenamn", "kommunens navn", "navn på kommune"),
    NAME: ("navn", "namn", "fullt navn", "kontakt", "kontaktperson", "kontaktpersoner", "person", "hvem"),
    FIRST: ("fornavn", "førenamn", "fornamn"),
    LAST: ("etternavn", "etternamn"),
    KIND: ("rolle", "funksjon", "oppgave", "verv", "type", "type kontakt", "kontakttype", "rolle funksjon"),
    EMAIL: ("e post", "epost", "e postadresse", "epostadresse", "mail", "e mail", "email", "mailadresse", "e adresse"),
    PHONE: ("tlf", "telefon", "mobil", "mob", "tlf nr", "tlfnr", "telefonnr", "telefonnummer", "mobilnr", "mobiltlf",
            "mobilnummer", "mobiltelefon", "tlf mobil", "telefon mobil", "direktenummer"),
    FROM: ("fra", "frå", "fom", "f o m", "fra og med", "fra dato", "gyldig fra", "gjelder fra", "oppnevnt",
           "oppnevnt fra"),
    TO: ("til", "tom", "t o m", "til og med", "til dato", "gyldig til", "gjelder til", "oppnevnt til"),
}  # fmt: skip
KINDS: dict[AppointmentKind, tuple[str, ...]] = {
    AppointmentKind.CONTACT: (
        "radikaliseringskontakt", "radikaliseringskontakten", "radikaliseringskontakter", "rad kontakt", "radkontakt",
        "hovedkontakt", "hovudkontakt", "kontakt", "kontaktperson", "kommunens kontakt", "kommunekontakt",
    ),
    AppointmentKind.DEPUTY: (
        "vara", "varaen", "varakontakt", "varaperson", "nestkontakt", "vara for kontakten",
        "vara for radikaliseringskontakten", "vara for radikaliseringskontakt", "vara radikaliseringskontakt",
    ),
    AppointmentKind.SUBSTITUTE: ("stedfortreder", "stedfortredar", "stadfortredar", "stedfortrederen", "vikar"),
    AppointmentKind.POLICE_CONTACT: (
        "politikontakt", "politikontakten", "politi", "politiet", "politiets kontakt", "lokal politikontakt",
    ),
}  # fmt: skip
FIELD_OF = {word: field for field, words in WORDS.items() for word in words}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
FIRST_WORDS = {word: field for word, field in FIELD_OF.items() if " " not in word and field not in (FROM, TO, KIND)}
FILLERS = {"for", "til", "av", "hos", "sin", "sitt", "s"}


@dataclass(frozen=True)
class Column:
    """What stands in a column. `kind` None: the same for everybody in the row, or the row's own role says."""

    index: int
    field: str
    kind: AppointmentKind | None


@dataclass(frozen=True)
class Layout:
    """Where the headings of a sheet stand (index of the row) and what they mean."""

    row: int
    columns: tuple[Column, ...]

    def usable(self) -> bool:
        """A place and somebody in it: with less there is nothing to import."""
        fields = {column.field for column in self.columns}
        return bool(fields & {NUMBER, PLACE}) and bool(fields & {NAME, LAST})


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The row with the most headings we know, among the first forty; None when no row will do."""
    above: Sequence[str] = ()
    best: Layout | None = None
    for index, row in enumerate(rows[:LOOKED_AT]):
        found = Layout(index, tuple(_columns(row, above)))
        if found.usable() and (best is None or len(found.columns) > len(best.columns)):
            best = found
        above = row
    return best


def plain(text: str) -> str:
    """«E-post / Mail:» → «e post mail»: small letters and digits, one space between words."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def kind_called(text: str) -> AppointmentKind | None:
    """The kind of contact that a role's words mean, or None."""
    return KIND_OF.get(plain(text))


def _columns(row: Sequence[str], above: Sequence[str]) -> Iterator[Column]:
    groups, group = _groups(above, len(row)), None
    meanings = [_meaning(plain(cell)) for cell in row]
    by_role = any(field == KIND for field, _kind in meanings)
    for index, (field, kind) in enumerate(meanings):
        if field in ("", NUMBER, PLACE, KIND):
            if field:
                yield Column(index, field, None)
            continue
        group = groups[index] or kind or (None if field == NAME else group)
        yield Column(index, field, group or (None if by_role else AppointmentKind.CONTACT))


def _groups(above: Sequence[str], length: int) -> list[AppointmentKind | None]:
    """What a row of group headings says of each column: «Vara» over «Navn, E-post, Tlf», written once or merged."""
    found: list[AppointmentKind | None] = []
    current = None
    for index in range(length):
        words = plain(above[index]) if index < len(above) else ""
        current = KIND_OF.get(words) if words else current
        found.append(current)
    return found


def _meaning(words: str) -> tuple[str, AppointmentKind | None]:
    """(field, kind) of one heading; an empty field for one we don't know."""
    if words in FIELD_OF:
        return FIELD_OF[words], None
    if words in KIND_OF:
        return NAME, KIND_OF[words]
    return _both(words.split()) or (_nearly(words), None)


def _both(words: list[str]) -> tuple[str, AppointmentKind] | None:
    """«Vara e-post», «tlf til politikontakt»: a field and a kind in one heading, in either order."""
    for cut in range(1, len(words)):
        for one, other in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            kind = KIND_OF.get(" ".join(word for word in one if word not in FILLERS))
            field = FIELD_OF.get(" ".join(word for word in other if word not in FILLERS))
            if kind and field and field not in (NUMBER, PLACE):
                return field, kind
    return None


def _nearly(words: str) -> str:
    """«Mobil (jobb)», «Kommmune»: the first word is a heading, or the whole is nearly one."""
    if not words or len(words) > 40:
        return ""
    first = FIRST_WORDS.get(words.split()[0])
    if first:
        return first
    near = get_close_matches(words, [word for word in FIELD_OF if len(word) > 4], n=1, cutoff=0.87)
    return FIELD_OF[near[0]] if near else ""
