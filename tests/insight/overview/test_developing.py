"""Over time: months that are kept once, targets that the lead sets, calls that are marked, the yearly report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.insight.overview import actions, presenting, queries, reporting
from avklar.insight.overview.cards import Aim, Month
from avklar.insight.overview.layers import LAYERS
from avklar.insight.overview.models import Call, MonthlyFigure, Target
from avklar.insight.overview.templatetags.overview import path
from avklar.people.organisations import queries as people
from tests.cast import House

OTHERS = ("contact", "stranger", "police_contact", "administrator", "privacy_officer", "teacher")


@pytest.fixture
def lead(house: House, client_as: Callable[..., Client]) -> Client:
    """The lead, signed in."""
    return client_as(house.district_lead)


def aim(house: House, **changes: Any) -> None:
    """A target of 90 per cent with a contact, within a year."""
    given = {"layer": "kontakt", "percent": 90, "due": clock.today() + timedelta(days=365), "version": 0}
    actions.set_target(house.district_lead.actor(), **given | {"submission": clock.new_id()} | changes)  # type: ignore[arg-type]


def test_month_is_kept_once_and_says_what_the_day_said(house: House) -> None:
    district, actor = house.organisation("innlandet").pk, house.district_lead.actor()
    with clock.frozen(datetime(2026, 10, 3, 12, tzinfo=clock.OSLO)):
        assert [actions.record_month(district), actions.record_month(district)] == [True, False]
        places, today = queries.district(actor), clock.today()
    with clock.frozen(datetime(2026, 11, 1, 0, 1, tzinfo=clock.OSLO)):
        assert actions.record_month(district)
    kept = queries.months(actor, date(2026, 1, 1), date(2026, 12, 31))
    assert {code: months[0].good for code, months in kept.items()} == {
        layer.code: presenting.good(layer, places, today) for layer in LAYERS
    }
    assert [month.first for month in kept["kontakt"]] == [date(2026, 10, 1), date(2026, 11, 1)]
    assert kept["kontakt"][0].good > 0
    assert MonthlyFigure.objects.count() == 2 * len(LAYERS)
    assert queries.months(actor, date(2025, 1, 1), date(2025, 12, 31)) == {}


def test_target_is_a_new_version_each_time_and_a_double_click_is_one(house: House) -> None:
    once = clock.new_id()
    for _twice in range(2):
        aim(house, submission=once)
    aim(house, percent=95, version=1)
    found = queries.kept(house.district_lead.actor()).aims["kontakt"]
    assert (found.version, found.percent) == (2, 95)
    assert Target.objects.count() == 2
    with pytest.raises(Conflict):
        aim(house, version=1)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"percent": 0}, Invalid),
        ({"percent": 101}, Invalid),
        ({"due": clock.today() - timedelta(days=1)}, Invalid),
        ({"layer": "bekymring"}, NotFound),
    ],
)
def test_target_that_is_none_is_refused(house: House, wrong: dict[str, Any], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        aim(house, **wrong)
    assert not Target.objects.exists()


@pytest.mark.parametrize("key", OTHERS)
def test_nobody_but_the_lead_sets_calls_or_reads(house: House, key: str) -> None:
    actor, today = house.people[key].actor(), clock.today()
    for forbidden in (
        lambda: actions.set_target(actor, layer="kontakt", percent=9, due=today, version=0, submission=clock.new_id()),
        lambda: actions.mark_called(actor, municipality_id=house.organisation("alvdal").pk),
        lambda: queries.months(actor, today, today),
        lambda: reporting.report(actor, today.year, "nb"),
    ):
        with pytest.raises(Denied):
            forbidden()


def test_progress_counts_municipalities_and_says_when_the_day_has_passed() -> None:
    today = clock.today()
    figure = presenting.KeyFigure("Kontakt", 41, 46)
    found = [
        presenting.progress(Aim(1, percent, due), figure, today)
        for percent, due in ((95, today), (89, today), (95, today - timedelta(days=1)))
    ]
    assert [each.kind for each in found] == ["wait", "done", "over"]
    assert "3" in str(found[0].text)
    assert Aim(1, 95, today).number(46) == 44


def test_line_goes_from_left_to_right_and_one_month_is_seen() -> None:
    months = [Month(date(2026, month, 1), good, 46) for month, good in ((1, 0), (2, 23), (3, 46))]
    assert path(months) == "M0.0 100L120.0 50L240.0 0"
    assert path(months[:1]) == "M0.0 100h6"
    assert path([]) == ""


def test_municipality_that_was_called_leaves_the_list_for_a_week(house: House, lead: Client) -> None:
    folldal = house.organisation("folldal").pk
    url = reverse("overview:district")
    assert folldal in {line.place.id for line in lead.get(url).context["calls"]}
    for _twice in range(2):
        assert lead.post(reverse("overview:called", args=[folldal])).status_code == 302
    assert Call.objects.count() == 1
    page = lead.get(url)
    assert folldal not in {line.place.id for line in page.context["calls"]}
    assert [line.place.name for line in page.context["called"]] == ["Folldal"]
    actor = house.district_lead.actor()
    with clock.frozen(clock.now() + timedelta(days=7)):
        (again,) = [
            line
            for line in presenting.lines(queries.district(actor), clock.today(), queries.kept(actor).called)
            if line.place.id == folldal
        ]
    assert again.to_call


def test_call_to_a_municipality_of_another_district_is_not_found(house: House, lead: Client) -> None:
    for other in (house.organisation("innlandet").pk, clock.new_id()):
        assert lead.post(reverse("overview:called", args=[other])).status_code == 404
    assert lead.get(reverse("overview:called", args=[house.organisation("alvdal").pk])).status_code == 405
    assert not Call.objects.exists()


def test_form_of_a_target_keeps_what_was_typed_and_shows_what_changed(house: House, lead: Client) -> None:
    url, day = reverse("overview:target", args=["rutiner"]), clock.today() + timedelta(days=200)
    typed = {"percent": "120", "due": f"{day:%d.%m.%Y}", "version": "0"}
    answer = lead.post(url, typed)
    assert answer.status_code == 422
    assert 'value="120"' in answer.content.decode()
    aim(house, layer="rutiner", percent=50)
    stale = lead.post(url, typed | {"percent": "80"})
    assert stale.status_code == 422
    assert [word for word in ("50 prosent", 'value="80"') if word not in stale.content.decode()] == []
    assert lead.post(url, typed | {"percent": "80", "version": "1"}).status_code == 302
    assert lead.get(reverse("overview:target", args=["bekymring"])).status_code == 404
    page = lead.get(reverse("overview:development")).content.decode()
    assert "Mål: 80 prosent" in page


def test_map_with_borders_has_every_municipality_once_as_a_link(house: House, lead: Client) -> None:
    page = lead.get(reverse("overview:district"), {"kart": "grenser", "lag": "vara"})
    drawn = [tile for tile in page.context["tiles"] if tile.outline]
    assert len(drawn) == 6
    assert page.context["undrawn"] == []
    text = page.content.decode()
    assert [tile.name for tile in drawn if text.count(f'aria-label="{tile.name}: ') != 1] == []
    assert page.context["map"] == "grenser"
    assert lead.get(reverse("overview:district"), {"kart": "<b>"}).context["map"] == "fliser"


def test_filters_show_those_that_they_count(house: House, lead: Client) -> None:
    url = reverse("overview:district")
    counted = {code: number for code, _title, number in lead.get(url).context["filters"]}
    for code, number in counted.items():
        assert len(lead.get(url, {"vis": code}).context["page"].object_list) == number
    assert counted["alle"] == 6
    assert 0 < counted["ikke-plass"] < 6


def test_outlines_and_tiles_are_of_the_same_municipalities() -> None:
    assert set(people.outlines()) == set(people.tile_places())
    assert [number for number, each in people.outlines().items() if not each.path.startswith("M")] == []


def test_yearly_report_is_made_in_both_languages_and_for_kept_years_only(house: House, lead: Client) -> None:
    year = clock.today().year
    actions.record_month(house.organisation("innlandet").pk)
    assert lead.get(reverse("overview:development")).status_code == 200  # months, and no target yet
    aim(house)
    papers = [lead.get(reverse("overview:report", args=[year, language])) for language in ("nb", "nn")]
    assert [paper.content[:5] for paper in papers] == [b"%PDF-"] * 2
    assert papers[0].content != papers[1].content
    assert [
        lead.get(reverse("overview:report", args=wrong)).status_code for wrong in ((year - 1, "nb"), (year, "en"))
    ] == [
        404,
        404,
    ]


def test_report_says_the_figures_in_words_and_holds_every_municipality(house: House) -> None:
    actor, today = house.district_lead.actor(), clock.today()
    actions.record_month(house.organisation("innlandet").pk)
    content = reporting._content(actor, today.year, "nb", today)
    figures = presenting.figures(queries.district(actor), {}, today)
    assert [layer["said"].split(" kommuner")[0] for layer in content["layers"]] == [
        f"{each.value} av {each.total}" for each in figures
    ]
    assert len(content["places"]) == 6
    assert [layer["title"] for layer in content["layers"] if layer["map"].count("<path") < 6] == []
    assert [layer["map_says"] for layer in content["layers"] if ": " not in layer["map_says"]] == []
