"""The newsroom's pages: written, looked at, put right without losing a word, published; all without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.public.news import queries
from avklar.public.news.models import Article, Edition
from tests.cast import House
from tests.public.news.conftest import ASKED, NB, NN, add, image, show, take_back, write

ClientAs = Callable[..., Client]


def first(kind: str = "news") -> str:
    """Where a new article is written."""
    return reverse("news:first", args=[kind, "nb"])


def sent(do: str = "save", **changes: Any) -> dict[str, Any]:
    """A filled-in form."""
    words = {
        "title": "Ny sak",
        "lead": "Kort sagt.",
        "body": "**Teksten** står her.",
        "byline": "Gro Moan",
        "pairs": "0",
        "version": "0",
        "do": do,
    }
    return words | {"submission": str(clock.new_id())} | changes


def file(content: bytes, name: str = "bilde.png", kind: str = "image/png") -> SimpleUploadedFile:
    """An uploaded file."""
    return SimpleUploadedFile(name, content, kind)


def errors(response: HttpResponse) -> list[str]:
    """The fields where something is wrong."""
    assert response.status_code == 422
    return list(response.context["form"].errors)  # type: ignore[attr-defined]


def test_article_is_looked_at_and_saved(house: House, client_as: ClientAs) -> None:
    client = client_as(house.editor)
    seen = client.post(first(), sent("preview"))
    said = seen.content.decode()
    assert (seen.status_code, "<strong>Teksten</strong>" in said, Article.objects.count()) == (200, True, 0)
    form = sent()
    for _click in range(2):
        assert client.post(first(), form).status_code == 302
    assert (Article.objects.count(), Edition.objects.get().title) == (1, "Ny sak")


def test_pairs_are_added_and_taken_away_without_losing_a_word(house: House, client_as: ClientAs) -> None:
    client = client_as(house.editor)
    assert client.get(first("interview")).context["form"].count == 1
    words = sent("add", pairs="1", question_0="Hvem?", answer_0="Alle.", title="")
    more = client.post(first("interview"), words)
    form = more.context["form"]
    assert (more.status_code, form.count, form["answer_0"].value(), form.is_bound) == (200, 2, "Alle.", False)
    words |= {"do": "remove-0", "pairs": "2", "question_1": "Hva?", "answer_1": "Alt."}
    less = client.post(first("interview"), words).context["form"]
    assert (less.count, less["question_0"].value(), less["body"].value()) == (1, "Hva?", words["body"])
    saved = sent(pairs="2", question_0="Hvem?", answer_0="Alle.", question_1="", answer_1=" ")
    assert client.post(first("interview"), saved).status_code == 302
    assert Edition.objects.get().questions == [["Hvem?", "Alle."]]


def test_picture_stays_chosen_while_the_rest_is_put_right(house: House, client_as: ClientAs) -> None:
    client = client_as(house.editor)
    answer = client.post(first(), sent(title="", file=file(image())))
    assert errors(answer) == ["title"]
    carried = str(answer.context["form"]["picture"].value())
    assert errors(client.post(first(), sent(picture=carried))) == ["alt", "credit"]
    told = {"picture": carried, "alt": "Et felt", "credit": "Foto: Gro Moan"}
    seen = client.post(first(), sent("preview", **told)).content.decode()
    assert "<figcaption> Foto: Gro Moan</figcaption>" in seen
    assert client.post(first(), sent(**told)).status_code == 302
    assert str(Edition.objects.get().picture_id) == carried


@pytest.mark.parametrize("do", ["save", "preview", "add"])
def test_file_that_is_no_picture_is_said_at_its_field(house: House, client_as: ClientAs, do: str) -> None:
    html = file(b"<!doctype html><script>alert(1)</script>", "bilde.jpg", "image/jpeg")
    answer = client_as(house.editor).post(first(), sent(do, file=html))
    assert errors(answer) == ["file"]
    assert answer.context["form"]["body"].value() == "**Teksten** står her."


BAD = {
    "title": ["", "x" * 121, "a\x00b"],
    "lead": ["", "x" * 401],
    "body": ["", "x" * 200_000],
    "byline": [""],
    "related": ["a1b2"],
}


def test_what_is_wrong_is_said_at_its_field(house: House, client_as: ClientAs) -> None:
    client = client_as(house.editor)
    for field, values in BAD.items():
        for value in values:
            assert errors(client.post(first(), sent(**{field: value}))) == [field]


def test_stale_edit_shows_what_was_saved_and_keeps_the_own_text(house: House, draft: UUID, client_as: ClientAs) -> None:
    add(house, draft, NB, 1, body="Sjefens tekst.")
    client, url = client_as(house.editor), reverse("news:edit", args=[draft, "nb"])
    answer = client.post(url, sent(version="1", body="Min tekst."))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert [
        part for part in ("Arne Skogli lagret mens du skrev", "Sjefens tekst.", "Min tekst.") if part not in said
    ] == []
    again = sent(version=answer.context["form"].data["version"], body="Min tekst.")
    assert client.post(url, again).status_code == 302
    assert queries.article(house.editor.actor(), draft).first.newest.words.body == "Min tekst."


def test_article_is_scheduled_published_and_withdrawn_by_forms(house: House, draft: UUID, client_as: ClientAs) -> None:
    client, url = client_as(house.editor), reverse("news:manage", args=[draft])
    later = {"languages": ["nb"], "when": "later", "version": "1"}
    assert errors(client.post(url, later)) == ["day", "hour"]
    assert errors(client.post(url, later | {"day": "1.1.2020", "hour": "9"})) == ["day"]
    assert errors(client.post(url, {"when": "now", "version": "1"})) == ["languages"]
    year = clock.today().year + 1
    assert client.post(url, later | {"day": f"1.2.{year}", "hour": "9.30"}).status_code == 302
    assert f"1. februar {year} kl. 09.30" in client.get(url).content.decode()
    stale = client.post(url, {"languages": ["nb"], "when": "now", "version": "7"})
    assert (stale.status_code, stale.context["form"].data["version"]) == (422, "2")
    assert client.post(url, {"languages": ["nb"], "when": "now", "version": "2"}).status_code == 302
    away = reverse("news:withdraw", args=[draft])
    assert errors(client.post(away, {"reason": " ", "version": "3"})) == ["reason"]
    assert client.post(away, {"reason": "Feil tall.", "version": "3"}).status_code == 302
    assert queries.latest(5, "nb") == []


def test_every_page_of_the_newsroom_opens_in_every_state(house: House, client_as: ClientAs) -> None:
    draft, live, gone = write(house), write(house, questions=ASKED), write(house)
    show(house, live)
    add(house, live, NN)
    add(house, live, NB, 1)
    show(house, gone)
    take_back(house, gone)
    client = client_as(house.district_lead)
    for article in (draft, live, gone):
        for name, given in (
            ("manage", []),
            ("withdraw", []),
            ("edit", ["nb"]),
            ("edit", ["en"]),
            ("edition", ["nb", 1]),
        ):
            assert client.get(reverse(f"news:{name}", args=[article, *given])).status_code == 200, name
    said = client.get(reverse("news:desk")).content.decode()
    assert [word for word in ("Utkast", "Endret, ikke publisert", "Trukket tilbake") if word not in said] == []
    assert client.post(reverse("news:begin"), {"kind": "press", "language": "nn"})["Location"].endswith("/press/nn/")
    for wrong in (["press", "sv"], ["poem", "nb"]):
        assert client.get(reverse("news:first", args=wrong)).status_code == 404
