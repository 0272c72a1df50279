"""The legal grounds as data: whole, dated, with their words in the catalogues; and what is offered when (R8)."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.people.organisations import approvals, legal_grounds
from avklar.people.organisations.cards import Approval, Ground, Start
from avklar.people.organisations.states import OrganisationKind

MUNICIPALITY, POLICE = OrganisationKind.MUNICIPALITY, OrganisationKind.POLICE_DISTRICT
TODAY = date(2026, 11, 26)
BEFORE, AFTER = date(2026, 11, 25), date(2026, 11, 27)
OLD, NEW, POLICES = "fvl1967-13b-5", "fvl2025-34", "politiregisterloven-27"


def entry(code: str = OLD, position: int = 1, day: date = TODAY, *, approved: bool = True) -> Approval:
    return Approval(code, position, approved, day, "Rådmannen", "sak 1", clock.new_id(), clock.now())


def start(position: int, day: date | None) -> Start:
    return Start("fvl2025", position, day, "Rådmannen", "sak 1", clock.new_id(), clock.now())


@pytest.mark.parametrize("ground", legal_grounds.every().values(), ids=lambda each: each.code)
def test_ground_is_whole(ground: Ground) -> None:
    assert ground.paragraph.startswith("§ ")
    assert ground.sectors
    assert len(str(ground.help)) > 60
    assert ground.valid_to is None or ground.valid_from <= ground.valid_to
    assert ground.act.valid_from <= ground.valid_from
    assert ground.label == f"{ground.act.title} {ground.paragraph}: {ground.title}"


def test_every_sentence_of_the_data_stands_in_the_catalogues() -> None:
    rows = json.loads(legal_grounds.DATA.read_text(encoding="utf-8"))
    said = {row["title"] for row in rows["acts"]} | {row[key] for row in rows["grounds"] for key in ("title", "help")}
    assert said == set(legal_grounds.TEXTS)


def test_both_administration_acts_stand_side_by_side() -> None:
    acts = {each.act.code for each in legal_grounds.of_sector(MUNICIPALITY)}
    assert {"fvl1967", "fvl2025"} <= acts


def test_each_sector_has_consent_and_the_duty_to_avert() -> None:
    for kind in OrganisationKind:
        grounds = legal_grounds.of_sector(kind)
        assert any(each.consent for each in grounds)
        assert any(each.code == "straffeloven-196" and not each.consent for each in grounds)


def test_police_grounds_are_for_the_police_alone() -> None:
    acts = {each.act.code: each.sectors for each in legal_grounds.every().values()}
    assert acts["politiregisterloven"] == {POLICE}
    assert all("fvl" not in each.act.code for each in legal_grounds.of_sector(POLICE))


def test_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        legal_grounds.ground("finnes-ikke")
    with pytest.raises(NotFound):
        legal_grounds.act("finnes-ikke")


# sector × the law's own dates × start × approval: what a lawyer can read from top to bottom
SECTOR = {MUNICIPALITY: True, POLICE: False}
DATES = {TODAY: True, date(1977, 12, 31): False}
STARTS: dict[str, tuple[dict[str, date | None], bool]] = {
    "none": ({}, False),
    "taken back": ({"fvl2025": None}, False),
    "tomorrow": ({"fvl2025": AFTER}, False),
    "today": ({"fvl2025": TODAY}, True),
    "yesterday": ({"fvl2025": BEFORE}, True),
}
ENTRIES: dict[str, tuple[list[dict[str, object]], bool]] = {
    "never": ([], False),
    "today": ([{}], True),
    "yesterday": ([{"day": BEFORE}], True),
    "tomorrow": ([{"day": AFTER}], False),
    "ended today": ([{"day": BEFORE}, {"approved": False}], False),
    "ends tomorrow": ([{"day": BEFORE}, {"approved": False, "day": AFTER}], True),
    "ended and again": ([{"day": BEFORE}, {"approved": False}, {}], True),
    "planned, then ended before": ([{"day": AFTER}, {"approved": False}], False),
}


@pytest.mark.parametrize(
    ("kind", "on", "begun", "listed"), list(itertools.product(SECTOR, DATES, STARTS, ENTRIES)), ids=str
)
@pytest.mark.parametrize("code", [OLD, NEW])
def test_ground_is_offered_when_all_of_it_holds(
    code: str, kind: OrganisationKind, on: date, begun: str, listed: str
) -> None:
    starts, started = STARTS[begun]
    given, approved = ENTRIES[listed]
    entries = [entry(code, n, **values) for n, values in enumerate(given, 1)]  # type: ignore[arg-type]
    wanted = SECTOR[kind] and DATES[on] and approved and (started or code == OLD)
    found = approvals.why_not(legal_grounds.ground(code), kind=kind, on=on, starts=starts, entries=entries)
    assert (found is None) is wanted


@pytest.mark.parametrize(
    ("code", "kind", "starts", "entries", "why"),
    [
        (POLICES, MUNICIPALITY, {}, [entry(POLICES)], approvals.OTHER_SECTOR),
        (NEW, MUNICIPALITY, {"fvl2025": AFTER}, [entry(NEW)], approvals.NOT_STARTED),
        (OLD, MUNICIPALITY, {}, [], approvals.NOT_APPROVED),
        (OLD, MUNICIPALITY, {}, [entry(POLICES)], approvals.NOT_APPROVED),
        (OLD, MUNICIPALITY, {}, [entry(approved=False)], approvals.ENDED),
    ],
)
def test_shut_ground_says_why(
    code: str, kind: OrganisationKind, starts: dict[str, date | None], entries: list[Approval], why: object
) -> None:
    found = approvals.why_not(legal_grounds.ground(code), kind=kind, on=TODAY, starts=starts, entries=entries)
    assert found is why


def test_newest_start_date_counts() -> None:
    assert approvals.starts_now([start(2, AFTER), start(1, TODAY)]) == {"fvl2025": AFTER}
    assert approvals.starts_now([start(1, TODAY), start(2, None)]) == {"fvl2025": None}


@pytest.mark.parametrize(
    ("codes", "day", "entries", "error"),
    [
        ([OLD], TODAY, [], None),
        ([OLD], AFTER, [], None),
        ([OLD], TODAY, [entry(approved=False)], None),
        ([OLD], AFTER, [entry(), entry(position=2, day=AFTER, approved=False)], None),
        ([], TODAY, [], Invalid),
        ([POLICES], TODAY, [], Invalid),
        ([OLD], BEFORE, [], Invalid),
        ([OLD], TODAY, [entry()], Conflict),
        ([NEW, OLD], TODAY, [entry()], Conflict),
    ],
)
def test_approving(codes: list[str], day: date, entries: list[Approval], error: type[Exception] | None) -> None:
    grounds = [legal_grounds.ground(code) for code in codes]

    def check() -> None:
        approvals.check_approve(grounds, kind=MUNICIPALITY, entries=entries, from_day=day, today=TODAY)

    if error is None:
        check()
    else:
        with pytest.raises(error):
            check()


@pytest.mark.parametrize(
    ("day", "version", "entries", "error"),
    [
        (TODAY, 1, [entry()], None),
        (AFTER, 1, [entry(day=AFTER)], None),
        (TODAY, 1, [entry(day=AFTER)], Conflict),
        (TODAY, 0, [entry()], Conflict),
        (TODAY, 2, [entry(), entry(position=2, approved=False)], Conflict),
        (BEFORE, 1, [entry(day=BEFORE)], Invalid),
    ],
)
def test_ending(day: date, version: int, entries: list[Approval], error: type[Exception] | None) -> None:
    def check() -> None:
        approvals.check_end(OLD, entries=entries, version=version, from_day=day, today=TODAY)

    if error is None:
        check()
    else:
        with pytest.raises(error):
            check()


@pytest.mark.parametrize(
    ("wanted", "now", "error"),
    [
        (TODAY, None, None),
        (AFTER, None, None),
        (None, AFTER, None),
        (TODAY, AFTER, None),
        (None, None, Invalid),
        (AFTER, AFTER, Invalid),
        (BEFORE, None, Invalid),
        (None, TODAY, Conflict),
        (AFTER, BEFORE, Conflict),
    ],
)
def test_start_of_an_act(wanted: date | None, now: date | None, error: type[Exception] | None) -> None:
    if error is None:
        approvals.check_start(starts_on=wanted, now=now, today=TODAY)
    else:
        with pytest.raises(error):
            approvals.check_start(starts_on=wanted, now=now, today=TODAY)
