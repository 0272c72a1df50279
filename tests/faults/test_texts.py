"""Odd texts through the real pages: none, one sign, far too long, emoji, right to left, zero bytes, HTML, formulas.

Each is either kept as it was written and shown harmless, or refused with the text still on the page.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.followup.concerns.models import Concern, Message, Observation
from avklar.followup.consultations import actions as consultations
from avklar.followup.consultations import parties
from avklar.followup.consultations.models import Consultation
from avklar.followup.consultations.models import Message as ConsultationMessage
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize
from avklar.foundation.vault import keys
from tests.cast import House, Person
from tests.faults.victim import observation
from tests.journeys.stored import everything_stored, lies_in_clear
from tests.journeys.story import sent_by
from tests.unsent import every_draft

ClientAs = Callable[..., Client]
TAKEN = {
    "one sign": "x",
    "emoji": "👩🏽‍🏫 eleven lo 😀 og gikk 🏳️‍🌈",
    "right to left": "مرحبا بالعالم og שלום עולם, skrev eleven",
    "html": '<script>alert("hei")</script><img src=x onerror=alert(1)> {{ 7 }} {% now %}',
    "formula": "=1+1+cmd|' /c calc'!a0",
    "lines": "\r\nførste linje\r\n\r\n\tandre linje",
    "composed": "a\u030a pa\u030a bla\u030a",  # å of two signs
}
REFUSED = {"far too long": "ord " * 50_000, "zero byte": "eleven sa\x00 noe rart", "bell": "eleven ropte\x07 høyt"}


@dataclass(frozen=True)
class Place:
    """A form somebody writes in: how to send a text, and what was stored since."""

    client: Client
    url: str
    field: str
    stored: Callable[[], list[str]]
    more: dict[str, str]

    def send(self, text: str) -> object:
        """Fill in and send, following where it leads."""
        return self.client.post(self.url, {**self.more, self.field: text}, follow=True)


@pytest.fixture(params=["concern", "answer", "question", "reply", "note"])
def place(request: pytest.FixtureRequest, house: House, client_as: ClientAs) -> Place:
    """Each form of a concern in turn."""
    if request.param == "concern":
        return _form(house.teacher, client_as)
    concern_id = sent_by(house.teacher)
    own = request.param == "reply"
    client = client_as(house.teacher if own else house.contact)
    url = reverse("concerns:own" if own else "concerns:concern", args=[concern_id])
    if request.param == "note":
        return Place(client, url, "text", lambda: _notes(house), {"do": "note", "version": "1"})
    verb = {"answer": "answer", "question": "ask", "reply": "answer"}[request.param]
    return Place(client, url, "text", lambda: _messages(house), {"do": verb})


def _form(teacher: Person, client_as: ClientAs) -> Place:
    """The third step; what follows is filled in and sent when it was taken."""
    client = client_as(teacher)
    client.post(reverse("concerns:new"), {"danger": "no"})
    about = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}
    client.post(reverse("concerns:step", args=["gjelder"]), about)

    def sent() -> list[str]:
        for step in ("forklaringer", "gjort"):
            client.post(reverse("concerns:step", args=[step]), {})
        client.post(reverse("concerns:review"), {"do": "send"})
        with scope(teacher.organisation.pk):
            return [each.fact for each in keys.unlock(Observation.objects.all())]

    return Place(client, reverse("concerns:step", args=["observasjoner"]), "o1-fact", sent, observation(""))


def _messages(house: House) -> list[str]:
    with scope(house.organisation("alvdal").pk):
        return [each.text for each in keys.unlock(Message.objects.all())]


def _notes(house: House) -> list[str]:
    with scope(house.organisation("alvdal").pk):
        return [each.note for each in keys.unlock(Concern.objects.all()) if each.note]


def as_kept(text: str) -> str:
    """Line breaks and letters as the house keeps them; ends are trimmed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


@pytest.mark.parametrize("kind", TAKEN)
def test_text_is_kept_as_written_and_shown_harmless(kind: str, place: Place) -> None:
    text = TAKEN[kind]
    response = place.send(text)
    assert response.status_code == 200  # type: ignore[attr-defined]
    assert [as_kept(each) for each in place.stored()] == [as_kept(text)]
    page = place.client.get(place.url).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    if len(text) > 1:
        assert not lies_in_clear(text, everything_stored())


@pytest.mark.parametrize("kind", REFUSED)
def test_text_that_cannot_be_taken_stays_on_the_page(kind: str, place: Place) -> None:
    text = REFUSED[kind]
    response = place.send(text)
    page = html.unescape(response.content.decode())  # type: ignore[attr-defined]
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert text.replace("\x00", "").strip() in page.replace("\x00", "")
    assert place.stored() == []


def test_nothing_written_is_nothing_sent(place: Place) -> None:
    if "note" in place.more.values():
        assert place.send("").status_code == 200  # type: ignore[attr-defined]  # a note may be emptied
        return
    response = place.send("  \r\n ")
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert place.stored() == []


FACTS = Facts(setting=Setting.SCHOOL, size=SettingSize.FROM_300, age=AgeBand.FROM_13)
FIELDS = {"age": "from_13", "sex": "not_given", "setting": "school", "size": "from_300"}


def _started(house: House) -> UUID:
    receiver = next(each for each in parties.offered(house.contact.actor()) if "Stian" in each.label)
    return consultations.start(
        house.contact.actor(),
        facts=FACTS,
        question=QUESTION,
        receiver=receiver,
        hide_sender=False,
    )


QUESTION = "En elev har sagt hatefulle ting i timen."


def _said(house: House) -> list[str]:
    """Every text of every consultation but the first question."""
    alvdal = house.organisation("alvdal").pk
    with scope(alvdal):
        asked = keys.unlock(Consultation.objects.all(), organisation_id=alvdal)
        said = keys.unlock(ConsultationMessage.objects.all(), organisation_id=alvdal)
        texts = [each.question for each in asked] + [each.text for each in said]
        return [text for text in texts + [each.conclusion or "" for each in asked] if text not in ("", QUESTION)]


@pytest.fixture(params=["start", "message", "advice"])
def writing(request: pytest.FixtureRequest, house: House, client_as: ClientAs) -> Place:
    """Each form of a consultation in turn."""
    if request.param == "start":
        receiver = next(each for each in parties.offered(house.contact.actor()) if "Stian" in each.label)
        return Place(
            client_as(house.contact),
            reverse("consultations:start"),
            "text",
            lambda: _said(house),
            {**FIELDS, "receiver": receiver.key},
        )
    consultation_id = _started(house)
    name = {"message": "send", "advice": "advice"}[request.param]
    url = reverse(f"consultations:{name}", args=[consultation_id])
    return Place(client_as(house.police_contact), url, "text", lambda: _said(house), {"version": "1"})


def _checked_and_sent(writing: Place, text: str) -> list[object]:
    """Look over, then send; both answers."""
    return [
        writing.client.post(writing.url, {**writing.more, "text": text, "do": do, "looked_over": over}, follow=True)
        for do, over in (("check", ""), ("send", "on"))
    ]


@pytest.mark.parametrize("kind", TAKEN)
def test_text_of_a_consultation_is_kept_as_written_and_shown_harmless(kind: str, writing: Place) -> None:
    text = TAKEN[kind]
    for response in _checked_and_sent(writing, text):
        page = response.content.decode()  # type: ignore[attr-defined]
        assert response.status_code == 200  # type: ignore[attr-defined]
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert [as_kept(each) for each in writing.stored()] == [as_kept(text)]
    assert every_draft() == []


@pytest.mark.parametrize("kind", REFUSED)
def test_text_of_a_consultation_that_cannot_be_taken_stays_on_the_page(kind: str, writing: Place) -> None:
    text = REFUSED[kind]
    for response in _checked_and_sent(writing, text):
        page = html.unescape(response.content.decode())  # type: ignore[attr-defined]
        assert response.status_code == 422  # type: ignore[attr-defined]
        assert text.replace("\x00", "").strip() in page.replace("\x00", "")
    assert writing.stored() == []


def test_nothing_written_in_a_consultation_is_nothing_sent(writing: Place) -> None:
    _checked_and_sent(writing, "")
    assert writing.stored() == []
