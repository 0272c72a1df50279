"""The lead's overview: what stands out, who may see it, and that it doesn't cost more with more municipalities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from avklar.foundation import clock
from avklar.foundation.access.errors import Denied, NotFound
from avklar.insight.overview import layers, queries
from avklar.insight.overview.cards import Municipality
from avklar.network.activities.cards import ActivityStanding
from avklar.network.competence.cards import CompetenceStanding
from avklar.network.routines.cards import RoutineStanding
from avklar.people.organisations.agreements import AgreementStanding
from avklar.people.organisations.cards import VACANT, Post
from tests.cast import House
from tests.followup.casefile.asking import questions

TODAY = clock.today()
DAY = timedelta(days=1)
AGREEMENT = AgreementStanding(TODAY - 100 * DAY, TODAY + 900 * DAY, TODAY - 50 * DAY, TODAY + 315 * DAY)


def held(*days: int) -> Post:
    """A post of people who are appointed for so many days more."""
    return Post(("Berit Aasgard",) * len(days), max((TODAY + each * DAY for each in days), default=None))


def place(
    contact: Post = VACANT,
    deputy: Post = VACANT,
    agreement: AgreementStanding | None = AGREEMENT,
    met: int | None = 10,
    learnt: int = 4,
    routines: RoutineStanding = RoutineStanding(7),  # noqa: B008  frozen
    done: int = 1,
    planned: int = 0,
) -> Municipality:
    """A municipality that was at a meeting so many days ago."""
    last = None if met is None else TODAY - met * DAY
    competence, activities = CompetenceStanding(4, learnt), ActivityStanding(done, planned)
    return Municipality(
        clock.new_id(), "3428", "Alvdal", contact, deputy, agreement, last, competence, routines, activities
    )


GOOD = place(held(200), held(200))
STANDINGS: tuple[tuple[str, Municipality, str], ...] = (
    ("kontakt", GOOD, "good"),
    ("kontakt", place(), "none"),
    ("kontakt", place(deputy=held(200)), "none"),
    ("kontakt", place(held(60)), "soon"),
    ("kontakt", place(held(61)), "good"),
    ("kontakt", place(held(99, 300)), "fair"),
    ("vara", GOOD, "good"),
    ("vara", place(held(200)), "fair"),
    ("vara", place(deputy=held(3)), "soon"),
    ("avtale", GOOD, "good"),
    ("avtale", place(agreement=None), "none"),
    ("avtale", place(agreement=replace(AGREEMENT, valid_to=TODAY - DAY)), "none"),
    ("avtale", place(agreement=replace(AGREEMENT, valid_to=TODAY + 90 * DAY)), "soon"),
    ("avtale", place(agreement=replace(AGREEMENT, evaluation_due=TODAY - DAY)), "fair"),
    ("mote", GOOD, "good"),
    ("mote", place(met=365), "good"),
    ("mote", place(met=366), "soon"),
    ("mote", place(met=None), "none"),
    ("kompetanse", GOOD, "good"),
    ("kompetanse", place(learnt=2), "fair"),
    ("kompetanse", place(learnt=1), "soon"),
    ("rutiner", GOOD, "good"),
    ("rutiner", place(routines=RoutineStanding()), "none"),
    ("rutiner", place(routines=RoutineStanding(6)), "fair"),
    ("rutiner", place(routines=RoutineStanding(7, overdue=1)), "soon"),
    ("aktiviteter", GOOD, "good"),
    ("aktiviteter", place(done=0, planned=1), "fair"),
    ("aktiviteter", place(done=0), "soon"),
)
URGENT: tuple[tuple[Municipality, list[str]], ...] = (
    (GOOD, []),
    (place(), ["vacant"]),
    (place(held(5)), ["ending"]),
    (place(held(200), agreement=None), []),  # a district may do without written agreements
    (place(held(200), agreement=replace(AGREEMENT, valid_to=TODAY - DAY)), ["agreement"]),
    (place(held(200), agreement=replace(AGREEMENT, valid_to=TODAY)), ["agreement-ending"]),
    (place(met=400), ["vacant", "meeting"]),
)


def test_every_layer_says_how_a_municipality_stands() -> None:
    found = [(code, layers.layer(code).standing(each, TODAY)[0]) for code, each, _shade in STANDINGS]
    assert found == [(code, shade) for code, _each, shade in STANDINGS]
    assert {code for code, *_ in STANDINGS} == {each.code for each in layers.LAYERS}


def test_reasons_to_call_are_exactly_those_that_hold() -> None:
    found = [[call.code for call in layers.CALLS if call.needed(each, TODAY)] for each, _codes in URGENT]
    assert found == [codes for _each, codes in URGENT]
    assert [len(layers.calls(each, TODAY)) for each, _codes in URGENT] == [len(codes) for _each, codes in URGENT]


@pytest.mark.parametrize(
    "key", ["contact", "stranger", "police_contact", "administrator", "privacy_officer", "teacher"]
)
def test_only_the_lead_sees_it(house: House, key: str) -> None:
    with pytest.raises(Denied):
        queries.district(house.people[key].actor())


def test_municipality_of_nobody_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        queries.municipality(house.district_lead.actor(), clock.new_id())


def test_page_shows_every_layer_and_those_that_need_something_first(
    house: House, client_as: Callable[..., Client]
) -> None:
    client, url = client_as(house.district_lead), reverse("overview:district")
    for layer in layers.LAYERS:
        page = client.get(url, {"lag": layer.code}).content.decode()
        assert f'value="{layer.code}" checked' in page
    names = [line.place.name for line in client.get(url, {"lag": "<script>"}).context["page"].object_list]
    assert set(names[:2]) == {"Folldal", "Gjøvik"}
    assert len(names) == 6
    one = client.get(reverse("overview:municipality", args=[house.organisation("alvdal").pk])).content.decode()
    assert [word for word in ("Berit Aasgard", "Ola Kvernmo", "Har kontakt") if word not in one] == []


def test_sheet_holds_the_table(house: House, client_as: Callable[..., Client]) -> None:
    content = client_as(house.district_lead).get(reverse("overview:excel")).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Nummer", "Kommune", "Kontakt"]
    assert {row[1] for row in rows[1:]} == {"Hamar", "Gjøvik", "Tynset", "Alvdal", "Folldal", "Skjåk"}


def test_page_stays_within_fifteen_queries(house: House, client_as: Callable[..., Client]) -> None:
    assert questions(client_as(house.district_lead), reverse("overview:district")) <= 15


def test_long_table_has_pages_and_the_map_has_everybody(
    house: House, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("avklar.insight.overview.views.reading.MOST_LINES", 4)
    client, url = client_as(house.district_lead), reverse("overview:district")
    first, last, beyond = (client.get(url, {"side": side}) for side in ("1", "2", "99"))
    assert [len(page.context["page"].object_list) for page in (first, last, beyond)] == [4, 2, 2]
    assert "Side 1 av 2" in first.content.decode()
    assert len(first.context["tiles"]) == 6
