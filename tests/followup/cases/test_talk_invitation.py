"""Inviting to a talk on its page: what the age allows, what is refused with a sentence, and that no text is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.cases import actions
from avklar.followup.cases.states import Age
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround
from avklar.foundation import clock
from avklar.foundation.drafts import drafts
from tests.cast import House
from tests.followup.cases import stories
from tests.followup.cases.talking import all_talks, filled, police_case_of, url


def test_page_says_why_nobody_can_be_invited_yet(police: Client, police_case: UUID) -> None:
    page = police.get(url("talk-invite", police_case)).content.decode()
    assert "avklaringssamtale» på stigen" in page
    assert 'name="place"' not in page


def test_invitation_leads_to_the_talk_with_its_letter(house: House, sent: Callable[..., Any], chosen: UUID) -> None:
    answer = sent()
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert answer.url == url("talk", chosen, talk.id)
    assert (talk.place, talk.guardians, talk.attendance) == ("Lensmannskontoret", "Mor og far", Attendance.VOLUNTARY)


def test_double_click_is_one_talk(house: House, police: Client, chosen: UUID) -> None:
    address = url("talk-invite", chosen)
    form = filled(police.get(address))
    first, second = police.post(address, form), police.post(address, form)
    assert first.url == second.url
    assert len(all_talks(house.police_contact.actor(), chosen)) == 1


@pytest.mark.parametrize(
    ("municipality", "language"),
    [("skjak", Language.NYNORSK), ("gjovik", Language.BOKMAAL), ("hamar", Language.BOKMAAL)],
)
def test_letter_follows_the_municipality(
    house: House, sent: Callable[..., Any], chosen: UUID, municipality: str, language: Language
) -> None:
    sent(language="follow", municipality=str(house.organisation(municipality).pk))
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert talk.language is language


def test_language_needs_a_municipality_to_follow(sent: Callable[..., Any]) -> None:
    answer = sent(language="follow")
    assert answer.status_code == 422
    assert "Velg kommunen, eller velg målformen selv." in answer.content.decode()


def test_missing_guardians_is_said_with_the_way_out(sent: Callable[..., Any]) -> None:
    answer = sent(guardians="")
    assert answer.status_code == 422
    assert "Skriv hvilke foresatte som er invitert, eller hvorfor de ikke er det." in answer.content.decode()
    assert sent(guardians="", no_guardians_reason="Det ville satt barnet i fare.").status_code == 302


def test_talk_in_the_past_is_refused_and_what_was_typed_stays(sent: Callable[..., Any]) -> None:
    answer = sent(day=f"{clock.today() - timedelta(days=1):%d.%m.%Y}")
    assert answer.status_code == 422
    assert "Tidspunktet har allerede vært" in answer.content.decode()
    assert "Å snakke om høsten" in answer.content.decode()


def test_hour_that_the_clock_leaps_over_is_refused_with_a_sentence(sent: Callable[..., Any]) -> None:
    answer = sent(day="28.3.2027", time="02.30")
    assert answer.status_code == 422
    assert "Dette klokkeslettet finnes ikke den dagen" in answer.content.decode()


def test_hour_that_comes_twice_is_one_defined_moment(house: House, sent: Callable[..., Any], chosen: UUID) -> None:
    year = clock.today().year + 1
    night = max(day for day in (date(year, 10, number) for number in range(25, 32)) if day.weekday() == 6)
    assert sent(day=f"{night:%d.%m.%Y}", time="02.30").status_code == 302
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert talk.at == datetime(year, 10, night.day, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("purpose", "x" * 200_000),
        ("purpose", ""),
        ("purpose", "a\x00b"),
        ("place", "x" * 200_000),
        ("place", "Ved \U0001f600"),
        ("time", "25.70"),
        ("day", "31. februar"),
        ("language", "en"),
        ("attendance", "forced"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    house: House, sent: Callable[..., Any], chosen: UUID, field: str, text: str
) -> None:
    assert sent(**{field: text}).status_code == 422
    assert all_talks(house.police_contact.actor(), chosen) == []


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "\u202eabc\u202c", '#import "x": y', "אבג"])
def test_hostile_text_is_shown_as_text_and_printed(
    house: House, police: Client, sent: Callable[..., Any], chosen: UUID, text: str
) -> None:
    page = police.get(sent(purpose=text, place="Et sted").url)
    assert "<script>alert" not in page.content.decode()
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert police.get(url("talk-letter", chosen, talk.id)).content[:5] == b"%PDF-"


@pytest.mark.parametrize("age", [Age.FROM_18, Age.UNKNOWN, Age.FROM_15, Age.UNDER_15])
def test_form_asks_only_what_the_age_allows(house: House, cases_on: Any, police: Client, age: Age) -> None:
    case_id = police_case_of(house.police_contact.actor(), age)
    page = police.get(url("talk-invite", case_id)).content.decode()
    assert ('name="guardians"' in page) is age.may_be_under_18
    assert ('name="attendance"' in page) is age.under_18
    assert (OrderGround.CHILD_ACT in page) is (age is Age.UNDER_15)
    assert ("116 111" in page) is age.may_be_under_18


def test_adult_cannot_be_ordered_by_a_hand_made_form(house: House, cases_on: Any, police: Client) -> None:
    actor = house.police_contact.actor()
    case_id = police_case_of(actor, Age.FROM_25)
    address = url("talk-invite", case_id)
    more = {"attendance": "ordered", "ground": "offence", "order_reason": "x"}
    police.post(address, filled(police.get(address), **more))
    (talk,) = all_talks(actor, case_id)
    assert (talk.attendance, talk.ground, talk.guardians) == (Attendance.VOLUNTARY, None, "")


def test_order_is_written_down_with_its_ground(house: House, sent: Callable[..., Any], chosen: UUID) -> None:
    sent(attendance="ordered", ground="offence", order_reason="En video viser det.", collection="on")
    (talk,) = all_talks(house.police_contact.actor(), chosen)
    assert (talk.ground, talk.collection) == (OrderGround.OFFENCE, True)


def test_order_that_is_near_asks_why(sent: Callable[..., Any]) -> None:
    tomorrow = f"{clock.today() + timedelta(days=1):%d.%m.%Y}"
    near = {"day": tomorrow, "attendance": "ordered", "ground": "offence", "order_reason": "En video viser det."}
    assert "tre dager før" in sent(**near).content.decode()
    assert sent(**near, short_notice_reason="Han reiser i overmorgen.").status_code == 302


def test_ladder_that_changed_while_one_wrote_keeps_the_text(house: House, police: Client, chosen: UUID) -> None:
    address = url("talk-invite", chosen)
    form = filled(police.get(address))
    stories.choose(house.police_contact.actor(), chosen, stories.Step.SUPPORT)
    answer = police.post(address, form)
    assert answer.status_code == 409
    assert "Å snakke om høsten" in answer.content.decode()


def test_lock_while_one_wrote_keeps_the_text_for_the_writer_only(house: House, police: Client, chosen: UUID) -> None:
    address = url("talk-invite", chosen)
    form = filled(police.get(address))
    actor = house.police_contact.actor()
    actions.lock(actor, case_id=chosen)
    answer = police.post(address, form)
    assert answer.status_code == 409
    assert "Å snakke om høsten" in answer.content.decode()
    kept = drafts.load(actor.person, f"case-talk-invite:{chosen}")
    assert kept is not None
    assert kept["place"] == "Lensmannskontoret"


def test_session_that_ended_while_one_wrote_loses_nothing(house: House, police: Client, chosen: UUID) -> None:
    address = url("talk-invite", chosen)
    form = filled(police.get(address))
    assert Client().post(address, form).status_code in (302, 401)
    assert "Å snakke om høsten" in police.get(address).content.decode()
