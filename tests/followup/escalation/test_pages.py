"""The pages of step 4 without JavaScript: 112 first, what the buttons do, nothing typed is lost, others see nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.cases.states import Outcome as Closed
from avklar.followup.escalation import queries
from avklar.followup.escalation.states import Answer
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from tests.cast import House, Person
from tests.followup.cases import stories
from tests.followup.escalation.conftest import ask, is_locked

ClientAs = Callable[..., Client]
Contacted = Callable[..., UUID]


def address(name: str, *ids: UUID) -> str:
    return reverse(f"escalation:{name}", args=ids)


def filled(**more: str) -> dict[str, str]:
    """The form as a person fills it in."""
    now = clock.now().astimezone(clock.OSLO) - timedelta(minutes=5)
    given = {
        "kind": "pst",
        "danger": "on",
        "day": f"{now:%d.%m.%Y}",
        "hour": f"{now:%H.%M}",
        "how": "telephone",
        "handed_to": "Vakten hos PST",
        "what": "Observasjon 1 er ført i deres eget system.",
        "outcome": "",
        "reason": "",
        "submission": str(clock.new_id()),
    }
    return given | more


def recorded(person: Person, case_id: UUID) -> list[Any]:
    with scope(person.organisation.pk):
        return queries.of_case(person.actor(), case_id)


# --- Recording


def test_record_page_begins_with_112(case: UUID, first: Person, client_as: ClientAs) -> None:
    html = client_as(first).get(address("record", case)).content.decode()
    assert html.index("tel:112") < html.index('name="kind"')


def test_record_page_shows_the_staircase_on_step_four(case: UUID, first: Person, client_as: ClientAs) -> None:
    html = client_as(first).get(address("record", case)).content.decode()
    assert re.search(r'<li class="s4" aria-current="step">', html)


def test_record_page_says_what_the_ladder_says_and_shuts_no_card(
    case: UUID, first: Person, client_as: ClientAs
) -> None:
    html = client_as(first).get(address("record", case)).content.decode()
    assert "Trinnet er lukket på stigen" in html
    assert 'value="pst"' in html


def test_record_page_never_asks_for_a_name_at_pst(case: UUID, first: Person, client_as: ClientAs) -> None:
    assert "Skriv aldri navnet på noen i PST" in client_as(first).get(address("record", case)).content.decode()


def test_record_page_takes_the_kind_from_the_address(case: UUID, first: Person, client_as: ClientAs) -> None:
    html = client_as(first).get(address("record", case) + "?kind=police").content.decode()
    assert re.search(r'value="police"[^>]* checked', html)


def test_contact_is_recorded_and_the_case_locked(case: UUID, first: Person, client_as: ClientAs) -> None:
    response = client_as(first).post(address("record", case), filled())
    assert (response.status_code, response["Location"]) == (302, reverse("casefile:case", args=[case]))
    assert len(recorded(first, case)) == 1
    assert is_locked(first, case)


def test_double_click_records_once(case: UUID, first: Person, client_as: ClientAs) -> None:
    client, data = client_as(first), filled()
    assert [client.post(address("record", case), data).status_code for _ in range(2)] == [302, 302]
    assert len(recorded(first, case)) == 1


def test_reason_is_asked_for_at_its_field_and_nothing_is_lost(case: UUID, first: Person, client_as: ClientAs) -> None:
    data = filled(what="Det jeg skrev.")
    del data["danger"]
    response = client_as(first).post(address("record", case), data)
    assert response.status_code == 422
    assert "Skriv hvorfor dere tok kontakt likevel." in response.content.decode()
    assert "Det jeg skrev." in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": "99.99"},
        {"hour": "x" * 10_000},
        {"day": "31.2.2026"},
        {"kind": "other"},
        {"how": "pigeon"},
        {"what": ""},
        {"what": "x" * 200_000},
        {"what": "a\x00b"},
        {"handed_to": ""},
        {"outcome": "reported"},
        {"submission": "x"},
    ],
)
def test_wrong_input_is_said_and_nothing_is_recorded(
    case: UUID, first: Person, client_as: ClientAs, wrong: dict[str, str]
) -> None:
    assert client_as(first).post(address("record", case), filled(**wrong)).status_code == 422
    assert recorded(first, case) == []


def test_text_with_markup_is_shown_as_text(case: UUID, first: Person, second: Person, client_as: ClientAs) -> None:
    client_as(first).post(address("record", case), filled(what="<script>alert(1)</script>‮"))
    html = client_as(second).get(address("confirm", case, recorded(first, case)[0].id)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_text_stays_when_the_case_was_closed_meanwhile(case: UUID, first: Person, client_as: ClientAs) -> None:
    from avklar.followup.cases import actions as cases

    given = {"outcome": Closed.HELPED, "reason": "Bra nå.", "kept": "", "submission": clock.new_id()}
    cases.close(first.actor(), case_id=case, version=stories.version(first.actor(), case), **given)
    response = client_as(first).post(address("record", case), filled(what="Det jeg skrev."))
    assert response.status_code == 409
    assert "Det jeg skrev." in response.content.decode()


# --- Answering


def test_second_person_reads_and_confirms(
    case: UUID, contacted: Contacted, first: Person, second: Person, client_as: ClientAs
) -> None:
    page = address("confirm", case, contacted())
    client = client_as(second)
    assert "Observasjon 1 er ført i deres eget system." in client.get(page).content.decode()
    assert client.post(page, {"do": "confirm", "reason": ""}).status_code == 302
    assert recorded(first, case)[0].answer is Answer.CONFIRMED


def test_first_person_gets_no_buttons_and_is_told_why(
    case: UUID, contacted: Contacted, first: Person, client_as: ClientAs
) -> None:
    html = client_as(first).get(address("confirm", case, contacted())).content.decode()
    assert 'value="confirm"' not in html
    assert "Du førte dette selv" in html


def test_first_person_who_posts_all_the_same_is_denied(
    case: UUID, contacted: Contacted, first: Person, client_as: ClientAs
) -> None:
    assert client_as(first).post(address("confirm", case, contacted()), {"do": "confirm"}).status_code == 403
    assert recorded(first, case)[0].answer is Answer.WAITING


def test_refusal_without_reason_is_said_at_the_field(
    case: UUID, contacted: Contacted, second: Person, client_as: ClientAs
) -> None:
    response = client_as(second).post(address("confirm", case, contacted()), {"do": "refuse", "reason": ""})
    assert response.status_code == 422


def test_refused_contact_shows_how_to_open_for_a_time(
    case: UUID, contacted: Contacted, second: Person, client_as: ClientAs
) -> None:
    page, client = address("confirm", case, contacted()), client_as(second)
    client.post(page, {"do": "refuse", "reason": "Ikke avtalt."})
    assert address("reopen", case) in client.get(page).content.decode()


def test_answer_that_came_too_late_is_a_conflict_with_the_answer_shown(
    case: UUID, contacted: Contacted, second: Person, client_as: ClientAs
) -> None:
    page, client = address("confirm", case, contacted()), client_as(second)
    client.post(page, {"do": "confirm"})
    response = client.post(page, {"do": "refuse", "reason": "Nei."})
    assert response.status_code == 409
    assert "Person nummer to har allerede svart." in response.content.decode()


# --- Opening


def test_locked_page_says_why_since_when_and_what_it_takes(locked: UUID, first: Person, client_as: ClientAs) -> None:
    html = client_as(first).get(address("reopen", locked)).content.decode()
    assert "avk-locked" in html
    assert "Låst siden" in html
    assert f"{first.user.name} førte det." in html
    assert "Det trengs to personer" in html


def test_two_persons_open_it_on_the_page(locked: UUID, first: Person, second: Person, client_as: ClientAs) -> None:
    page = address("reopen", locked)
    asking = {"do": "ask", "hours": "2", "reason": "Rette en feil.", "submission": str(clock.new_id())}
    assert client_as(first).post(page, asking).status_code == 302
    assert "Du ba om dette selv" in client_as(first).get(page).content.decode()
    html = client_as(second).get(page).content.decode()
    assert "Rette en feil." in html
    shown = re.search(r'name="reopening" value="([^"]+)"', html)
    assert shown is not None
    assert client_as(second).post(page, {"do": "confirm", "reopening": shown[1], "reason": ""}).status_code == 302
    assert not is_locked(first, locked)


def test_one_person_who_answers_oneself_on_the_page_is_denied(locked: UUID, first: Person, client_as: ClientAs) -> None:
    reopening_id = ask(first, locked)
    response = client_as(first).post(address("reopen", locked), {"do": "confirm", "reopening": str(reopening_id)})
    assert response.status_code == 403


def test_open_case_is_locked_again_on_the_page(opened: UUID, first: Person, client_as: ClientAs) -> None:
    assert client_as(first).post(address("reopen", opened), {"do": "end"}).status_code == 302
    assert is_locked(first, opened)


@pytest.mark.parametrize("wrong", [{}, {"do": "ask"}, {"do": "ask", "hours": "25", "reason": "x"}, {"do": "x"}])
def test_wrong_asking_is_said_and_opens_nothing(
    locked: UUID, first: Person, client_as: ClientAs, wrong: dict[str, str]
) -> None:
    assert client_as(first).post(address("reopen", locked), wrong).status_code == 422


@pytest.mark.parametrize("shown", ["", "x", "00000000-0000-0000-0000-000000000007"])
def test_answer_to_what_is_not_there_is_no_fault(locked: UUID, second: Person, client_as: ClientAs, shown: str) -> None:
    response = client_as(second).post(address("reopen", locked), {"do": "confirm", "reopening": shown, "reason": ""})
    assert response.status_code in (404, 409)


def test_reason_stays_when_somebody_asked_first(
    locked: UUID, first: Person, second: Person, client_as: ClientAs
) -> None:
    ask(first, locked)
    asking = {"do": "ask", "hours": "2", "reason": "Min egen grunn.", "submission": str(clock.new_id())}
    response = client_as(second).post(address("reopen", locked), asking)
    assert response.status_code == 409
    assert "Min egen grunn." in response.content.decode()


# --- Others


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("hamar_police_contact", 404),
        ("stranger", 403),
        ("contact", 403),
        ("teacher", 403),
        ("district_lead", 403),
        ("administrator", 403),
        ("privacy_officer", 403),
    ],
)
def test_others_see_no_page(
    house: House, case: UUID, contacted: Contacted, client_as: ClientAs, key: str, status: int
) -> None:
    escalation_id, client = contacted(), client_as(house.people[key])
    for page in (
        address("record", case),
        address("confirm", case, escalation_id),
        address("reopen", case),
        address("package", case),
    ):
        assert (client.get(page).status_code, client.post(page, filled()).status_code) == (status, status)


@pytest.mark.parametrize("name", ["record", "reopen", "package"])
def test_page_works_in_a_locked_and_in_an_open_case(
    case: UUID, contacted: Contacted, first: Person, client_as: ClientAs, name: str
) -> None:
    client = client_as(first)
    assert client.get(address(name, case)).status_code == 200
    contacted()
    assert client.get(address(name, case)).status_code == 200
