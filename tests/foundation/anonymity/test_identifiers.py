"""Identity numbers, telephone numbers, e-mail addresses, addresses and user names, in the spellings people use."""

from __future__ import annotations

import random
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from avklar.foundation.anonymity import Find, Kind, find
from avklar.foundation.anonymity.identity import is_identity_number

MONTH_ADDED = {
    "real": 0,
    "tenor": 80,
    "nav": 40,
    "dolly": 60,
    "dolly-tenor": 65,
    "h": 40,
    "nav-other": 20,
    "dolly-nav": 45,
}
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def identity_number(born: date, individual: int, *, month: int = 0, day: int = 0) -> str | None:
    """A number with right control digits, or None where there is none for these digits."""
    head = f"{born.day + day:02}{born.month + month:02}{born.year % 100:02}{individual:03}"
    first = -sum(w * int(n) for w, n in zip(FIRST, head, strict=True)) % 11
    second = -sum(w * int(n) for w, n in zip(SECOND, f"{head}{first}", strict=True)) % 11 if first < 10 else 10
    return None if 10 in (first, second) else f"{head}{first}{second}"


numbers = (
    st.builds(
        identity_number,
        st.dates(min_value=date(1910, 1, 1), max_value=date(2030, 12, 31)),
        st.integers(min_value=0, max_value=999),
        month=st.sampled_from(list(MONTH_ADDED.values())),
        day=st.sampled_from([0, 40]),
    )
    .filter(lambda number: number is not None)
    .map(str)
)
SPELLINGS = [
    "{0}",
    "{1} {2}",
    "{1}-{2}",
    "{1}.{2}",
    "{3} {4} {5} {2}",
    "{3}.{4}.{5} {2}",
    "{3}.{4}.{5}-{2}",
    "{1}  {2}",
    "{1}\u200b{2}",
    "{1}\u00ad{2}",
    "{1}\x00{2}",
    "{1}\u2060\u200d{2}",
]


def spelled(number: str, spelling: str) -> str:
    return spelling.format(number, number[:6], number[6:], number[:2], number[2:4], number[4:6])


def only(text: str, kind: Kind) -> Find:
    (one,) = [one for one in find(text) if one.kind == kind]
    return one


@given(numbers, st.sampled_from(SPELLINGS), st.sampled_from(["", "Hans nummer er ", "fnr:", "(", "«"]))
def test_every_valid_identity_number_is_found(number: str, spelling: str, before: str) -> None:
    text = f"{before}{spelled(number, spelling)}."
    found = only(text, Kind.IDENTITY_NUMBER)
    assert not found.explainable
    assert text[found.start : found.end] == found.text == spelled(number, spelling)


@given(numbers, st.sampled_from([0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE, 0x1D7D8]))
def test_other_digits_do_not_hide_an_identity_number(number: str, zero: int) -> None:
    text = f"Nummer {''.join(chr(zero + int(digit)) for digit in number)} her"
    assert only(text, Kind.IDENTITY_NUMBER)


@given(numbers, st.sampled_from("\u200b\u200e\u202e\ufeff\u00ad\u2066\u0301\x00\x07\u180e\u034f"))
def test_invisible_characters_do_not_hide_an_identity_number(number: str, hidden: str) -> None:
    assert only("Se " + hidden.join(number) + " her", Kind.IDENTITY_NUMBER)


@given(numbers, st.integers(min_value=9, max_value=10), st.integers(min_value=1, max_value=9))
def test_a_wrong_control_digit_is_no_identity_number(number: str, place: int, added: int) -> None:
    changed = str((int(number[place]) + added) % 10)
    wrong = number[:place] + changed + number[place + 1 :]
    if place == 10:
        assert not is_identity_number(wrong)


@pytest.mark.parametrize("number", ["", "1", "0101010000", "010101000000", "00000000000x", "٠١٠١٠١٠٠٠٠٠"])
def test_other_strings_are_no_identity_numbers(number: str) -> None:
    assert not is_identity_number(number)


def test_identity_number_in_a_longer_number_is_not_found() -> None:
    number = identity_number(date(2009, 3, 12), 123) or identity_number(date(2009, 3, 12), 124)
    assert number
    assert not [one for one in find(f"9{number}7") if one.kind == Kind.IDENTITY_NUMBER]


def _norwegian_numbers(count: int) -> list[str]:
    chance = random.Random(7)
    found: list[str] = []
    while len(found) < count:
        number = str(chance.randrange(20_000_000, 99_999_999))
        if phonenumbers.is_valid_number(phonenumbers.parse(number, "NO")):
            found.append(number)
    return found


PHONE_SPELLINGS = [
    "{0}{1}{2}{3}",
    "{0} {1} {2} {3}",
    "{4} {5} {6}",
    "{0}.{1}.{2}.{3}",
    "{0}-{1}-{2}-{3}",
    "{4}-{5}-{6}",
    "+47{0}{1}{2}{3}",
    "+47 {0} {1} {2} {3}",
    "+47 {4} {5} {6}",
    "0047{0}{1}{2}{3}",
    "0047 {0} {1} {2} {3}",
    "(+47) {4} {5} {6}",
    "+47-{0}{1}{2}{3}",
    "{0}{1} {2}{3}",
    "{0}\u00a0{1}\u00a0{2}\u00a0{3}",
]


@pytest.mark.parametrize("spelling", PHONE_SPELLINGS)
def test_every_valid_telephone_number_is_found(spelling: str) -> None:
    for number in _norwegian_numbers(150):
        pairs = [number[at : at + 2] for at in (0, 2, 4, 6)]
        written = spelling.format(*pairs, number[:3], number[3:5], number[5:])
        text = f"Ring {written} i kveld"
        kinds = [(one.kind, one.text) for one in find(text)]
        years = all(1900 <= int(half) < 2100 for half in (number[:4], number[4:]))
        assert years or kinds == [(Kind.PHONE, written)], text


@pytest.mark.parametrize("text", ["+46 70 123 45 67", "+4570123456", "0046 8 123 456 78", "+48 512 345 678"])
def test_foreign_telephone_numbers_are_found(text: str) -> None:
    assert [one.kind for one in find(f"Ring {text} nå")] == [Kind.PHONE]


@pytest.mark.parametrize("text", ["i 2010-2011", "i 2010–2011", "22 000 000 kroner", "55 500 000", "den 31.12.1999 og"])
def test_years_amounts_and_dates_are_no_telephone_numbers(text: str) -> None:
    assert Kind.PHONE not in [one.kind for one in find(text)]


mail_words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå0123456789", min_size=1, max_size=12)


@given(
    st.lists(mail_words, min_size=1, max_size=3),
    st.sampled_from(".-_+"),
    mail_words,
    st.sampled_from(["no", "com", "net", "org", "kommune.no", "co.uk"]),
    st.sampled_from(["{0}@{1}.{2}", "{0}@{1}.{2}.", "<{0}@{1}.{2}>", "mailto:{0}@{1}.{2}", "({0}@{1}.{2})"]),
)
def test_every_mail_address_is_found(parts: list[str], glue: str, host: str, top: str, spelling: str) -> None:
    local = glue.join(parts)
    found = only("Skriv til " + spelling.format(local, host, top), Kind.EMAIL)
    assert f"{local}@{host}.{top}" in found.text
    assert not found.explainable


@pytest.mark.parametrize(
    "text",
    [
        "ola at eksempel punktum no",
        "ola (at) eksempel.no",
        "ola[at]eksempel.no",
        "ola.nordmann (a) eksempel punktum no",
        "ola krøllalfa eksempel punktum no",
        "ola snabel-a eksempel.no",
        "ola alfakrøll eksempel dot com",
        "ola @ eksempel.no",
        "ｏｌａ＠eksempel.no",
        "ola\u200b@\u200beksempel.no",
    ],
)
def test_spelled_out_mail_addresses_are_found(text: str) -> None:
    assert next(one.kind for one in find(f"skriv til {text} i dag")) == Kind.EMAIL


def test_that_something_is_no_mail_address() -> None:
    assert find("han sa at de skulle dra") == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("han bor i Storgata 12", "Storgata 12"),
        ("han bor i Peer Gynts vei 4B", "Peer Gynts vei 4B"),
        ("Åsvegen 102, 2670 Otta er adressen", "Åsvegen 102, 2670 Otta"),
        ("bur i Kyrkjevegen 3", "Kyrkjevegen 3"),
        ("bor i storgata 12", "storgata 12"),
        ("send til postboks 12", "postboks 12"),
        ("2560 ALVDAL", "2560 ALVDAL"),
        ("gnr. 12, bnr. 4", "gnr. 12, bnr. 4"),
    ],
)
def test_street_addresses_are_found(text: str, part: str) -> None:
    found = only(text, Kind.ADDRESS)
    assert (found.text, found.explainable) == (part, False)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("se https://eksempel.no/p?id=1.", "https://eksempel.no/p?id=1"),
        ("se www.eksempel.no, der", "www.eksempel.no"),
        ("ligger på tiktok.com/@ulv88", "tiktok.com/@ulv88"),
        ("han er @ulv_88 der", "@ulv_88"),
        ("snap: ulven88", "ulven88"),
        ("insta: ulven.gutt", "ulven.gutt"),
        ("Instagram-konto: ulven", "ulven"),
        ("discord ulven#1234", "ulven#1234"),
        ("brukernavnet er nattulv", "nattulv"),
        ("brukarnamnet: nattulv", "nattulv"),
        ("heter ulven88 på Discord", "ulven88"),
        ("skriver som natt_ulv der", "natt_ulv"),
        ("reddit u/nattulv", "u/nattulv"),
    ],
)
def test_links_and_user_names_are_found(text: str, part: str) -> None:
    found = only(text, Kind.LINK)
    assert (found.text, found.explainable) == (part, False)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("født 12.03.2009", "12.03.2009"),
        ("den 12. mars 2009 ble", "12. mars 2009"),
        ("han er født i mars 2009", "født i mars 2009"),
        ("han er fødd i 2009", "fødd i 2009"),
        ("bursdag 12. mars", "bursdag 12. mars"),
        ("2009-03-12", "2009-03-12"),
        ("12/3-2009", "12/3-2009"),
    ],
)
def test_birth_dates_are_found(text: str, part: str) -> None:
    found = only(text, Kind.BIRTH_DATE)
    assert part in found.text
    assert found.explainable


@pytest.mark.parametrize("text", ["møtet er 12. mars", "lov 3. juni 1983 nr. 40", "han er 15 år", "kl. 12.30"])
def test_other_dates_and_times_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_days_of_a_year_as_numbers() -> None:
    day = date(2009, 1, 1)
    for offset in range(0, 365, 13):
        text = f"født {(day + timedelta(offset)):%d.%m.%Y}"
        assert [one.kind for one in find(text)] == [Kind.BIRTH_DATE]


@given(st.dates(min_value=date(1910, 1, 1), max_value=date(1999, 12, 31)), st.integers(min_value=0, max_value=499))
def test_the_library_for_numbers_agrees_on_the_real_series(born: date, individual: int) -> None:
    number = identity_number(born, individual)
    assert number is None or (fodselsnummer.is_valid(number) and is_identity_number(number))


@pytest.mark.parametrize("first", "89")
def test_numbers_of_the_health_services_are_identity_numbers(first: str) -> None:
    found = 0
    for body in range(10_000_000, 10_000_300):
        head = f"{first}{body}"
        one = -sum(w * int(n) for w, n in zip(FIRST, head, strict=True)) % 11
        two = -sum(w * int(n) for w, n in zip(SECOND, f"{head}{one}", strict=True)) % 11 if one < 10 else 10
        if 10 not in (one, two):
            found += is_identity_number(f"{head}{one}{two}")
    assert found > 200
