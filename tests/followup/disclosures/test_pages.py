"""The pages: who gets in, what the buttons do, that nothing typed is lost, and that the copy is what arrives."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from avklar.followup.disclosures import actions, queries, rules
from avklar.followup.disclosures.states import Box
from avklar.foundation import clock
from avklar.foundation.access.scope import scope
from avklar.foundation.drafts import drafts
from tests import law
from tests.cast import House, Person
from tests.followup.cases import stories as case_stories
from tests.followup.disclosures import stories

ClientAs = Callable[..., Client]
OTHERS = ["teacher", "district_lead", "editor", "moderator", "administrator", "privacy_officer"]
COPY = re.compile(r'<article class="avk-copy".*?</article>', re.DOTALL)


def compose_url(case: UUID) -> str:
    return f"/utleveringer/sak/{case}/"


def review_url(case: UUID) -> str:
    return f"/utleveringer/sak/{case}/se-over/"


def url(disclosure: UUID) -> str:
    return f"/utleveringer/{disclosure}/"


def filled(house: House, observations: list[UUID], **changes: Any) -> dict[str, Any]:
    return {
        "facts": [str(each) for each in observations],
        "receiver": stories.to(house.police_contact),
        "purpose": "Vurdere avklaringssamtale.",
        "ground": stories.OWN_TASKS,
        "proportionality": "De må vite hva som er sagt og gjort.",
        "told": "ja",
        "told_on": clock.today().isoformat(),
        "answer_by": (clock.today() + timedelta(days=7)).isoformat(),
        **changes,
    }


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None
    return entities.unescape(found[1])


def looked_over(client: Client, case: UUID, data: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The page one looks over, and what its button sends."""
    page = client.post(compose_url(case), {**data, "do": "review"}, follow=True).content.decode()
    return page, {"submission": hidden(page, "submission"), "mark": hidden(page, "mark"), "do": "send"}


def sent_from(house: House, person: Person | None = None) -> list[UUID]:
    actor = (person or house.contact).actor()
    with scope(actor.organisation_id):
        return [line.id for line in queries.listing(actor, Box.OUT).lines]


def draft_of(house: House, case: UUID) -> dict[str, Any]:
    return drafts.load(house.contact.user.pk, f"disclosure:{case}") or {}


@pytest.fixture
def client(house: House, client_as: ClientAs) -> Client:
    return client_as(house.contact)


@pytest.fixture
def picked(house: House, case: UUID) -> list[UUID]:
    return stories.facts(house.contact.actor(), case)[:2]


# --- Who gets in


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("contact", 200),
        ("deputy", 200),
        ("substitute", 403),
        ("stranger", 404),
        ("police_contact", 404),
        *((key, 403) for key in OTHERS),
    ],
)
def test_composer_is_for_those_named_in_the_case(
    house: House, case: UUID, client_as: ClientAs, key: str, status: int
) -> None:
    signed_in = client_as(house.people[key])
    assert signed_in.get(compose_url(case)).status_code == status
    assert signed_in.get(f"{compose_url(case)}samtykke/").status_code == status


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("contact", 200),
        ("deputy", 200),
        ("police_contact", 200),
        ("police_radicalisation_contact", 200),
        ("hamar_police_contact", 404),
        ("stranger", 404),
        ("substitute", 403),
        *((key, 403) for key in OTHERS),
    ],
)
def test_page_is_for_those_who_take_part(
    house: House, disclosure: UUID, client_as: ClientAs, key: str, status: int
) -> None:
    assert client_as(house.people[key]).get(url(disclosure)).status_code == status


@pytest.mark.parametrize("key", OTHERS)
def test_lists_are_shut_for_other_roles(house: House, client_as: ClientAs, key: str) -> None:
    assert client_as(house.people[key]).get("/utleveringer/").status_code == 403


def test_second_factor_is_asked_for(house: House, disclosure: UUID, client_as: ClientAs) -> None:
    assert client_as(house.contact, second_factor=False).get(url(disclosure)).status_code == 302


@pytest.mark.parametrize(
    "path", ["/utleveringer/?liste=tull", f"/utleveringer/{UUID(int=7)}/", f"/utleveringer/sak/{UUID(int=7)}/"]
)
def test_unknown_address_is_not_found(case: UUID, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


# --- Composing


def test_refresh_shows_what_is_ticked(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    page = client.post(compose_url(case), {**filled(house, picked), "do": "refresh"}, follow=True).content.decode()
    copy = COPY.search(page)
    assert copy is not None
    assert [text in copy[0] for text in ("Fakta nummer 1.", "Fakta nummer 2.", "Fakta nummer 3.")] == [
        True,
        True,
        False,
    ]


def test_receiver_gets_what_was_looked_over_word_for_word(
    house: House, case: UUID, client: Client, client_as: ClientAs, picked: list[UUID]
) -> None:
    page, button = looked_over(client, case, filled(house, picked))
    client.post(review_url(case), button)
    arrived = client_as(house.police_contact).get(url(sent_from(house)[0])).content.decode()
    before, after = COPY.search(page), COPY.search(arrived)
    assert before is not None
    assert after is not None
    assert before[0] == after[0]


def test_double_click_sends_once(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    _page, button = looked_over(client, case, filled(house, picked))
    answers = [client.post(review_url(case), button) for _click in range(2)]
    assert (len(sent_from(house)), {each.headers["Location"] for each in answers}) == (1, {url(sent_from(house)[0])})


def test_draft_is_gone_once_it_is_sent(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    _page, button = looked_over(client, case, filled(house, picked))
    client.post(review_url(case), button)
    assert draft_of(house, case) == {}


def test_draft_is_kept_encrypted_and_comes_back(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    client.post(compose_url(case), {**filled(house, picked, purpose="Halvferdig tanke"), "do": "save"})
    assert "Halvferdig tanke" in client.get(compose_url(case)).content.decode()


def test_draft_can_be_thrown_away(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    client.post(compose_url(case), {**filled(house, picked), "do": "save"})
    client.post(compose_url(case), {"do": "discard"})
    assert draft_of(house, case) == {}


def test_session_that_ended_keeps_the_text(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    token = hidden(client.get(compose_url(case)).content.decode(), "kept_for")
    client.logout()
    client.post(
        compose_url(case), {**filled(house, picked, purpose="Nesten ferdig"), "kept_for": token, "do": "review"}
    )
    kept = draft_of(house, case)
    assert (kept["purpose"], kept["facts"]) == ("Nesten ferdig", [str(each) for each in picked])


def test_own_wording_is_offered_for_what_is_ticked(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    data = filled(house, picked, **{f"text-{picked[0]}": "Kortere sagt."})
    page, _button = looked_over(client, case, data)
    assert "Kortere sagt." in page
    assert "Fakta nummer 1." not in page


def test_five_hundred_facts_are_refused_and_nothing_is_lost(house: House, cases_on: Any, client: Client) -> None:
    seen = [case_stories.seen(f"Fakta {number}.") for number in range(500)]
    case = case_stories.open_one(house.contact.actor(), *seen).id
    observations = stories.facts(house.contact.actor(), case)
    response = client.post(compose_url(case), {**filled(house, observations), "do": "review"})
    page = response.content.decode()
    assert (response.status_code, sent_from(house)) == (422, [])
    assert "Du har krysset av for 500 opplysninger." in page
    assert (page.count(" checked"), len(draft_of(house, case)["facts"])) == (502, 500)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"facts": []}, rules.NONE_CHOSEN),
        ({"ground": ""}, "Velg ett av svarene."),
        ({"ground": "tull"}, "Dette grunnlaget kan ikke brukes lenger."),
        ({"receiver": f"{uuid4()}."}, "Den du valgte, kan ikke ta imot lenger."),
        ({"told": ""}, "Velg ett av svarene."),
        ({"told_on": ""}, "Fyll ut dette feltet."),
        ({"told_on": "i går kanskje"}, "Skriv datoen som dag, måned og år"),
        ({"told": "nei"}, "Velg ett av svarene."),
        ({"purpose": "x" * 301}, "1 tegn for lang"),
        ({"proportionality": "a\x00b"}, "et tegn vi ikke kan ta imot"),
        ({"facts": ["tull", "1", "<b>"]}, rules.NONE_CHOSEN),
        ({"facts": [str(uuid4())]}, rules.CHANGED),
    ],
)
def test_what_does_not_hold_is_said_on_the_page(
    house: House, case: UUID, client: Client, picked: list[UUID], changes: dict[str, Any], sentence: object
) -> None:
    response = client.post(compose_url(case), {**filled(house, picked), **changes, "do": "review"})
    assert (response.status_code, entities.escape(str(sentence)) in response.content.decode()) == (422, True)


def test_ground_that_ends_while_one_looks_over_keeps_the_text(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    _page, button = looked_over(client, case, filled(house, picked))
    law.end(house, "alvdal", stories.OWN_TASKS)
    response = client.post(review_url(case), button)
    page = response.content.decode()
    assert (response.status_code, sent_from(house)) == (422, [])
    assert "De må vite hva som er sagt og gjort." in page
    assert draft_of(house, case)["purpose"] == "Vurdere avklaringssamtale."


def test_receiver_that_is_lost_while_one_looks_over_keeps_the_text(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    from avklar.people.organisations.models import Appointment

    _page, button = looked_over(client, case, filled(house, picked))
    yesterday = clock.today() - timedelta(days=1)
    Appointment.objects.filter(membership=house.police_contact.membership).update(valid_to=yesterday)
    response = client.post(review_url(case), button)
    assert (response.status_code, sent_from(house)) == (422, [])
    assert "kan ikke ta imot lenger" in response.content.decode()
    assert draft_of(house, case)["purpose"] == "Vurdere avklaringssamtale."


def test_consent_withdrawn_while_one_looks_over_stops_it(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    consent = stories.consent(house, case, picked)
    _page, button = looked_over(client, case, filled(house, picked, ground=stories.CONSENT))
    actions.withdraw_consent(house.contact.actor(), case_id=case, consent_id=consent)
    response = client.post(review_url(case), button)
    assert (response.status_code, str(rules.WITHDRAWN) in response.content.decode()) == (422, True)


def test_draft_that_changed_in_another_window_is_looked_over_again(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    _page, button = looked_over(client, case, filled(house, picked))
    client.post(compose_url(case), {**filled(house, picked, purpose="Noe helt annet."), "do": "save"})
    response = client.post(review_url(case), button)
    assert (response.status_code, str(rules.COPY_CHANGED) in response.content.decode()) == (409, True)


def test_sending_without_having_looked_over_is_refused(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    client.post(compose_url(case), {**filled(house, picked), "do": "save"})
    response = client.post(review_url(case), {"submission": str(uuid4()), "do": "send"})
    assert (response.status_code, sent_from(house)) == (409, [])


def test_another_ground_after_a_withdrawal_asks_for_a_reason(
    house: House, case: UUID, client: Client, picked: list[UUID]
) -> None:
    consent = stories.consent(house, case, picked)
    actions.withdraw_consent(house.contact.actor(), case_id=case, consent_id=consent)
    response = client.post(compose_url(case), {**filled(house, picked), "do": "review"})
    assert 'name="swap_reason"' in response.content.decode()
    page, _button = looked_over(client, case, filled(house, picked, swap_reason="Fare for andre."))
    assert "Fare for andre." in page


def test_hostile_text_is_only_text(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    data = filled(house, picked, purpose="<script>alert(1)</script>", proportionality="</textarea><b>")
    page, _button = looked_over(client, case, data)
    assert "<script>alert" not in page
    assert "</textarea><b>" not in client.get(compose_url(case)).content.decode()


def test_composer_of_a_closed_case_says_so(house: House, case: UUID, client: Client) -> None:
    from avklar.followup.cases.models import Case

    with scope(house.contact.organisation.pk):
        Case.objects.filter(pk=case).update(state="closed", closed_at=clock.now(), outcome="other")
    page = client.get(compose_url(case)).content.decode()
    assert "Saken er avsluttet eller låst." in page
    assert "Fakta nummer" not in page


# --- The page both sides share


def test_lists_show_nothing_of_what_was_sent(house: House, disclosure: UUID, client: Client) -> None:
    page = client.get("/utleveringer/?liste=ut").content.decode()
    assert ("Innlandet politidistrikt" in page, "Fakta" in page, "avklaringssamtale" in page) == (True, False, False)


def test_receivers_page_holds_no_id_of_the_senders(
    house: House, case: UUID, disclosure: UUID, client_as: ClientAs, picked: list[UUID]
) -> None:
    page = client_as(house.police_contact).get(url(disclosure)).content.decode()
    assert [each for each in (case, *picked) if str(each) in page] == []


@pytest.mark.parametrize(
    ("key", "do", "status"),
    [
        ("police_contact", "accept", 303),
        ("police_contact", "ask", 303),
        ("police_contact", "return", 303),
        ("police_contact", "feedback", 409),
        ("police_contact", "reply", 403),
        ("police_contact", "end", 403),
        ("police_contact", "tull", 422),
        ("contact", "reply", 303),
        ("contact", "end", 303),
        ("contact", "accept", 403),
        ("contact", "return", 403),
        ("stranger", "accept", 404),
        ("hamar_police_contact", "accept", 404),
        ("administrator", "accept", 403),
    ],
)
def test_button_does_what_one_may(
    house: House, disclosure: UUID, client_as: ClientAs, key: str, do: str, status: int
) -> None:
    data = {"do": do, "text": "Noen ord.", "submission": str(uuid4())}
    assert client_as(house.people[key]).post(url(disclosure), data).status_code == status


def test_words_that_came_too_late_stand_in_the_field(house: House, disclosure: UUID, client_as: ClientAs) -> None:
    actions.end(house.contact.actor(), disclosure, submission=uuid4())
    data = {"do": "ask", "text": "Mitt spørsmål", "submission": str(uuid4())}
    response = client_as(house.police_contact).post(url(disclosure), data)
    kept = drafts.load(house.police_contact.user.pk, f"disclosure-words:{disclosure}")
    assert (response.status_code, kept) == (409, {"text": "Mitt spørsmål"})
    assert "Mitt spørsmål" in response.content.decode()


def test_correction_shows_both_wordings(house: House, disclosure: UUID, client: Client, client_as: ClientAs) -> None:
    path = f"{url(disclosure)}rett/1/"
    revision = hidden(client.get(path).content.decode(), "revision")
    data = {"text": "Slik var det.", "reason": "Feil dag.", "revision": revision, "verified": "on"}
    assert client.post(path, {**data, "submission": str(uuid4())}).status_code == 303
    page = client_as(house.police_contact).get(url(disclosure)).content.decode()
    assert ("Slik var det." in page, "Fakta nummer 1." in page, "Feil dag." in page) == (True, True, True)


def test_stale_correction_keeps_the_text(house: House, disclosure: UUID, client: Client) -> None:
    path = f"{url(disclosure)}rett/1/"
    first = {"text": "Først.", "reason": "Feil.", "revision": "1", "submission": str(uuid4())}
    client.post(path, first)
    response = client.post(path, {**first, "text": "Min tekst.", "submission": str(uuid4())})
    page = response.content.decode()
    assert (response.status_code, "Min tekst." in page, "Først." in page) == (409, True, True)
    assert hidden(page, "revision") == "2"


@pytest.mark.parametrize(("key", "status"), [("police_contact", 403), ("stranger", 404), ("administrator", 403)])
def test_correcting_is_for_the_sender(
    house: House, disclosure: UUID, client_as: ClientAs, key: str, status: int
) -> None:
    assert client_as(house.people[key]).get(f"{url(disclosure)}rett/1/").status_code == status


def test_receiver_ties_it_to_a_case(house: House, disclosure: UUID, police_case: UUID, client_as: ClientAs) -> None:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    police = client_as(house.police_contact)
    assert police.post(f"{url(disclosure)}sak/", {"case": str(police_case)}).status_code == 303
    assert str(police_case) in police.get(url(disclosure)).content.decode()


@pytest.mark.parametrize("wanted", ["", "tull", str(UUID(int=7))])
def test_foreign_case_is_refused(
    house: House, disclosure: UUID, police_case: UUID, client_as: ClientAs, wanted: str
) -> None:
    stories.say(actions.accept, house.police_contact, disclosure, "")
    response = client_as(house.police_contact).post(f"{url(disclosure)}sak/", {"case": wanted})
    assert response.status_code == 422


# --- Consent


def asked(house: House, observations: list[UUID], **changes: Any) -> dict[str, Any]:
    return {
        "receiver": str(house.organisation("innlandet").pk),
        "facts": [str(each) for each in observations],
        "answer": "given",
        "given_by": "both",
        "asked_on": clock.today().isoformat(),
        "until": (clock.today() + timedelta(days=30)).isoformat(),
        "words": "Sa ja på møtet.",
        "submission": str(uuid4()),
        **changes,
    }


def test_consent_is_entered_and_taken_back(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    path = f"{compose_url(case)}samtykke/"
    assert client.post(path, asked(house, picked)).status_code == 303
    page = client.get(path).content.decode()
    found = re.search(rf"{re.escape(path)}([0-9a-f-]+)/trekk/", page)
    assert found is not None
    assert client.post(f"{path}{found[1]}/trekk/").status_code == 303
    assert "Trukket" in client.get(path).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": []},
        {"facts": [str(uuid4())]},
        {"receiver": str(uuid4())},
        {"answer": "kanskje"},
        {"until": ""},
        {"asked_on": ""},
        {"words": "x" * 2001},
        {"answer": "refused"},
    ],
)
def test_consent_that_is_not_whole_is_said(
    house: House, case: UUID, client: Client, picked: list[UUID], changes: dict[str, Any]
) -> None:
    response = client.post(f"{compose_url(case)}samtykke/", asked(house, picked, **changes))
    assert (response.status_code, "ds-validation-message" in response.content.decode()) == (422, True)


def test_get_takes_nothing_back(house: House, case: UUID, client: Client, picked: list[UUID]) -> None:
    consent = stories.consent(house, case, picked)
    client.get(f"{compose_url(case)}samtykke/{consent}/trekk/")
    with scope(house.contact.organisation.pk):
        assert [each.withdrawn for each in queries.consents(house.contact.actor(), case)] == [False]
