"""Both ends of the ladder, in the browser: from a case to support and a close; and to PST and a locked case.

The stranger from the neighbour municipality, the district's lead and the administrator look on and see nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from avklar.followup.cases.states import Step
from avklar.foundation import clock
from tests.cast import House
from tests.followup.cases import stories
from tests.journeys.browser import axe_finds_nothing, screenshot, whole
from tests.journeys.steps import given, then, when

Open = Callable[..., Page]
ONLOOKERS = ("stranger", "district_lead", "administrator", "editor")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looks_right(page: Page) -> None:
    """Accessible, and no wider than the window."""
    axe_finds_nothing(page)
    assert page.evaluate(SIDEWAYS) <= 0, page.url


def fill(page: Page, texts: dict[str, str], choices: dict[str, str]) -> None:
    """Write into fields and choose answers, by the names that the form posts."""
    whole(page)
    for name, text in texts.items():
        page.locator(f"[name='{name}']").fill(text)
    for name, value in choices.items():
        field = page.locator(f"[name='{name}'][value='{value}']")
        if field.count():
            field.check()
        else:
            page.locator(f"select[name='{name}']").select_option(value)


def submit(page: Page, name: str) -> None:
    """Press the page's button; the page that comes is looked at."""
    page.get_by_role("button", name=name, exact=True).last.click()
    whole(page)


def see_nothing(house: House, open_as: Open, *addresses: str) -> None:
    """Nobody else finds the pages, whatever their role."""
    for key in ONLOOKERS:
        page = open_as(house.people[key])
        for address in addresses:
            response = page.goto(address)
            assert response is not None
            assert response.status in {403, 404}, f"{key} {address} {response.status}"
        page.context.close()


def open_a_case(page: Page) -> str:
    """Open a case with one thing seen; returns its address."""
    page.goto(reverse("cases:open"))
    page.get_by_role("button", name="Legg til en observasjon").click()
    looks_right(page)
    today = f"{clock.today():%d.%m.%Y}"
    prefix = page.locator("textarea[name$='fact']").first.get_attribute("name") or ""
    prefix = prefix.removesuffix("fact")
    fill(
        page,
        {
            "reason": "Skolen og hjemmet ønsker hjelp sammen med eleven.",
            "told_on": today,
            f"{prefix}fact": "Dyttet en medelev og sa at det skulle bli verre.",
            f"{prefix}seen_on": today,
        },
        {
            "age": "from_18",
            "help": "no",
            "told": "yes",
            f"{prefix}source": "own_service",
            f"{prefix}hand": "first",
            f"{prefix}kind": "act",
            f"{prefix}legal_class": "lawful",
        },
    )
    submit(page, "Åpne saken")
    expect(page.get_by_text("Du har ansvaret for den.")).to_be_visible()
    return page.url.partition("#")[0]


def assess(page: Page, case: str) -> None:
    """Assess on both axes, on the ground of what was seen."""
    page.goto(f"{case}vurder/")
    looks_right(page)
    fill(
        page,
        {"attitude_reason": "Snakker om oss og dem.", "willingness_reason": "Ser mye på vold.", "protects": "Laget."},
        {"attitude": "us_and_them", "willingness": "fascination"},
    )
    for name in ("attitude_grounds", "willingness_grounds"):
        page.locator(f"[name='{name}']").first.check()
    submit(page, "Lagre vurderingen")


def choose(page: Page, case: str, step: str, reason: str) -> None:
    """Choose a step of the ladder, and say why."""
    page.goto(f"{case}velg/")
    looks_right(page)
    fill(page, {"reason": reason}, {"step": step})
    submit(page, "Lagre valget")
    expect(page.get_by_text("Valget er lagret.")).to_be_visible()


def test_case_goes_to_support_and_is_closed(house: House, cases_on: Any, open_as: Open) -> None:
    with given("a contact with a worry that needs a named case"):
        page = open_as(house.contact)
        case = open_a_case(page)
        looks_right(page)
    with when("a colleague is named in it, the contact assesses and the colleague confirms"):
        page.goto(f"{case}tilgang/")
        looks_right(page)
        page.locator("select[name='user']").first.select_option(label="Ola Kvernmo")
        submit(page, "Gi tilgang")
        assess(page, case)
        colleague = open_as(house.deputy)
        colleague.goto(case)
        colleague.get_by_role("link", name="Se på den og svar").first.click()
        looks_right(colleague)
        fill(colleague, {}, {"answer": "confirm"})
        submit(colleague, "Send svaret")
    with when("support is chosen, a measure planned, agreed and followed up"):
        choose(page, case, "support", "Personen vil selv, og familien er med.")
        page.goto(f"{case}tiltak/")
        today = f"{clock.today():%d.%m.%Y}"
        fill(
            page,
            {
                "what": "En fast voksen på fritidsklubben",
                "who": "Ungdom og fritid",
                "good_enough": "Kommer to ganger i uken",
                "starts_on": today,
            },
            {"service": "leisure"},
        )
        submit(page, "Legg til tiltaket")
        page.goto(f"{case}avtal/")
        fill(page, {"on": today, "agreed_with": "Personen", "own_words": "Jeg vil tilbake på laget."}, {})
        submit(page, "Lagre avtalen")
    with then("the case page shows the axes, the ladder, the plan and one timeline, with words for each picture"):
        page.goto(case)
        expect(page.locator("dd", has_text="Fascinasjon").first).to_be_visible()
        expect(page.get_by_text("Valgt nå")).to_be_visible()
        expect(page.get_by_text("En fast voksen på fritidsklubben").first).to_be_visible()
        expect(page.get_by_text("Jeg vil tilbake på laget.")).to_be_visible()
        looks_right(page)
        screenshot(page, "case")
    with then("the stranger, the lead and the administrator see nothing"):
        see_nothing(house, open_as, case, f"{case}vurder/", f"{case}planen/")
    with when("the case is closed"):
        page.goto(f"{case}avslutt/")
        looks_right(page)
        fill(page, {"reason": "Målet er nådd."}, {"outcome": "helped"})
        submit(page, "Avslutt saken")
    with then("no text is left on the page"):
        page.goto(case)
        expect(page.get_by_text("Jeg vil tilbake på laget.")).to_have_count(0)
        expect(page.get_by_text("Teksten er tatt bort")).to_be_visible()
        looks_right(page)


@pytest.fixture
def worry_remains(house: House, cases_on: Any) -> UUID:
    """The police's own case after a talk: the worry is greater, and a threat has been made."""
    from avklar.followup.cases.states import Attitude, Result, Willingness
    from avklar.followup.cases.talks import actions as talks
    from avklar.followup.cases.talks.states import TalkState
    from tests.followup.cases.talking import invite

    police = house.police_contact.actor()
    with clock.frozen(clock.now() - timedelta(days=10)):
        case_id = stories.open_one(police, stories.threat()).id
        stories.assessment(police, case_id, Attitude.LEGITIMISES, Willingness.PREPARATION)
        stories.choose(police, case_id, Step.TALK)
        talk_id = invite(police, case_id)
    with clock.frozen(clock.now() - timedelta(days=1)):
        talks.record(police, case_id=case_id, talk_id=talk_id, ending=TalkState.HELD, result=Result.GREATER, version=1)
    return case_id


def test_worry_remains_until_pst_is_contacted_and_the_case_locks(
    house: House, worry_remains: UUID, open_as: Open
) -> None:
    case = reverse("casefile:case", args=[worry_remains])
    with given("a police contact whose talk left the worry greater"):
        page = open_as(house.police_contact)
        page.goto(case)
        looks_right(page)
        page.goto(f"{case}tilgang/")
        page.locator("select[name='user']").first.select_option(label="Marit Løken")
        submit(page, "Gi tilgang")
    with when("prosecution is considered, and the specialist confirms"):
        choose(page, case, "police", "Bekymringen er større etter samtalen.")
        specialist = open_as(house.police_radicalisation_contact)
        specialist.goto(case)
        specialist.get_by_role("link", name="Se på den og svar").first.click()
        fill(specialist, {}, {"answer": "confirm"})
        submit(specialist, "Send svaret")
    with when("PST is contacted and that is recorded"):
        choose(page, case, "pst", "Det er truet, og planene er konkrete.")
        page.goto(f"{reverse('escalation:record', args=[worry_remains])}?kind=pst")
        looks_right(page)
        fill(
            page,
            {"handed_to": "PSTs regionale kontor", "what": "Overlevert i politiets eget system."},
            {"kind": "pst", "how": "secure"},
        )
        _just_now(page)
        submit(page, "Før kontakten")
    with then("the police's own case is locked, and shows why and what it takes to open it"):
        page.goto(case)
        expect(page.get_by_text("Saken er låst").first).to_be_visible()
        expect(page.get_by_text("Skrev at han skulle ta dem.")).to_have_count(0)
        looks_right(page)
        screenshot(page, "case-locked")
    with then("nothing can be written in it any more"):
        page.goto(f"{case}observer/")
        expect(page.get_by_role("button", name="Lagre observasjonen")).to_have_count(0)
    with then("the municipality's contact, the stranger, the lead and the administrator see nothing"):
        see_nothing(house, open_as, case)
        contact = open_as(house.contact)
        response = contact.goto(case)
        assert response is not None
        assert response.status == 404


def _just_now(page: Page) -> None:
    """The day and the hour of the contact: some minutes ago, in Norway."""
    at = (clock.now() - timedelta(minutes=5)).astimezone(clock.OSLO)
    for name, text in (("day", f"{at:%d.%m.%Y}"), ("hour", f"{at:%H.%M}")):
        field = page.locator(f"[name='{name}']")
        if field.count():
            field.fill(text)
