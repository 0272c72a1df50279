"""The worried person's form: one question a page, without script, and nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from avklar.followup.concerns import queries
from avklar.foundation import clock
from avklar.foundation.drafts import drafts
from tests.followup.concerns import reads, worries
from tests.followup.concerns.pages import hidden

ABOUT = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}


SEEN = {"seen": "this_week", "hand": "first", "utterance": "none"}


def one(number: int = 1, **given: str) -> dict[str, str]:
    """A posted observation."""
    return {
        f"o{number}-{name}": value
        for name, value in ({"fact": worries.FACT, "interpretation": ""} | SEEN | given).items()
    }


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
    page = teacher.post(
        reverse("concerns:review"), {"do": "send", "submission": hidden(page, "submission")}, follow=True
    )
    assert "B-0001" in page.content.decode()
    assert [line.number for line in reads.mine(house.teacher.actor()).lines] == [1]
    assert drafts.load(house.teacher.user.pk, "concern") is None


def test_form_second_click_on_send_leads_to_the_same_receipt(house: Any, teacher: Any, filled: Any) -> None:
    filled()
    data = {"do": "send", "submission": hidden(teacher.get(reverse("concerns:review")), "submission")}
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
    data = {"do": "send", "submission": hidden(teacher.get(reverse("concerns:review")), "submission")}
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
    data = {"do": "send", "submission": hidden(page, "submission")}
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


def test_session_that_ends_in_the_form_loses_nothing(house: Any, teacher: Any, client_as: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT)
    url = reverse("concerns:step", args=["observasjoner"])
    data = one(fact="Skrevet rett før.") | {"do": "next", "kept_for": hidden(teacher.get(url), "kept_for")}
    teacher.logout()
    teacher.post(url, data)
    assert "Skrevet rett før." in client_as(house.teacher).get(url).content.decode()


def test_form_about_a_place_walks_to_the_next_steps(house: Any, teacher: Any) -> None:
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    teacher.post(reverse("concerns:step", args=["gjelder"]), ABOUT | {"about": "place", "age_band": ""})
    for step, data in (
        ("observasjoner", one(fact="Klistremerker ved bussen.") | {"do": "next"}),
        ("forklaringer", {}),
        ("gjort", {}),
    ):
        assert teacher.get(reverse("concerns:step", args=[step])).status_code == 200
        assert teacher.post(reverse("concerns:step", args=[step]), data).status_code == 302
    assert teacher.post(reverse("concerns:review"), {"do": "send"}).status_code == 302
    line = reads.inbox(house.contact.actor()).lines[0]
    assert (line.about, line.age_band) == ("place", "not_given")


def test_form_text_that_becomes_empty_leads_back_to_its_step(teacher: Any, filled: Any) -> None:
    filled(fact="47 60 12 34")
    teacher.post(reverse("concerns:review"), {"do": "all"})
    assert teacher.get(reverse("concerns:review")).url == reverse("concerns:step", args=["observasjoner"])


def test_form_button_of_an_old_page_does_nothing(house: Any, teacher: Any, filled: Any) -> None:
    filled()
    for doing in ("swap:fact-0:0:4", "swap:fact-9:0:4", "keep:wish:0:1", "unkeep:7", "unkeep:x", "all", "noe"):
        assert teacher.post(reverse("concerns:review"), {"do": doing}).status_code == 302
    assert worries.FACT in teacher.get(reverse("concerns:review")).content.decode()


def test_form_reason_with_a_number_in_it_is_refused_at_the_field(teacher: Any, filled: Any) -> None:
    filled(fact="Det skjedde ved Alvdal skole i friminuttet.")
    text = teacher.get(reverse("concerns:review")).content.decode()
    for offer in re.findall(r'value="(keep:[^"]+)"', text):
        teacher.post(reverse("concerns:review"), {"do": offer})
    text = teacher.get(reverse("concerns:review")).content.decode()
    words = dict(re.findall(r'name="(words-\d+)" value="([^"]+)"', text))
    reasons = {name.replace("words", "reason"): "Spør på 47 60 12 34." for name in words}
    page = teacher.post(reverse("concerns:review"), words | reasons | {"do": "send"})
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
