"""A quarter's figures (R17): prepared by one, approved by another, read by all, taken home as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.followup.concerns.models import Tally
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.clock.quarters import finished
from avklar.insight.statistics import making
from avklar.insight.statistics.models import Making
from avklar.insight.statistics.presenting import quarter_words
from tests.cast import House
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
COUNTS = {"hamar": (24, 9, 7), "gjovik": (18, 8, 7), "tynset": (2, 1, 0), "alvdal": (1, 1, 1), "skjak": (3, 0, 1)}


def _counted(house: House, quarter: str) -> None:
    for key, numbers in COUNTS.items():
        place = house.organisation(key).pk
        facts = dict(zip(("school", "leisure", "online"), numbers, strict=True))
        with writing(machine(place)):
            for topic, categories in (("setting", facts), ("age", {"from_16": sum(numbers)})):
                for category, number in categories.items():
                    Tally.objects.create(
                        organisation_id=place, quarter=quarter, topic=topic, category=category, number=number
                    )
            Tally.objects.create(
                organisation_id=place, quarter=quarter, topic="wait", category="in_time", number=sum(numbers)
            )


def test_quarter_is_prepared_approved_and_read(house: House, open_as: Open) -> None:
    quarter = finished(1)[0]
    with given("a quarter that is over, with worries in five municipalities"):
        _counted(house, quarter)
    with when("a contact prepares it"):
        contact = open_as(house.contact)
        contact.goto(reverse("statistics:list"))
        expect(contact.get_by_text("Ingen tall er publisert ennå.")).to_be_visible()
        contact.get_by_role("link", name="Forbered et kvartal").click()
        axe_finds_nothing(contact)
        contact.get_by_label("Kvartal").select_option(quarter)
        contact.get_by_role("button", name="Tell og lag utkastet").click()
        expect(contact.get_by_role("heading", name="Vi teller")).to_be_visible()
        axe_finds_nothing(contact)
        making.work(Making.objects.get().pk)
    with then("the page leads to the draft by itself, and says why figures are hidden"):
        heading = f"Tall for {quarter_words(quarter)}"
        expect(contact.get_by_role("heading", name=heading)).to_be_visible()
        expect(contact.get_by_text("En annen må se over dem og godkjenne.")).to_be_visible()
        expect(contact.get_by_text("skjult: under fem").first).to_be_attached()
        axe_finds_nothing(contact)
    with when("the lead approves"):
        lead = open_as(house.district_lead)
        lead.goto(reverse("statistics:list"))
        lead.get_by_role("link", name=quarter_words(quarter)).click()
        screenshot(lead, "statistics-draft")
        lead.get_by_role("button", name="Godkjenn og publiser").click()
    with then("a teacher reads the chart and the table"):
        teacher = open_as(house.teacher)
        assert teacher.goto(reverse("statistics:prepare")).status == 403  # type: ignore[union-attr]
        teacher.goto(reverse("statistics:list"))
        axe_finds_nothing(teacher)
        teacher.get_by_role("link", name=quarter_words(quarter)).click()
        row = teacher.get_by_role("row", name="Hamar").first
        expect(row).to_contain_text("40")
        expect(teacher.get_by_role("img", name="Skole").first).to_be_visible()
        assert "Godkjenn" not in whole(teacher).content()
        axe_finds_nothing(teacher)
        screenshot(teacher, "statistics", dark=True)
        teacher.set_viewport_size({"width": 320, "height": 640})
        assert teacher.evaluate("document.documentElement.scrollWidth") <= 320
        axe_finds_nothing(teacher)
    with then("she takes the figures home, and no count in them is under five"):
        for name in ("JSON-stat", "CSV"):
            with teacher.expect_download() as download:
                teacher.get_by_role("link", name=name).first.click()
            text = Path(download.value.path()).read_text(encoding="utf-8-sig")
            if name == "CSV":
                assert "Hamar;I alt;40;" in text
            else:
                values = json.loads(text)["value"]
                assert 40 in values
                assert all(value is None or value >= 5 for value in values)
