"""Each error has its page, in words one can act on, without anything about a person."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from avklar.foundation.ui import problems


@pytest.mark.parametrize(
    ("kind", "status"),
    [("not-found", 404), ("denied", 403), ("conflict", 409), ("invalid", 422), ("too-big", 413), ("database", 503)],
)
def test_error_becomes_its_page(client: Client, kind: str, status: int) -> None:
    answer = client.get(f"/feil/{kind}/")
    assert answer.status_code == status
    assert str(problems.PAGES[status].title) in answer.content.decode()


def test_error_speaks_its_own_sentence(client: Client) -> None:
    assert "Bare stedfortrederen kan gjøre dette." in client.get("/feil/own-words/").content.decode()


def test_refused_text_is_shown_so_that_nothing_is_lost(client: Client) -> None:
    text = "Han sa at\n<b>valg</b> er bortkastet."
    answer = client.post("/feil/conflict/", {"what": text, "outcome": "advice", "password1": "et langt passord"})
    html = answer.content.decode()
    assert "Han sa at\n&lt;b&gt;valg&lt;/b&gt; er bortkastet.</textarea>" in html
    assert "et langt passord" not in html
    assert "no-store" in answer.headers["Cache-Control"]


def test_page_without_refused_text_has_no_empty_box(client: Client) -> None:
    assert "Det du skrev" not in client.get("/feil/conflict/").content.decode()


def test_unknown_address_is_not_repeated(client: Client) -> None:
    answer = client.get("/sak/0192-hemmelig/")
    assert answer.status_code == 404
    assert "0192-hemmelig" not in answer.content.decode()
    assert "Vi finner ikke siden" in answer.content.decode()


def test_fault_of_ours_says_nothing_of_the_cause() -> None:
    answer = Client(raise_request_exception=False).get("/feil/bug/")
    assert answer.status_code == 500
    assert "Kari Nordmann" not in answer.content.decode()
    assert "Noe gikk galt hos oss" in answer.content.decode()


def test_lost_database_says_nothing_of_the_cause(client: Client) -> None:
    assert "10.0.0.1" not in client.get("/feil/database/").content.decode()


@pytest.mark.parametrize("status", [500, 503])
def test_plain_page_needs_no_request_and_no_database(status: int) -> None:
    assert problems.plain_page(status).status_code == status


@pytest.mark.parametrize("status", sorted(problems.PAGES))
def test_every_page_says_what_one_can_do(rf: RequestFactory, status: int) -> None:
    request = rf.get("/")
    html = problems.problem_page(request, status).content.decode()
    assert str(problems.PAGES[status].sentence) in html
    assert "!" not in str(problems.PAGES[status].sentence)
