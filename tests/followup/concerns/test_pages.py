"""The pages, as the cast sees them: the form step by step, the desk, and what a stranger gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from avklar.followup.concerns import actions, counts, queries
from avklar.followup.concerns.states import Outcome, Shelf, State
from avklar.foundation import clock
from avklar.foundation.access.errors import Denied, NotFound
from avklar.foundation.drafts import drafts
from avklar.foundation.vault import keys
from tests.followup.concerns import reads, worries

ABOUT = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}
SEEN = {"seen": "this_week", "hand": "first", "utterance": "none"}


def one(number: int = 1, **given: str) -> dict[str, str]:
    """A posted observation."""
    return {
        f"o{number}-{name}": value
        for name, value in ({"fact": worries.FACT, "interpretation": ""} | SEEN | given).items()
    }


@pytest.fixture
def teacher(house: Any, client_as: Any) -> Any:
    return client_as(house.teacher)


@pytest.fixture
def contact(house: Any, client_as: Any) -> Any:
    return client_as(house.contact)


@pytest.fixture
def filled(teacher: Any) -> Any:
    """`filled()` walks the form up to the look before sending."""

    def walk(**texts: str) -> Any:
        teacher.post(reverse("concerns:new"), {"danger": "no"})
        teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT)
        teacher.post(reverse("concerns:step", args=["observasjoner"]), one(**texts) | {"do": "next"})
        teacher.post(reverse("concerns:step", args=["forklaringer"]), {"ordinary": "Uro hjemme.", "works_well": ""})
        return teacher.post(reverse("concerns:step", args=["gjort"]), {"done": "", "wish": "Råd."})

    return walk


def submission(page: Any) -> str:
    """The hidden submission of a page."""
    found = re.search(r'name="submission" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


@contextmanager
def asked() -> Iterator[list[str]]:
    """What both databases are asked inside the block, without beginnings and ends of transactions."""
    found: list[str] = []
    with ExitStack() as both:
        logs = [both.enter_context(CaptureQueriesContext(each)) for each in connections.all()]
        yield found
        found += [
            query["sql"]
            for log in logs
            for query in log.captured_queries
            if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        ]


# --- The form


def test_form_asks_danger_first(teacher: Any) -> None:
    page = teacher.get(reverse("concerns:new"))
    assert page.status_code == 200
    assert "Er noen i fare nå?" in page.content.decode()


def test_form_danger_shows_112_and_asks_nothing_more(house: Any, teacher: Any) -> None:
    page = teacher.post(reverse("concerns:new"), {"danger": "yes"}, follow=True)
    text = page.content.decode()
    assert "tel:112" in text
    assert "tel:02800" in text
    from avklar.foundation.access.scope import scope
    from avklar.foundation.journal.models import Entry

    with scope(house.teacher.organisation.pk):
        assert Entry.objects.get(verb="advised").reason == "danger"


def test_form_walks_to_the_receipt(house: Any, teacher: Any, filled: Any) -> None:
    assert filled().url == reverse("concerns:review")
    page = teacher.get(reverse("concerns:review"))
    assert worries.FACT in page.content.decode()
    page = teacher.post(reverse("concerns:review"), {"do": "send", "submission": submission(page)}, follow=True)
    assert "B-0001" in page.content.decode()
    assert [line.number for line in reads.mine(house.teacher.actor()).lines] == [1]
    assert drafts.load(house.teacher.user.pk, "concern") is None


def test_form_second_click_on_send_leads_to_the_same_receipt(house: Any, teacher: Any, filled: Any) -> None:
    filled()
    data = {"do": "send", "submission": submission(teacher.get(reverse("concerns:review")))}
    first = teacher.post(reverse("concerns:review"), data)
    second = teacher.post(reverse("concerns:review"), data)
    assert first.url == second.url
    assert len(reads.mine(house.teacher.actor()).lines) == 1


def test_form_later_step_leads_back_to_the_missing_one(teacher: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    assert teacher.get(reverse("concerns:review")).url == reverse("concerns:step", args=["gjelder"])


def test_form_back_link_keeps_what_was_typed(teacher: Any, filled: Any) -> None:
    filled()
    assert "Uro hjemme." in teacher.get(reverse("concerns:step", args=["forklaringer"])).content.decode()
    assert worries.FACT in teacher.get(reverse("concerns:step", args=["observasjoner"])).content.decode()


def test_form_unknown_step_is_404(teacher: Any) -> None:
    assert teacher.get(reverse("concerns:step", args=["noe"])).status_code == 404


def test_form_person_without_age_is_told_so(teacher: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    page = teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT | {"age_band": ""})
    assert page.status_code == 422
    assert "Velg en alder" in page.content.decode()


def test_form_place_needs_no_age(teacher: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    page = teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT | {"about": "place", "age_band": ""})
    assert page.status_code == 302


def test_form_observation_is_added_and_removed_without_script(teacher: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT)
    url = reverse("concerns:step", args=["observasjoner"])
    teacher.post(url, one() | {"do": "add"})
    assert 'name="o2-fact"' in teacher.get(url).content.decode()
    teacher.post(url, one() | one(2, fact="Den andre.") | {"do": "remove:1"})
    text = teacher.get(url).content.decode()
    assert "Den andre." in text
    assert 'name="o2-fact"' not in text


@pytest.mark.parametrize("fact", ["", "x" * 200_000, "null\x00byte"])
def test_form_text_that_cannot_be_received_stays_in_the_field(teacher: Any, fact: str) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT)
    page = teacher.post(reverse("concerns:step", args=["observasjoner"]), one(fact=fact) | {"do": "next"})
    assert page.status_code == 422
    assert fact.replace("\x00", "") in page.content.decode().replace("\x00", "")


@pytest.mark.parametrize("fact", ["x", "😀👩‍👩‍👧 ok", "\u202emotsatt\u202c rekkefølge", "=1+1", "{{ 7|add:7 }}"])
def test_form_odd_text_comes_through_unchanged(house: Any, teacher: Any, filled: Any, fact: str) -> None:
    filled(fact=fact)
    data = {"do": "send", "submission": submission(teacher.get(reverse("concerns:review")))}
    concern_id = teacher.post(reverse("concerns:review"), data).url.split("/")[-3]
    opened = reads.opened(house.contact.actor(), queries.UUID(concern_id))
    assert opened.observations[0].fact == fact


def test_form_html_is_escaped(contact: Any, sent: Any) -> None:
    page = contact.get(reverse("concerns:concern", args=[sent(ordinary="<script>alert(1)</script>")]))
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_form_when_nobody_receives_shows_telephones(house: Any, teacher: Any) -> None:
    from avklar.people.organisations.models import Appointment

    Appointment.objects.filter(municipality=house.organisation("alvdal")).delete()
    text = teacher.get(reverse("concerns:new")).content.decode()
    assert "stengt" in text
    assert "62 00 00 00" in text


def test_form_under_18_offers_child_welfare(teacher: Any, filled: Any) -> None:
    filled()
    assert "§ 13-2" in teacher.get(reverse("concerns:review")).content.decode()


def test_form_draft_is_gone_after_fourteen_days(house: Any, teacher: Any, filled: Any) -> None:
    filled()
    with clock.frozen(clock.now() + queries.DRAFT_LIVES):
        assert reads.unsent(house.teacher.actor()) is None


def test_form_find_stops_sending_until_it_is_taken_out(house: Any, teacher: Any, filled: Any) -> None:
    filled(fact="Eleven ringte 47 60 12 34 i friminuttet.")
    page = teacher.get(reverse("concerns:review"))
    assert "<mark>" in page.content.decode()
    data = {"do": "send", "submission": submission(page)}
    assert teacher.post(reverse("concerns:review"), data).status_code == 422
    teacher.post(reverse("concerns:review"), data | {"do": "all"})
    page = teacher.post(reverse("concerns:review"), data)
    assert page.status_code == 302
    assert "47 60" not in str(reads.opened(house.contact.actor(), reads.mine(house.teacher.actor()).lines[0].id))


def test_form_find_is_kept_only_with_a_reason(house: Any, teacher: Any, filled: Any) -> None:
    filled(fact="Det skjedde ved Alvdal skole i friminuttet.")
    text = teacher.get(reverse("concerns:review")).content.decode()
    data = {"submission": re.search(r'name="submission" value="([^"]+)"', text).group(1)}  # type: ignore[union-attr]
    for offer in re.findall(r'value="(keep:[^"]+)"', text):
        teacher.post(reverse("concerns:review"), data | {"do": offer})
    page = teacher.post(reverse("concerns:review"), data | {"do": "send"})
    assert page.status_code == 422
    words = re.findall(r'name="(words-\d+)" value="([^"]+)"', page.content.decode())
    assert words
    reasons = dict(words) | {name.replace("words", "reason"): "Alle går der." for name, _ in words}
    assert teacher.post(reverse("concerns:review"), data | reasons | {"do": "send"}).status_code == 302


def test_form_draft_is_thrown_away(house: Any, teacher: Any, filled: Any) -> None:
    filled()
    teacher.post(reverse("concerns:discard"))
    assert drafts.load(house.teacher.user.pk, "concern") is None


# --- The desk


def test_desk_answer_reaches_the_sender(contact: Any, teacher: Any, sent: Any) -> None:
    concern_id = sent()
    url = reverse("concerns:concern", args=[concern_id])
    data = {"do": "answer", "text": "Takk for at du skrev.", "submission": submission(contact.get(url))}
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


def hidden(page: Any, name: str) -> str:
    """A hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


def test_session_that_ends_while_answering_loses_nothing(house: Any, contact: Any, client_as: Any, sent: Any) -> None:
    url = reverse("concerns:concern", args=[sent()])
    data = {"do": "answer", "text": "Skrevet rett før.", "kept_for": hidden(contact.get(url), "kept_for")}
    contact.logout()
    assert reverse("account_login") in contact.post(url, data).url
    assert "Skrevet rett før." in client_as(house.contact).get(url).content.decode()


def test_session_that_ends_in_the_form_loses_nothing(house: Any, teacher: Any, client_as: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT)
    url = reverse("concerns:step", args=["observasjoner"])
    data = one(fact="Skrevet rett før.") | {"do": "next", "kept_for": hidden(teacher.get(url), "kept_for")}
    teacher.logout()
    teacher.post(url, data)
    assert "Skrevet rett før." in client_as(house.teacher).get(url).content.decode()


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


# --- The stranger and the lists


@pytest.mark.parametrize("name", ["concern", "own", "receipt"])
@pytest.mark.parametrize("who", ["stranger", "hamar_contact"])
def test_stranger_gets_404(house: Any, client_as: Any, sent: Any, name: str, who: str) -> None:
    client = client_as(getattr(house, who))
    url = reverse(f"concerns:{name}", args=[sent()])
    assert client.get(url).status_code == 404


def test_stranger_posts_to_404(house: Any, client_as: Any, sent: Any) -> None:
    concern_id = sent()
    client = client_as(house.stranger)
    for do in ("answer", "ask", "note", "close", "swap"):
        data = {"do": do, "text": "Hei.", "outcome": "nothing", "reason": "x", "version": "1"}
        assert client.post(reverse("concerns:concern", args=[concern_id]), data).status_code == 404


def test_stranger_is_told_of_no_numbers(house: Any, sent: Any) -> None:
    sent()
    assert reads.unclosed(house.stranger.actor()) == counts.Counts()
    assert reads.inbox(house.stranger.actor()).lines == ()


def test_stranger_classes_nothing(house: Any, client_as: Any, sent: Any) -> None:
    concern_id = sent()
    seen = reads.opened(house.contact.actor(), concern_id).observations[0]
    url = reverse("concerns:classify", args=[concern_id, seen.id])
    assert client_as(house.stranger).post(url, {"utterance": "lawful"}).status_code == 404


def test_colleague_does_not_see_others_worries(house: Any, client_as: Any, sent: Any) -> None:
    assert client_as(house.other_teacher).get(reverse("concerns:own", args=[sent()])).status_code == 404


@pytest.mark.parametrize("who", ["editor", "moderator", "administrator", "district_lead", "police_contact", "teacher"])
def test_inbox_is_for_receivers_only(house: Any, who: str) -> None:
    with pytest.raises(Denied):
        reads.inbox(getattr(house, who).actor())


def test_unknown_id_is_404(house: Any) -> None:
    with pytest.raises(NotFound):
        reads.opened(house.contact.actor(), clock.new_id())


@pytest.mark.parametrize("cursor", ["x", "ff-zz", "1-1-1", "fffffffffffffffffffff-" + "0" * 32])
def test_inbox_with_a_made_up_cursor_is_404(contact: Any, cursor: str) -> None:
    assert contact.get(reverse("concerns:inbox"), {"after": cursor}).status_code == 404


def test_inbox_pages_meet_without_gap_or_overlap(house: Any, sent: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)
    for _ in range(7):
        sent()
    actor = house.contact.actor()
    first = reads.inbox(actor)
    second = reads.inbox(actor, after=queries.cursor(first.lines[-1]))
    third = reads.inbox(actor, after=queries.cursor(second.lines[-1]))
    assert [line.number for page in (first, second, third) for line in page.lines] == [7, 6, 5, 4, 3, 2, 1]
    assert (first.newer, first.older, third.newer, third.older) == (False, True, True, False)
    assert reads.inbox(actor, before=queries.cursor(third.lines[0])).lines == second.lines
    assert [line.number for line in reads.inbox(actor, last=True).lines] == [3, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_inbox_of_fifty_takes_at_most_ten_queries(contact: Any, sent: Any) -> None:
    for _ in range(51):
        sent()
    with asked() as queries_asked:
        page = contact.get(reverse("concerns:inbox"))
    assert page.content.decode().count("B-00") == 50
    assert len(queries_asked) <= 10, queries_asked


@pytest.mark.django_db(transaction=True)
def test_page_with_forty_entries_takes_at_most_fifteen_queries(house: Any, contact: Any, sent: Any) -> None:
    concern_id = sent()
    for number in range(19):
        actions.answer(house.contact.actor(), concern_id=concern_id, text=f"Svar {number}.")
        actions.reply(house.teacher.actor(), concern_id=concern_id, text=f"Takk {number}.")
    with asked() as queries_asked:
        page = contact.get(reverse("concerns:concern", args=[concern_id]))
    assert "Takk 18." in page.content.decode()
    assert len(queries_asked) <= 15, queries_asked


@pytest.mark.parametrize("shelf", list(Shelf))
def test_inbox_empty_shelf_says_what_will_come(contact: Any, shelf: Shelf) -> None:
    page = contact.get(reverse("concerns:inbox"), {"vis": str(shelf)})
    assert "avk-empty" in page.content.decode()


def test_outcome_list_has_no_named_case() -> None:
    assert "case" not in Outcome.values
