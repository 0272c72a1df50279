"""A form that is turned away doesn't take its text with it, and the text reaches nobody but its writer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from avklar.foundation import clock
from avklar.foundation.drafts import drafts, rescue, views
from tests.unsent import every_draft

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls("tests.foundation.drafts.urls")]

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "avklar.foundation.drafts.middleware.RescueMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@pytest.fixture(autouse=True)
def _small_house(settings: Any) -> None:
    settings.MIDDLEWARE = MIDDLEWARE
    settings.LOGIN_URL, settings.SECOND_FACTOR_URL = "account_login", "mfa_index"


def _signed_in(user: Any, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(user, backend="avklar.people.accounts.backend.Backend")
    return client


def _posted(user: Any, **more: object) -> dict[str, object]:
    return {"text": "hun virker redd", rescue.FIELD: drafts.token(user.pk, "concern"), **more}


def test_text_of_an_ended_session_is_there_after_signing_in(kari: Any) -> None:
    turned_away = Client().post("/skjema/", _posted(kari))
    assert turned_away.headers["Location"] == "/logg-inn/?next=/skjema/"
    assert "hun virker redd" in _signed_in(kari).get("/skjema/").content.decode()


def test_text_of_an_ended_session_lies_nowhere_in_clear(kari: Any) -> None:
    client = Client()
    client.post("/skjema/", _posted(kari))
    assert b"redd" not in bytes(every_draft()[0].body)
    assert not Session.objects.exists()
    assert "redd" not in str(client.cookies)


def test_text_of_an_ended_session_is_not_shown_to_somebody_else(kari: Any, jon: Any) -> None:
    Client().post("/skjema/", _posted(kari))
    assert "redd" not in _signed_in(jon).get("/skjema/").content.decode()


def test_sign_in_leads_back_to_the_page_that_showed_the_form(kari: Any) -> None:
    turned_away = Client().post("/skjema/", _posted(kari), headers={"Referer": "http://testserver/skjema/?side=2"})
    assert turned_away.headers["Location"] == "/logg-inn/?next=/skjema/%3Fside%3D2"


def test_sign_in_never_leads_to_another_site(kari: Any) -> None:
    turned_away = Client().post("/skjema/", _posted(kari), headers={"Referer": "https://example.org/ut"})
    assert turned_away.headers["Location"] == "/logg-inn/?next=/skjema/"


def test_text_of_somebody_else_is_not_sent_by_the_one_now_signed_in(kari: Any, jon: Any) -> None:
    response = _signed_in(jon).post("/skjema/", _posted(kari))
    assert (response.status_code, response.headers["Location"]) == (303, "/skjema/")
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd"}
    assert drafts.load(jon.pk, "concern") is None


def test_text_on_a_page_that_is_too_old_is_kept(kari: Any) -> None:
    response = _signed_in(kari, enforce_csrf_checks=True).post("/skjema/", _posted(kari))
    assert (response.status_code, response.headers["Location"]) == (303, "/skjema/")
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd"}


def test_text_on_a_page_that_is_too_old_after_sign_out_is_kept(kari: Any) -> None:
    response = Client(enforce_csrf_checks=True).post("/skjema/", _posted(kari))
    assert response.headers["Location"] == "/logg-inn/?next=/skjema/"
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd"}


@pytest.mark.parametrize("answer", ["second-factor", "403", "500", "503"])
def test_text_of_a_form_turned_away_is_kept(kari: Any, answer: str) -> None:
    _signed_in(kari).post(f"/skjema/?answer={answer}", _posted(kari))
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd"}


@pytest.mark.parametrize("answer", ["200", "409", "422"])
def test_text_of_a_form_that_was_answered_is_not_kept(kari: Any, answer: str) -> None:
    _signed_in(kari).post(f"/skjema/?answer={answer}", _posted(kari))
    assert every_draft() == []


def test_passwords_and_tokens_are_not_kept(kari: Any) -> None:
    more = {"password1": "x", "nytt_passord": "x", "csrfmiddlewaretoken": "x"}
    Client().post("/skjema/", _posted(kari, **more))
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd"}


def test_several_choices_are_kept_as_a_list(kari: Any) -> None:
    Client().post("/skjema/", _posted(kari, tick=["a", "b"]))
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd", "tick": ["a", "b"]}


def test_what_was_kept_before_and_is_not_posted_stays(kari: Any) -> None:
    organisation = clock.new_id()
    with clock.frozen(clock.now() - timedelta(minutes=5)):
        drafts.save(kari.pk, "concern", {"text": "før", "setting": "skole"}, organisation_id=organisation)
    Client().post("/skjema/", _posted(kari))
    assert drafts.load(kari.pk, "concern") == {"text": "hun virker redd", "setting": "skole"}
    assert [draft.organisation_id for draft in every_draft()] == [organisation]


@pytest.mark.parametrize("token", ["", "laget.av.meg.selv"])
def test_text_without_a_true_token_is_not_kept(token: str) -> None:
    Client().post("/skjema/", {"text": "x", rescue.FIELD: token})
    assert every_draft() == []


def test_text_with_an_expired_token_is_not_kept(kari: Any) -> None:
    with clock.frozen(clock.now() - timedelta(days=8)):
        posted = _posted(kari)
    Client().post("/skjema/", posted)
    assert every_draft() == []


def test_200_000_characters_are_kept(kari: Any) -> None:
    Client().post("/skjema/", _posted(kari, text="å" * 200_000))
    assert drafts.load(kari.pk, "concern") == {"text": "å" * 200_000}


def test_more_than_the_limit_is_not_kept(kari: Any) -> None:
    Client().post("/skjema/", _posted(kari, text="x" * (rescue.MOST_CHARACTERS + 1)))
    assert every_draft() == []


def test_body_beyond_every_limit_is_an_ordinary_refusal(kari: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = Client(raise_request_exception=False).post("/skjema/", _posted(kari, text="x" * 5000))
    assert response.status_code in {302, 400, 413}
    assert every_draft() == []


def test_the_same_page_sent_again_and_again_writes_once(kari: Any) -> None:
    with clock.frozen(clock.now()):
        for number in range(3):
            Client().post("/skjema/", _posted(kari, text=str(number)))
    assert drafts.load(kari.pk, "concern") == {"text": "0"}


def test_page_that_is_too_old_without_a_token_says_what_to_do(
    kari: Any, rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "problem_page", lambda request, status, sentence: (status, str(sentence)))
    request = rf.post("/skjema/", {"text": "x"})
    request.user = kari
    assert views.csrf_failure(request) == (
        403,
        "Siden var for gammel til å tas imot. Gå tilbake, last den på nytt og prøv igjen.",
    )


def test_failing_database_leaves_the_answer_as_it_was(kari: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*arguments: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(drafts, "add", full_disk)
    assert Client().post("/skjema/", _posted(kari)).status_code == 302
