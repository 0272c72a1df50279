"""The public pages: no cookie, danger first, nothing typed is lost, the receipt shown, and the way back with it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from avklar.followup.concerns import actions
from avklar.followup.concerns.states import Outcome, Shelf
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.people.organisations.models import Appointment
from tests.followup.concerns import reads, worries
from tests.followup.concerns.test_proof import solution

WRITE = "/si-fra/3428/skriv/?fare=nei"
TO_THE_CONTACT = "Han sover <b>bedre</b> nå.\nOg spiser."
WRONG, OTHER_WRONG = "4539 5787 6362 1486", "1234 1234 1234 1238"
GIVEN = {
    "about": "person",
    "age_band": "from_16",
    "setting": "online",
    "fact": worries.TOLD,
    "seen": "this_week",
    "hand": "first",
    "interpretation": "",
    "works_well": "Er glad i hunden.",
    "wish": "",
    "sender_kind": "family",
    "naming": "anonymous",
    "signature": "",
}


@pytest.fixture
def visitor(house: Any) -> Client:
    return Client(enforce_csrf_checks=True)


def fields(page: Any) -> dict[str, str]:
    """The hidden fields of the look, as the browser sends them on."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: unescape(value) for name, value in found}


def ready(page: Any) -> str:
    """What stands in the dialogue's field, ready to be sent."""
    found = re.search(r'<textarea name="text"[^>]*>\n?([^<]*)</textarea>', page.content.decode())
    assert found is not None
    return unescape(found.group(1))


def sent(visitor: Client, **changes: str) -> str:
    """Write, look over, send; the receipt's digits."""
    look = visitor.post(WRITE, GIVEN | changes | {"do": "look"})
    page = visitor.post(WRITE, fields(look) | {"do": "send"})
    assert page.status_code == 200, page.content.decode()
    found = re.search(r"(\d{4} ){3}\d{4}", page.content.decode())
    assert found is not None
    return found.group()


def key(receipt: str, number: str = "3428") -> dict[str, str]:
    return {"municipality": number, "receipt": receipt}


def test_way_through_sets_no_cookie_and_is_kept_nowhere(visitor: Client) -> None:
    for url in ("/si-fra/", "/si-fra/3428/", "/si-fra/3428/fare/", WRITE, "/si-fra/svar/"):
        page = visitor.get(url)
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
    receipt = sent(visitor)
    visitor.post("/si-fra/svar/", key(receipt))
    assert dict(visitor.cookies) == {}
    policies = [visitor.get(url).headers["Content-Security-Policy"] for url in ("/si-fra/svar/", WRITE)]
    assert ["worker-src 'self'" in each for each in policies] == [False, True]


def test_choice_of_municipality_leads_on(visitor: Client) -> None:
    assert visitor.get("/si-fra/?kommune=3428").headers["Location"] == "/si-fra/3428/"
    assert visitor.get("/si-fra/?kommune=9999").status_code == 404
    assert visitor.get("/si-fra/innlandet/").status_code == 404


def test_danger_comes_first_and_is_journalled(house: Any, visitor: Client) -> None:
    assert visitor.get("/si-fra/3428/skriv/").headers["Location"] == "/si-fra/3428/"
    page = visitor.post("/si-fra/3428/", {"danger": "yes"}, follow=True)
    assert "tel:112" in page.content.decode()
    with scope(house.contact.organisation.pk):
        entry = Entry.objects.get()
    assert (entry.verb, entry.reason, entry.user_id) == ("advised", "danger", None)


def test_full_disk_stands_before_nobody_in_danger(house: Any, visitor: Client, monkeypatch: Any) -> None:
    def full(_organisation: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(actions, "advise_anybody", full)
    assert visitor.post("/si-fra/3428/", {"danger": "yes"}).headers["Location"] == "/si-fra/3428/fare/"


def test_sent_worry_reaches_the_contact_with_its_mark(house: Any, visitor: Client, contact: Any) -> None:
    sent(visitor, naming="named", signature="Gunnhild Li")
    line = reads.inbox(house.contact.actor()).lines[0]
    assert line.unproved
    assert "Uten kontroll" in contact.get(reverse("concerns:inbox")).content.decode()
    page = contact.get(reverse("concerns:concern", args=[line.id])).content.decode()
    assert "Gunnhild Li (eget navn, ikke kontrollert)" in page
    assert worries.TOLD in page


def test_proof_of_work_counts_once(house: Any, visitor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("avklar.followup.concerns.proof.HASHES", 300)
    proof = solution(fields(visitor.post(WRITE, GIVEN | {"do": "look"}))["proof"])
    for _ in range(2):
        look = visitor.post(WRITE, GIVEN | {"do": "look"})
        visitor.post(WRITE, fields(look) | {"do": "send", "proof": proof})
    assert [each.unproved for each in reads.inbox(house.contact.actor()).lines] == [True, False]


def test_second_click_and_the_button_back_show_the_same_receipt(house: Any, visitor: Client) -> None:
    look = fields(visitor.post(WRITE, GIVEN | {"do": "look"}))
    pages = [visitor.post(WRITE, look | {"do": "send"}).content.decode() for _ in range(2)]
    first, second = (re.search(r"(\d{4} ){3}\d{4}", page) for page in pages)
    assert first
    assert second
    assert first.group() == second.group()
    assert "alt sendt" in pages[1]
    assert len(reads.inbox(house.contact.actor()).lines) == 1


def test_name_is_marked_and_goes_no_further(house: Any, visitor: Client) -> None:
    look = visitor.post(WRITE, GIVEN | {"do": "look", "wish": "Snakk med Torbjørn og ring 922 33 445."})
    assert "<mark>" in look.content.decode()
    page = visitor.post(WRITE, fields(look) | {"do": "send"})
    assert page.status_code == 422
    assert "Bekymringen er ikke sendt" in page.content.decode()
    settled = visitor.post(WRITE, fields(page) | {"do": "all"})
    assert "Torbjørn" not in settled.content.decode()
    assert "922 33 445" not in settled.content.decode()
    visitor.post(WRITE, fields(settled) | {"do": "send"})
    assert len(reads.inbox(house.contact.actor()).lines) == 1


def test_find_is_kept_with_a_reason_but_not_a_number(house: Any, visitor: Client) -> None:
    text = "Han gikk på Solvang skole før, og har 922 33 445."
    look = visitor.post(WRITE, GIVEN | {"do": "look", "wish": text})
    keep = {f"words-{n}": words for n, words in ((1, "Solvang skole"), (2, "922 33 445"))}
    reasons = {"reason-1": "Mange har gått der.", "reason-2": "Må stå."}
    assert visitor.post(WRITE, fields(look) | keep | reasons | {"do": "send"}).status_code == 422
    again = visitor.post(WRITE, GIVEN | {"do": "look", "wish": "Han gikk på Solvang skole før."})
    page = visitor.post(WRITE, fields(again) | {"words-1": "Solvang skole"} | reasons | {"do": "send"})
    assert page.status_code == 200
    line = reads.inbox(house.contact.actor()).lines[0]
    assert reads.opened(house.contact.actor(), line.id).kept[0]["reason"] == "Mange har gått der."


@pytest.mark.parametrize("text", ["x" * 200_000, "a\x00b", "<script>alert(1)</script>" * 400, "   "])
def test_text_that_cannot_be_taken_stays_on_the_page(house: Any, visitor: Client, text: str) -> None:
    page = visitor.post(WRITE, GIVEN | {"do": "send", "fact": text, "wish": "Dette står igjen."})
    assert page.status_code == 422
    assert "Dette står igjen." in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert reads.inbox(house.contact.actor()).lines == ()


def test_hostile_text_is_shown_as_text(house: Any, visitor: Client, contact: Any) -> None:
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} \u202e snudd"
    receipt = sent(visitor, fact=hostile)
    line = reads.inbox(house.contact.actor()).lines[0]
    assert reads.opened(house.contact.actor(), line.id).observations[0].fact == hostile
    for page in (
        contact.get(reverse("concerns:concern", args=[line.id])),
        visitor.post("/si-fra/svar/", key(receipt)),
    ):
        assert "<img src=x" not in page.content.decode()
        assert "&lt;img src=x" in page.content.decode()


def test_edit_goes_back_with_all_that_was_written(visitor: Client) -> None:
    look = visitor.post(WRITE, GIVEN | {"do": "look"})
    page = visitor.post(WRITE, fields(look) | {"do": "edit"}).content.decode()
    assert worries.TOLD in page
    assert fields(look)["submission"] in page


def test_edit_keeps_the_reasons_too(house: Any, visitor: Client) -> None:
    text = GIVEN | {"wish": "Han gikk på Solvang skole før."}
    kept = {"words-1": "Solvang skole", "reason-1": "Mange har gått der."}
    page = visitor.post(WRITE, text | kept | {"do": "edit"})
    look = visitor.post(WRITE, text | fields(page) | {"do": "look"})
    assert "Mange har gått der." in look.content.decode()


def test_shut_form_shows_numbers_and_keeps_what_was_written(house: Any, visitor: Client) -> None:
    look = visitor.post(WRITE, GIVEN | {"do": "look"})
    Appointment.objects.filter(municipality=house.organisation("alvdal")).exclude(kind="police_contact").delete()
    page = visitor.post(WRITE, fields(look) | {"do": "send"})
    assert page.status_code == 409
    for part in (worries.TOLD, "62 00 00 00", "tel:112"):
        assert part in page.content.decode()
    shut = visitor.get("/si-fra/3428/").content.decode()
    assert "Skjemaet er stengt nå" in shut
    assert "Stian Rustad" not in shut


def test_many_from_one_address_are_asked_to_wait_and_keep_their_text(house: Any, visitor: Client) -> None:
    from avklar.people.accounts import throttle

    throttle_rates = dict(throttle.RATES)
    try:
        throttle.RATES["worry"] = "1/h/ip"
        sent(visitor)
        look = visitor.post(WRITE, GIVEN | {"do": "look"})
        page = visitor.post(WRITE, fields(look) | {"do": "send"})
    finally:
        throttle.RATES.update(throttle_rates)
    assert page.status_code == 429
    assert worries.TOLD in page.content.decode()


def test_fourth_without_proof_from_one_address_is_held_back(house: Any, visitor: Client) -> None:
    for _ in range(4):
        sent(visitor)
    assert [len(reads.inbox(house.contact.actor(), each).lines) for each in (Shelf.OPEN, Shelf.HELD)] == [3, 1]


def test_only_what_was_sent_counts_among_those_without_proof(house: Any, visitor: Client) -> None:
    look = fields(visitor.post(WRITE, GIVEN | {"do": "look", "wish": "Ring 922 33 445."}))
    assert {visitor.post(WRITE, look | {"do": "send"}).status_code for _ in range(4)} == {422}
    sent(visitor)
    assert len(reads.inbox(house.contact.actor()).lines) == 1


def test_words_of_another_site_are_not_put_on_our_page(house: Any, visitor: Client) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    page = visitor.post(WRITE, GIVEN | {"do": "send", "fact": "Ring heller til oss."}, headers=headers)
    assert page.status_code == 403
    assert "Ring heller" not in page.content.decode()


def test_form_from_another_site_is_refused(house: Any, visitor: Client) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    assert visitor.post(WRITE, GIVEN | {"do": "send"}, headers=headers).status_code == 403
    assert visitor.post("/si-fra/svar/", key("0" * 16), headers=headers).status_code == 403
    assert visitor.post(WRITE, GIVEN | {"do": "look"}, headers={"sec-fetch-site": "same-origin"}).status_code == 200
    # a browser that says only where the page came from
    for origin, status in (("https://evil.example", 403), ("null", 403), ("http://testserver", 200)):
        assert visitor.post(WRITE, GIVEN | {"do": "look"}, headers={"origin": origin}).status_code == status


# --- With the receipt


def test_answer_is_read_and_answered_with_the_receipt(house: Any, visitor: Client) -> None:
    receipt = sent(visitor)
    concern_id = reads.inbox(house.contact.actor()).lines[0].id
    actions.answer(house.contact.actor(), concern_id=concern_id, text="Takk for at du skrev.")
    page = visitor.post("/si-fra/svar/", key(receipt) | {"do": "open"})
    assert "Takk for at du skrev." in page.content.decode()
    assert "Berit Aasgard" in page.content.decode()
    carried = fields(page)
    assert carried["receipt"] == receipt.replace(" ", "")
    page = visitor.post("/si-fra/svar/", carried | {"do": "read"})
    assert "Kontakten ser at du har lest svaret" in page.content.decode()
    reply = carried | {"do": "answer", "text": "Tusen takk."}
    for _ in range(2):
        page = visitor.post("/si-fra/svar/", reply)
    assert page.content.decode().count("Tusen takk.") == 1
    assert reads.opened(house.contact.actor(), concern_id).messages[1].author_id is None


def test_reply_with_a_number_is_looked_over_first(house: Any, visitor: Client) -> None:
    receipt = sent(visitor)
    reply = key(receipt) | {"do": "answer", "text": "Ring 922 33 445."}
    page = visitor.post("/si-fra/svar/", reply)
    assert page.status_code == 422
    assert "922 33 445" in page.content.decode()
    page = visitor.post("/si-fra/svar/", reply | {"do": "swap"})
    assert "922 33 445" not in page.content.decode()


def test_receipt_after_closing_shows_the_outcome_alone(house: Any, visitor: Client) -> None:
    receipt = sent(visitor)
    concern_id = reads.inbox(house.contact.actor()).lines[0].id
    actions.close(house.contact.actor(), concern_id=concern_id, outcome=Outcome.OTHER_SERVICE, reason="Skolen tar det.")
    page = visitor.post("/si-fra/svar/", key(receipt) | {"do": "answer", "text": "Hei igjen."})
    assert "Teksten er tatt bort" in page.content.decode()
    assert "Hei igjen." in page.content.decode()
    assert worries.TOLD not in page.content.decode()


def test_shut_dialogue_shows_numbers_and_keeps_what_was_written(house: Any, visitor: Client) -> None:
    receipt = sent(visitor)
    assert "62 00 00 00" not in visitor.post("/si-fra/svar/", key(receipt)).content.decode()
    Appointment.objects.filter(municipality=house.organisation("alvdal")).exclude(kind="police_contact").delete()
    shut = visitor.post("/si-fra/svar/", key(receipt)).content.decode()
    assert "62 00 00 00" in shut
    assert 'name="text"' not in shut
    page = visitor.post("/si-fra/svar/", key(receipt) | {"do": "answer", "text": "Det haster nå."})
    assert page.status_code == 409
    assert "Det haster nå." in page.content.decode()
    assert ready(visitor.post("/si-fra/svar/", key(receipt) | {"do": "open", "text": TO_THE_CONTACT})) == TO_THE_CONTACT


def test_wrong_receipt_and_wrong_municipality_give_the_same_page(house: Any, visitor: Client) -> None:
    receipt = sent(visitor)
    pages = [
        visitor.post("/si-fra/svar/", key(given, "3427")).content.decode().replace(given, "")
        for given in (receipt, WRONG)
    ]
    assert pages[0] == pages[1]
    assert "Vi finner ingen bekymring" in pages[0]


# --- Wrong receipts


@pytest.fixture
def guesser(monkeypatch: Any) -> Client:
    """Ten wrong receipts to Alvdal have come from this network."""
    monkeypatch.setattr("avklar.followup.concerns.proof.HASHES", 300)
    network = Client(REMOTE_ADDR="203.0.113.9")
    answers = [network.post("/si-fra/svar/", key(WRONG)).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    return network


def asked(page: Any) -> str:
    """The challenge of the page that asks for a proof of work or a minute."""
    assert page.status_code == 429
    return fields(page)["proof"]


def test_guesser_proves_each_guess_and_shuts_nobody_out(house: Any, visitor: Client, guesser: Client) -> None:
    receipt = sent(visitor)
    assert guesser.post("/si-fra/svar/", key(receipt, "3427")).status_code == 422
    assert visitor.post("/si-fra/svar/", key(receipt)).status_code == 200
    proof = solution(asked(guesser.post("/si-fra/svar/", key(WRONG))))
    page = guesser.post("/si-fra/svar/", key(WRONG) | {"proof": proof})
    assert page.status_code == 422
    assert "Vi finner ingen bekymring" in page.content.decode()
    for guess in (key(WRONG), key(OTHER_WRONG), key(receipt)):
        assert guesser.post("/si-fra/svar/", guess | {"proof": proof}).status_code == 429


def test_sender_on_a_guessers_network_comes_in_by_the_proof_of_work(
    house: Any, visitor: Client, guesser: Client
) -> None:
    receipt = sent(visitor)
    page = guesser.post("/si-fra/svar/", key(receipt))
    assert receipt in page.content.decode()
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]
    assert worries.TOLD not in page.content.decode()
    for stranger in ("", "x", asked(page), solution(asked(guesser.post("/si-fra/svar/", key(WRONG))))):
        assert guesser.post("/si-fra/svar/", key(receipt) | {"proof": stranger}).status_code == 429
    page = guesser.post("/si-fra/svar/", key(receipt) | {"proof": solution(asked(page))})
    assert page.status_code == 200
    assert worries.TOLD in page.content.decode()


def test_sender_on_a_guessers_network_comes_in_without_javascript(house: Any, visitor: Client, guesser: Client) -> None:
    receipt, start = sent(visitor), clock.now()
    with clock.frozen(start):
        carried = key(receipt) | {"proof": asked(guesser.post("/si-fra/svar/", key(receipt)))}
    with clock.frozen(start + timedelta(seconds=20)):
        page = guesser.post("/si-fra/svar/", carried)
        assert asked(page) == carried["proof"]
        assert "Vent 40 sekunder" in page.content.decode()
    with clock.frozen(start + timedelta(seconds=60)):
        assert guesser.post("/si-fra/svar/", carried).status_code == 200
        assert guesser.post("/si-fra/svar/", carried).status_code == 429


def test_sender_who_is_in_stays_in_while_others_guess(house: Any, visitor: Client, guesser: Client) -> None:
    receipt = sent(visitor)
    carried = {name: fields(visitor.post("/si-fra/svar/", key(receipt)))[name] for name in (*key(""), "opened")}
    page = guesser.post("/si-fra/svar/", carried | {"do": "answer", "text": "Han sover bedre nå."})
    assert page.status_code == 200
    assert "Han sover bedre nå." in page.content.decode()
    for mark in ("", "x", "é", carried["opened"]):
        assert guesser.post("/si-fra/svar/", key(WRONG) | {"opened": mark}).status_code == 429
    assert guesser.post("/si-fra/svar/", key(receipt) | {"opened": carried["opened"][:-1]}).status_code == 429


def test_what_was_written_to_a_worry_that_is_gone_is_handed_back(house: Any, visitor: Client) -> None:
    page = visitor.post("/si-fra/svar/", key(WRONG) | {"do": "answer", "text": TO_THE_CONTACT})
    assert "Han sover &lt;b&gt;bedre&lt;/b&gt; nå." in page.content.decode()
    assert ready(visitor.post("/si-fra/svar/", fields(page) | key(sent(visitor)))) == TO_THE_CONTACT


def test_what_was_written_is_carried_past_the_wait(house: Any, visitor: Client, guesser: Client) -> None:
    receipt = sent(visitor)
    page = guesser.post("/si-fra/svar/", key(receipt) | {"do": "answer", "text": TO_THE_CONTACT})
    assert "Han sover &lt;b&gt;bedre&lt;/b&gt; nå." in page.content.decode()
    page = guesser.post("/si-fra/svar/", fields(page) | key(receipt) | {"proof": solution(asked(page))})
    assert ready(page) == TO_THE_CONTACT
    page = guesser.post("/si-fra/svar/", fields(page) | {"do": "answer", "text": TO_THE_CONTACT})
    assert "Det du skrev, er sendt." in page.content.decode()
    assert ready(page) == ""


def test_slip_of_the_pen_is_told_and_not_counted(visitor: Client) -> None:
    pages = [visitor.post("/si-fra/svar/", key("4539 5787 6362 1487")) for _ in range(12)]
    assert {page.status_code for page in pages} == {422}
    assert "Ett av sifrene stemmer ikke" in pages[-1].content.decode()


def test_contact_page_says_misuse_and_it_is_gone(house: Any, visitor: Client, contact: Any) -> None:
    sent(visitor)
    line = reads.inbox(house.contact.actor()).lines[0]
    url = reverse("concerns:concern", args=[line.id])
    assert "Misbruk av skjemaet" in contact.get(url).content.decode()
    given = {"do": "close", "outcome": "misuse", "reason": "Sjikane.", "version": "1"}
    assert contact.post(url, given).headers["Location"] == reverse("concerns:inbox")


def test_inbox_says_what_is_held_back(house: Any, visitor: Client, contact: Any) -> None:
    inbox = reverse("concerns:inbox")
    assert "holdt tilbake" not in contact.get(inbox).content.decode()
    actions.tell(house.contact.organisation.pk, content=worries.told(), seed=house.contact.user.pk, crowded=True)
    assert "1 er holdt tilbake" in contact.get(inbox).content.decode()
    assert "Fra en privatperson i familien" in contact.get(f"{inbox}?vis=held").content.decode()


@pytest.mark.django_db(transaction=True)
def test_held_back_are_looked_through_and_misuse_ticked_off(house: Any, contact: Any) -> None:
    here, held = house.contact.organisation.pk, reverse("concerns:held")
    for seed in (house.contact.user.pk, house.deputy.user.pk, house.teacher.user.pk):
        actions.tell(here, content=worries.told(), seed=seed, crowded=True)
    page = contact.get(held).content.decode()
    ids = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert len(ids) == 3
    assert page.count(worries.TOLD) == 3
    with scope(here):
        assert Entry.objects.filter(verb="read").count() == 3
    assert contact.post(held, {"reason": "Sjikane."}).status_code == 422
    assert contact.post(held, {"chosen": ids[:2], "reason": "Ring 922 33 445."}).status_code == 422
    other = actions.tell(house.organisation("tynset").pk, content=worries.told(), seed=house.contact.user.pk)
    assert not other.again
    theirs = str(reads.inbox(house.stranger.actor()).lines[0].id)
    assert contact.post(held, {"chosen": [theirs], "reason": "Sjikane."}).status_code == 422
    assert contact.post(held, {"chosen": ids[:2], "reason": "Sjikane."}).status_code == 302
    assert [str(each.id) for each in reads.inbox(house.contact.actor(), Shelf.HELD).lines] == ids[2:]
    assert reads.closed(house.contact.actor()) == {"misuse": 2}
