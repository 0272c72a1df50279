"""The statement is open to everybody; what doesn't work is told without an account, once, and reaches the editors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.notifications.models import Note
from avklar.public.accessibility.models import Feedback
from tests.cast import House
from tests.leafing import leafed

ClientAs = Callable[..., Client]
TELL = "/tilgjengelighet/si-fra/"
WORDS = {
    "text": "Skjermleseren leser ikke kartet.",
    "page": "/kontakt/",
    "email": "",
    "submission": str(clock.new_id()),
}


@pytest.fixture(autouse=True)
def fresh_throttles(db: None) -> None:
    cache.clear()


def test_statement_lists_every_criterion_and_sets_no_cookie(house: House, client: Client) -> None:
    response = client.get(reverse("accessibility:statement"))
    assert response.status_code == 200
    assert response.content.decode().count('<th scope="row">') == 47
    assert not response.cookies
    assert response.headers["Cache-Control"] in {"public, max-age=3600", "public, max-age=3599"}
    assert {"Cookie", "Accept-Language"} <= {each.strip() for each in response.headers["Vary"].split(",")}


def test_what_does_not_work_is_told_once_and_reaches_the_editors(house: House, client: Client) -> None:
    for _click in range(2):
        assert client.post(TELL, WORDS).status_code == 302
    row = Feedback.objects.get()
    assert (row.text, row.page, row.email) == (WORDS["text"], "/kontakt/", "")
    assert row.leaves_at > clock.now()
    told = set(Note.objects.filter(code="accessibility_feedback").values_list("user_id", flat=True))
    assert house.district_lead.user.pk in told
    assert house.contact.user.pk not in told


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "", "Fyll ut dette feltet."),
        ("text", "x" * 200_000, "for lang"),
        ("text", "null\x00tegn", "et tegn vi ikke kan ta imot"),
        ("email", "ikke en adresse", "Skriv en hel adresse"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(
    house: House, client: Client, field: str, value: str, said: str
) -> None:
    response = client.post(TELL, WORDS | {field: value})
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert WORDS["page"] in page
    assert not Feedback.objects.exists()


def test_hostile_text_is_shown_as_text(house: House, client: Client, client_as: ClientAs) -> None:
    client.post(TELL, WORDS | {"text": "<script>alert(1)</script>"})
    page = client_as(house.district_lead).get(reverse("accessibility:told")).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_too_many_are_refused_and_nothing_typed_is_lost(house: House, client: Client) -> None:
    answers = [client.post(TELL, WORDS | {"submission": str(clock.new_id())}) for _time in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [302] * 10
    assert answers[10].status_code == 429
    assert WORDS["text"] in answers[10].content.decode()


def test_only_editors_see_and_settle_and_only_once(house: House, client: Client, client_as: ClientAs) -> None:
    client.post(TELL, WORDS)
    settle = reverse("accessibility:settle", args=[Feedback.objects.get().pk])
    for person in (house.contact, house.stranger, house.police_contact):
        assert client_as(person).get(reverse("accessibility:told")).status_code == 403
        assert client_as(person).post(settle).status_code == 403
    lead = client_as(house.district_lead)
    assert lead.post(settle).status_code == 302
    assert lead.post(settle).status_code == 409
    assert lead.post(reverse("accessibility:settle", args=[clock.new_id()])).status_code == 404
    assert "Ferdig" in lead.get(reverse("accessibility:told")).content.decode()


def test_choice_of_language_needs_no_token_and_leads_nowhere_else(house: House) -> None:
    typed = {"language": "nn", "next": "https://example.org/"}
    answer = Client(enforce_csrf_checks=True).post(reverse("set_language"), typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert answer.cookies["django_language"].value == "nn"


def test_public_page_is_compressed_and_somebodys_own_never_is(
    house: House, client: Client, client_as: ClientAs
) -> None:
    takes = {"accept-encoding": "gzip"}
    public = client.get(reverse("accessibility:statement"), headers=takes)
    assert public.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in public.headers["Vary"]
    for address in (reverse("accessibility:statement"), reverse("home:my_day")):
        own = client_as(house.contact).get(address, headers=takes)
        assert own.status_code == 200
        assert "Content-Encoding" not in own.headers
    asking = client.get(reverse("accessibility:tell"), headers=takes)
    assert "Content-Encoding" not in asking.headers, "what somebody types lies beside a token"


def test_what_is_said_to_one_reader_is_kept_for_nobody(house: House, client: Client) -> None:
    thanked = client.post(TELL, WORDS, follow=True)
    assert "Takk. Meldingen er kommet fram" in thanked.content.decode()
    assert "no-store" in thanked.headers["Cache-Control"]
    assert "public" in client.get(reverse("accessibility:statement")).headers["Cache-Control"]


def test_nothing_that_was_told_is_beyond_reach(house: House, client_as: ClientAs) -> None:
    Feedback.objects.bulk_create(Feedback(text=f"Melding {n:02}.", submission=clock.new_id()) for n in range(60))
    pages = leafed(client_as(house.editor), reverse("accessibility:told"))
    assert len(pages) == 3
    assert [f"Melding {n:02}." in "".join(pages) for n in range(60)] == [True] * 60
