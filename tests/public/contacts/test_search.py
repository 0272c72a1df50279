"""The search finds every municipality however its name is written."""

from __future__ import annotations

from collections.abc import Iterator

from avklar.people.organisations.shipped import shipped
from avklar.public.contacts import kept, search
from avklar.public.contacts.search import Rank, distance, key_of, straight

PLACES = [(row.number, row.name) for row in shipped()]
INDEX = search.index(PLACES, kept.other_names())
SOME_LETTERS = "eå"
WITHOUT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "-": " "})
TYPED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": ""})


def goes_to(text: str) -> str:
    """Where one gets straight away."""
    found = straight(INDEX.find(text))
    return found.name if found else ""


def misspelt(name: str) -> Iterator[str]:
    """Every way in which one letter is missing or in the place of the next, and some in which it is wrong."""
    for at, after in ((at, name[at + 1 :]) for at in range(len(name))):
        yield name[:at] + after
        yield name[:at] + after[:1] + name[at] + after[1:]
        for letter in SOME_LETTERS:
            yield name[:at] + letter + after
            yield name[:at] + letter + name[at:]


def test_one_letter_wrong_still_finds_every_municipality_and_leads_nowhere_else() -> None:
    lost, astray, tried = [], [], 0
    for number, name in PLACES:
        for text in misspelt(name.lower()):
            found, tried = INDEX.find(text), tried + 1
            only = straight(found)
            lost += [text] * (number not in {each.number for each in found})
            astray += [text] * (only is not None and only.number != number)
    assert (lost, astray) == ([], [])
    assert tried > 1_900


def test_name_without_norwegian_letters_hyphens_or_capitals_goes_straight() -> None:
    for number, name in PLACES:
        small = name.lower()
        for text in (name, number, small.translate(WITHOUT), small.translate(TYPED), f"{name} kommune", name.upper()):
            assert goes_to(text) == name, text


WRITTEN = {
    "Østre Slidre": "Øystre Slidre",  # bokmål for a nynorsk name, and the other way
    "Austre Toten": "Østre Toten",
    "Øystre Toten": "Østre Toten",
    "Aasnes": "Åsnes",
    "Løiten": "Løten",
    "Lilehammer": "Lillehammer",
    "Brumunddal": "Ringsaker",  # a town
    "Fåberg": "Lillehammer",  # merged in 1964
    "Vang på Hedmarken": "Hamar",  # merged in 1992
    "Vang i Valdres": "Vang",
    "Os i Østerdalen": "Os",
    "Alvdal suohkan": "Alvdal",
}


def test_other_ways_to_write_it_go_straight() -> None:
    assert {text: goes_to(text) for text in WRITTEN} == WRITTEN


def test_several_that_fit_are_ranked_and_none_is_chosen() -> None:
    assert [each.name for each in INDEX.find("Fron")] == ["Nord-Fron", "Sør-Fron"]
    assert not goes_to("Fron")
    assert [each.name for each in INDEX.find("toten")][:2] == ["Østre Toten", "Vestre Toten"]
    tolga = INDEX.find("Tolga-Os")
    assert [(each.name, each.via) for each in tolga] == [("Tolga", "Tolga-Os"), ("Os", "Tolga-Os")]


def test_sami_and_definite_endings_are_found() -> None:
    assert [each.name for each in INDEX.find("Engerdaelie")] == ["Engerdal"]
    assert INDEX.find("Folldalen")[0].name == "Folldal"
    assert INDEX.find("Gjøvik sentrum")[0].rank == Rank.WITHIN


def test_text_that_fits_nothing_finds_nothing() -> None:
    for text in ("", "   ", "kommune", "\x00", "<b>", "🙂" * 50_000, "x" * 200_000, "\ud800", "٣", "Oslo"):
        assert INDEX.find(text) == [], text[:20]


def test_distance_counts_letters_and_gives_up_early() -> None:
    assert [distance("gjovik", other, 2) for other in ("gjovik", "gjøvik", "gjvoik", "gjovi", "gjoviks", "hamar")] == [
        *(0, 1, 1, 1, 1),
        3,
    ]


def test_older_names_belong_to_municipalities_that_are_there() -> None:
    numbers = {number for number, _name in PLACES}
    assert set(kept.other_names()) <= numbers
    assert all(key_of(name).plain for names in kept.other_names().values() for name in names)
