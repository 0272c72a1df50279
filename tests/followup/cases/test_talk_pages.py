"""The pages of a talk: who reaches them, the invitation by age, both downloads, a new date, and what came of it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from avklar.followup.cases import actions
from avklar.followup.cases.states import Age, Outcome, Result
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks.states import Attendance, OrderGround, TalkState
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.talking import all_talks, invite, police_case_of, record, soon, url
from tests.followup.concerns.pages import hidden

PARTS = ("talk", "talk-move", "talk-outcome", "talk-letter", "talk-calendar")


# --- Who


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("contact", 403),
        ("stranger", 403),
        ("hamar_police_contact", 404),
        ("district_lead", 403),
        ("administrator", 403),
        ("privacy_officer", 403),
        ("editor", 403),
    ],
)
def test_nobody_else_reaches_any_page_of_a_talk(
    house: House, client_as: Any, chosen: UUID, planned: UUID, key: str, status: int
) -> None:
    browser = client_as(house.people[key])
    assert browser.get(url("talk-invite", chosen)).status_code == status
    for name in PARTS:
        assert browser.get(url(name, chosen, planned)).status_code == status


@pytest.mark.parametrize("name", PARTS)
def test_talk_of_another_case_does_not_exist(
    house: House, police: Client, chosen: UUID, planned: UUID, name: str
) -> None:
    other = police_case_of(house.police_contact.actor(), Age.FROM_25)
    assert police.get(url(name, other, planned)).status_code == 404
    assert police.get(url(name, chosen, clock.new_id())).status_code == 404


@pytest.mark.parametrize("name", ["talk-letter", "talk-calendar"])
def test_locked_case_gives_no_file(house: House, police: Client, chosen: UUID, planned: UUID, name: str) -> None:
    actions.lock(house.police_contact.actor(), case_id=chosen)
    assert police.get(url(name, chosen, planned)).status_code == 404


@pytest.mark.parametrize("name", ["talk", "talk-move", "talk-outcome"])
def test_locked_case_shows_nothing_of_the_talk(
    house: House, police: Client, chosen: UUID, planned: UUID, name: str
) -> None:
    actions.lock(house.police_contact.actor(), case_id=chosen)
    page = police.get(url(name, chosen, planned))
    assert "Saken er låst" in page.content.decode()
    assert "Lensmannskontoret" not in page.content.decode()


# --- The talk


def test_page_says_that_it_is_no_interrogation_and_that_saying_no_has_no_consequence(
    police: Client, chosen: UUID, planned: UUID
) -> None:
    page = police.get(url("talk", chosen, planned)).content.decode()
    assert "En samtale er ikke et avhør." in page
    assert "Det får ingen følger" in page


def test_reading_the_talk_and_its_files_is_journalled(
    house: House, police: Client, chosen: UUID, planned: UUID
) -> None:
    for name in ("talk", "talk-letter", "talk-calendar"):
        assert police.get(url(name, chosen, planned)).status_code == 200
    with scope(house.police_contact.organisation.pk):
        rows = Entry.objects.filter(
            kind="talk", object_id=str(planned), verb="read", user_id=house.police_contact.user.pk
        )
        assert rows.count() == 3


@pytest.mark.parametrize(
    ("name", "kind", "end"), [("talk-letter", "application/pdf", ".pdf"), ("talk-calendar", "text/calendar", ".ics")]
)
def test_files_are_downloaded_and_kept_by_no_cache(
    police: Client, chosen: UUID, planned: UUID, name: str, kind: str, end: str
) -> None:
    answer = police.get(url(name, chosen, planned))
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Disposition"].endswith(f'{end}"')
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["talk-letter", "talk-calendar"])
def test_talk_that_is_over_has_no_file_to_send(
    house: House, police: Client, chosen: UUID, planned: UUID, name: str
) -> None:
    record(house.police_contact.actor(), chosen, planned, TalkState.CANCELLED)
    assert police.get(url(name, chosen, planned)).status_code == 404


def test_feedback_is_a_disclosure(house: House, police: Client, chosen: UUID, planned: UUID) -> None:
    link = reverse("disclosures:compose", args=[chosen])
    assert link not in police.get(url("talk", chosen, planned)).content.decode()
    record(house.police_contact.actor(), chosen, planned, TalkState.HELD, Result.SMALLER)
    assert link in police.get(url("talk", chosen, planned)).content.decode()


# --- A new date, and what came of it


def test_new_date_leads_to_the_new_talk(house: House, police: Client, chosen: UUID, planned: UUID) -> None:
    address = url("talk-move", chosen, planned)
    page = police.get(address)
    form = {name: hidden(page, name) for name in ("submission", "kept_for")}
    day = clock.today() + timedelta(days=12)
    answer = police.post(address, form | {"day": f"{day:%d.%m.%Y}", "time": "9"})
    old, new = all_talks(house.police_contact.actor(), chosen)
    assert answer.url == url("talk", chosen, new.id)
    assert (old.state, new.at.astimezone(clock.OSLO).hour) == (TalkState.MOVED, 9)
    assert police.post(address, form | {"day": f"{day:%d.%m.%Y}", "time": "9"}).url == answer.url


def test_new_date_in_the_past_is_refused(police: Client, chosen: UUID, planned: UUID) -> None:
    address = url("talk-move", chosen, planned)
    page = police.get(address)
    form = {name: hidden(page, name) for name in ("submission", "kept_for")}
    assert police.post(address, form | {"day": f"{clock.today():%d.%m.%Y}", "time": "00.00"}).status_code == 422


def outcome_form(page: Any, **more: str) -> dict[str, str]:
    """What came of it, with the page's hidden fields."""
    return {name: hidden(page, name) for name in ("submission", "kept_for", "version", "since")} | more


def test_outcome_before_the_hour_is_only_that_it_wont_be_held(police: Client, chosen: UUID, planned: UUID) -> None:
    page = police.get(url("talk-outcome", chosen, planned)).content.decode()
    assert 'value="refused"' in page
    assert 'value="held"' not in page
    assert 'name="agreed_plan"' not in page


def test_outcome_is_written_down(house: House, police: Client, chosen: UUID, planned: UUID) -> None:
    address = url("talk-outcome", chosen, planned)
    with clock.frozen(soon() + timedelta(hours=1)):
        form = outcome_form(police.get(address), state="held", result="smaller", agreed_plan="Vi ringes.")
        for _click in range(2):
            assert police.post(address, form).url == url("talk", chosen, planned)
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert (talk.state, talk.result, talk.agreed_plan) == (TalkState.HELD, Result.SMALLER, "Vi ringes.")


def test_held_without_a_result_is_asked_again(police: Client, chosen: UUID, planned: UUID) -> None:
    address = url("talk-outcome", chosen, planned)
    with clock.frozen(soon() + timedelta(hours=1)):
        answer = police.post(address, outcome_form(police.get(address), state="held"))
    assert answer.status_code == 422
    assert "Velg hvordan bekymringen er etter samtalen." in answer.content.decode()


def test_outcome_that_somebody_else_wrote_first_is_said_and_the_text_stays(
    house: House, police: Client, chosen: UUID, planned: UUID
) -> None:
    address = url("talk-outcome", chosen, planned)
    with clock.frozen(soon() + timedelta(hours=2)):
        form = outcome_form(police.get(address), state="held", result="gone", agreed_plan="Vi ringes i mai.")
        other = house.police_radicalisation_contact.actor()
        talks.record(other, case_id=chosen, talk_id=planned, ending=TalkState.NO_SHOW, version=1)
        answer = police.post(address, form)
    assert answer.status_code == 409
    assert "Samtalen er allerede ført." in answer.content.decode()
    assert "Vi ringes i mai." in answer.content.decode()


@pytest.mark.parametrize("name", ["talk-move", "talk-outcome"])
def test_form_of_a_talk_that_is_over_leads_to_the_talk(
    house: House, police: Client, chosen: UUID, planned: UUID, name: str
) -> None:
    record(house.police_contact.actor(), chosen, planned, TalkState.REFUSED)
    assert police.get(url(name, chosen, planned)).url == url("talk", chosen, planned)


def test_closed_case_keeps_no_talk_in_sight(house: House, police: Client, chosen: UUID, planned: UUID) -> None:
    actor = house.police_contact.actor()
    actions.close(
        actor,
        case_id=chosen,
        outcome=Outcome.HELPED,
        reason="Bekymringen er borte.",
        kept="",
        submission=clock.new_id(),
        version=stories.version(actor, chosen),
    )
    page = police.get(url("talk", chosen, planned)).content.decode()
    assert "Saken er avsluttet" in page
    assert "Lensmannskontoret" not in page


def test_page_of_an_ordered_talk_says_why(house: House, police: Client, chosen: UUID) -> None:
    more = {"attendance": Attendance.ORDERED, "ground": OrderGround.OFFENCE, "order_reason": "En video viser det."}
    talk_id = invite(house.police_contact.actor(), chosen, **more)
    page = police.get(url("talk", chosen, talk_id)).content.decode()
    assert "En video viser det." in page
    assert str(OrderGround.OFFENCE.label) in page


@pytest.mark.parametrize(("ordered", "said"), [(False, True), (True, False)])
def test_page_promises_no_consequence_only_where_the_talk_is_voluntary(
    house: House, police: Client, chosen: UUID, ordered: bool, said: bool
) -> None:
    order = {"attendance": Attendance.ORDERED, "ground": OrderGround.OFFENCE, "order_reason": "En video viser det."}
    talk_id = invite(house.police_contact.actor(), chosen, **(order if ordered else {}))
    page = police.get(url("talk", chosen, talk_id)).content.decode()
    assert ("Det får ingen følger" in page) is said
    assert "helt vanlig" in page


def test_letter_is_signed_in_its_own_language(house: House, police: Client, chosen: UUID, planned: UUID) -> None:
    police.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    made = police.get(url("talk-letter", chosen, planned)).content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "Politikontakt" in text
    assert "Stian Rustad" in text
