"""The contact's page: answers, the note with two editors, classing, closing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from avklar.followup.concerns import actions
from avklar.followup.concerns.states import State
from avklar.foundation.drafts import drafts
from avklar.foundation.vault import keys
from tests.followup.concerns import reads, worries
from tests.followup.concerns.pages import hidden


def test_desk_answer_reaches_the_sender(contact: Any, teacher: Any, sent: Any) -> None:
    concern_id = sent()
    url = reverse("concerns:concern", args=[concern_id])
    data = {"do": "answer", "text": "Takk for at du skrev.", "submission": hidden(contact.get(url), "submission")}
    assert contact.post(url, data).status_code == 302
    assert contact.post(url, data).status_code == 302
    text = teacher.get(reverse("concerns:own", args=[concern_id])).content.decode()
    assert text.count("Takk for at du skrev.") == 1


def test_desk_question_waits_for_the_sender_who_replies(house: Any, contact: Any, teacher: Any, sent: Any) -> None:
    concern_id = sent()
    contact.post(reverse("concerns:concern", args=[concern_id]), {"do": "ask", "text": "Har andre sett det?"})
    assert reads.mine(house.teacher.actor()).lines[0].state is State.ASKED
    teacher.post(reverse("concerns:own", args=[concern_id]), {"do": "answer", "text": "Ja, to andre."})
    assert reads.inbox(house.contact.actor()).lines[0].state is State.REPLIED


def test_desk_message_with_a_name_is_not_sent(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    url = reverse("concerns:concern", args=[concern_id])
    page = contact.post(url, {"do": "answer", "text": "Ring meg på 47 60 12 34, så snakker vi."})
    assert page.status_code == 422
    assert "<mark>" in page.content.decode()
    page = contact.post(url, {"do": "swap", "text": "Ring meg på 47 60 12 34, så snakker vi."})
    assert "47 60" not in page.content.decode()
    assert reads.opened(house.contact.actor(), concern_id).messages == ()


@pytest.mark.parametrize("text", ["", "x" * 9000, "a\x00b"])
def test_desk_message_that_cannot_be_sent_stays_in_the_field(contact: Any, sent: Any, text: str) -> None:
    page = contact.post(reverse("concerns:concern", args=[sent()]), {"do": "answer", "text": text})
    assert page.status_code == 422
    assert text.replace("\x00", "") in page.content.decode().replace("\x00", "")


def test_desk_second_editor_sees_the_difference_and_keeps_the_text(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    actions.edit_note(house.deputy.actor(), concern_id=concern_id, text="Ringte skolen mandag.", version=1)
    url = reverse("concerns:concern", args=[concern_id])
    page = contact.post(url, {"do": "note", "text": "Ringte skolen tirsdag.", "version": "1"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "<del>mandag.</del>" in text
    assert "<ins>tirsdag.</ins>" in text
    assert "Ringte skolen tirsdag.</textarea>" in text
    assert contact.post(url, {"do": "note", "text": "Ringte begge dager.", "version": "2"}).status_code == 302


def test_desk_consultation_is_chosen_without_a_reason(contact: Any, sent: Any) -> None:
    concern_id = sent()
    page = contact.post(
        reverse("concerns:concern", args=[concern_id]), {"do": "close", "outcome": "consultation", "version": "1"}
    )
    assert page.url == f"{reverse('consultations:start')}?concern={concern_id}"


def test_desk_closing_without_a_reason_is_told_so(contact: Any, sent: Any) -> None:
    page = contact.post(
        reverse("concerns:concern", args=[sent()]), {"do": "close", "outcome": "nothing", "version": "1"}
    )
    assert page.status_code == 422
    assert "Skriv kort hvorfor" in page.content.decode()


def test_desk_closing_on_a_stale_page_keeps_the_reason(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    actions.reply(house.teacher.actor(), concern_id=concern_id, text="Det har skjedd igjen.")
    page = contact.post(
        reverse("concerns:concern", args=[concern_id]),
        {"do": "close", "outcome": "nothing", "reason": "Vanlig uenighet.", "version": "1"},
    )
    assert page.status_code == 409
    assert "Vanlig uenighet." in page.content.decode()


def test_desk_closing_hides_the_text(contact: Any, teacher: Any, sent: Any) -> None:
    concern_id = sent()
    url = reverse("concerns:concern", args=[concern_id])
    contact.post(url, {"do": "close", "outcome": "nothing", "reason": "Vanlig uenighet.", "version": "1"})
    for page in (contact.get(url), teacher.get(reverse("concerns:own", args=[concern_id]))):
        assert page.status_code == 200
        assert worries.FACT not in page.content.decode()


def test_desk_classing_needs_a_provision(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    seen = reads.opened(house.contact.actor(), concern_id).observations[0]
    url = reverse("concerns:classify", args=[concern_id, seen.id])
    assert contact.post(url, {"utterance": "possibly_punishable", "provision": ""}).status_code == 422
    assert contact.post(url, {"utterance": "possibly_punishable", "provision": "263"}).status_code == 302
    assert reads.opened(house.contact.actor(), concern_id).observations[0].provision == "263"


def test_desk_reading_is_journalled(house: Any, contact: Any, sent: Any) -> None:
    from avklar.foundation.access.scope import scope
    from avklar.foundation.journal.models import Entry

    concern_id = sent()
    contact.get(reverse("concerns:concern", args=[concern_id]))
    with scope(house.contact.organisation.pk):
        assert Entry.objects.filter(object_id=concern_id, verb="read", user_id=house.contact.user.pk).count() == 1


def test_lost_text_is_back_in_the_field(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    kept = {"do": "answer", "text": "Skrevet før økten gikk ut."}
    drafts.save(house.contact.user.pk, f"concern-answer:{concern_id}", kept)
    assert kept["text"] in contact.get(reverse("concerns:concern", args=[concern_id])).content.decode()


def test_session_that_ends_while_answering_loses_nothing(house: Any, contact: Any, client_as: Any, sent: Any) -> None:
    url = reverse("concerns:concern", args=[sent()])
    data = {"do": "answer", "text": "Skrevet rett før.", "kept_for": hidden(contact.get(url), "kept_for")}
    contact.logout()
    assert reverse("account_login") in contact.post(url, data).url
    assert "Skrevet rett før." in client_as(house.contact).get(url).content.decode()


def test_sender_says_the_answer_is_read(house: Any, teacher: Any, sent: Any) -> None:
    concern_id = sent()
    actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk.")
    url = reverse("concerns:own", args=[concern_id])
    assert "Jeg har lest svaret" in teacher.get(url).content.decode()
    teacher.post(url, {"do": "read"})
    assert "Jeg har lest svaret" not in teacher.get(url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_desk_closing_seals_the_key(contact: Any, sent: Any) -> None:
    concern_id = sent()
    data = {"do": "close", "outcome": "nothing", "reason": "Vanlig uenighet.", "version": "1"}
    contact.post(reverse("concerns:concern", args=[concern_id]), data)
    assert keys.is_sealed(concern_id)
