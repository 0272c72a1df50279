"""The pages: who gets in, what the buttons do, and that nothing that was typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from avklar.followup.consultations import actions, queries
from avklar.followup.consultations.states import Group
from avklar.foundation.access.scope import scope
from tests.cast import House
from tests.followup.consultations.conftest import QUESTION
from tests.unsent import every_draft

ClientAs = Callable[..., Client]
NEW = "/droftinger/ny/"
NAMED = "Klassekameraten Jonas sa fra til læreren. Hva gjør vi?"


def fields(html: str) -> dict[str, str]:
    """The hidden fields of the page's own form."""
    form = html[html.index('<form class="avk-form"') :].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', form)
    import html as entities

    return {name: entities.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def facts(house: House, **changes: str) -> dict[str, str]:
    party = f"{house.police_contact.organisation.pk}.{house.police_contact.user.pk}"
    return {"receiver": party, "age": "from_13", "sex": "male", "setting": "not_given", "size": "unknown", **changes}


def press(client: Client, path: str, do: str, data: dict[str, str]) -> str:
    """Press a button on the page as it stands, and return the page that follows."""
    before = fields(client.get(path).content.decode())
    response = client.post(path, {**before, **data, "do": do}, follow=True)
    return response.content.decode()


def sent_by(house: House) -> list[UUID]:
    with scope(house.contact.organisation.pk):
        return [line.id for line in queries.listing(house.contact.actor(), Group.OTHERS).lines]


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("contact", 200),
        ("deputy", 200),
        ("police_contact", 403),
        ("police_radicalisation_contact", 403),
        ("teacher", 403),
        ("district_lead", 403),
        ("editor", 403),
        ("moderator", 403),
        ("administrator", 403),
        ("privacy_officer", 403),
    ],
)
def test_new_page_is_for_the_municipalitys_contacts(house: House, client_as: ClientAs, key: str, status: int) -> None:
    assert client_as(house.people[key]).get(NEW).status_code == status


@pytest.mark.parametrize("key", ["district_lead", "editor", "moderator", "administrator", "teacher"])
def test_list_is_shut_for_others(house: House, client_as: ClientAs, key: str) -> None:
    assert client_as(house.people[key]).get("/droftinger/").status_code == 403


def test_crowd_follows_the_chosen_facts(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    assert "<b>40</b>" in press(client, NEW, "recount", facts(house))
    assert "Vi kan ikke si hvor mange det er" in press(client, NEW, "recount", facts(house, setting="school"))


@pytest.mark.parametrize("size", ["unknown", "under_10"])
def test_hiding_is_offered_without_a_number_where_there_is_none_to_say(
    house: House, client_as: ClientAs, size: str
) -> None:
    client = client_as(house.contact)
    assert "Opplysningene passer da på omtrent" in press(client, NEW, "recount", facts(house))
    html = press(client, NEW, "recount", facts(house, setting="school", size=size))
    assert "Opplysningene passer" not in html


def test_facts_stay_between_the_steps(house: House, client_as: ClientAs) -> None:
    html = press(client_as(house.contact), NEW, "check", {**facts(house, age="from_16"), "text": NAMED})
    assert '<option value="from_16" selected>' in html


def test_check_marks_the_name_and_shuts_the_button(house: House, client_as: ClientAs) -> None:
    html = press(client_as(house.contact), NEW, "check", {**facts(house), "text": NAMED})
    assert "<mark>Jonas<sup>1</sup></mark>" in html
    assert 'value="send" aria-disabled="true"' in html


def test_send_with_a_find_sends_nothing_and_keeps_the_text(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    press(client, NEW, "check", {**facts(house), "text": NAMED})
    assert "Jonas" in press(client, NEW, "send", facts(house))
    assert sent_by(house) == []


def test_first_send_looks_the_text_over(house: House, client_as: ClientAs) -> None:
    html = press(client_as(house.contact), NEW, "send", {**facts(house), "text": QUESTION})
    assert "Slik leser Stian den da:" in html
    assert sent_by(house) == []


def test_swap_and_send_reaches_the_police_contact(house: House, client_as: ClientAs, page_of: Any) -> None:
    client = client_as(house.contact)
    press(client, NEW, "check", {**facts(house), "text": NAMED})
    html = press(client, NEW, "follow", facts(house))
    assert "<mark>" not in html
    press(client, NEW, "send", facts(house))
    assert "Jonas" not in page_of(house.police_contact, sent_by(house)[0]).dialogue[0].text


def test_sent_draft_is_gone(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    press(client, NEW, "check", {**facts(house), "text": QUESTION})
    press(client, NEW, "send", facts(house))
    assert QUESTION not in client.get(NEW).content.decode()


def test_double_click_on_send_is_one_consultation(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    page = press(client, NEW, "check", {**facts(house), "text": QUESTION})
    twice = [client.post(NEW, {**fields(page), **facts(house), "do": "send"}) for _click in range(2)]
    assert [response.status_code for response in twice] == [303, 303]
    assert twice[0]["Location"] == twice[1]["Location"]
    assert len(sent_by(house)) == 1


def test_hidden_fields_are_not_trusted(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    forged = {
        **facts(house),
        "text": "Ring 912 34 567 nå.",
        "looked_over": "on",
        "explanations": '{"912 34 567": "nummer"}',
    }
    press(client, NEW, "send", forged)
    assert sent_by(house) == []


def test_foreign_receiver_is_not_offered(house: House, client_as: ClientAs) -> None:
    other = house.hamar_police_contact
    forged = facts(house, receiver=f"{other.organisation.pk}.{other.user.pk}")
    press(client_as(house.contact), NEW, "check", {**forged, "text": QUESTION})
    press(client_as(house.contact), NEW, "send", forged)
    with scope(other.organisation.pk):
        assert queries.listing(other.actor(), Group.MINE).lines == ()


def test_expired_session_keeps_the_text_unread(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    page = fields(client.get(NEW).content.decode())
    client.logout()
    client.post(NEW, {**page, **facts(house), "text": QUESTION, "do": "check"})
    assert QUESTION.encode() not in b"".join(bytes(draft.body) for draft in every_draft())
    assert QUESTION in client_as(house.contact).get(NEW).content.decode()


def test_expired_session_keeps_a_text_that_was_looked_over(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    page = fields(press(client, NEW, "check", {**facts(house), "text": NAMED}))
    client.logout()
    client.post(NEW, {**page, **facts(house), "do": "send"})
    assert "<mark>Jonas" in client_as(house.contact).get(NEW).content.decode()


@pytest.mark.parametrize(
    ("text", "status"),
    [("x", 303), ("", 303), ("x" * 200_000, 422), ("a\x00b", 422), ("\U0001f600\u202e<script>=1+1", 303)],
)
def test_hostile_text_is_kept_or_refused_with_a_sentence(
    house: House, client_as: ClientAs, text: str, status: int
) -> None:
    response = client_as(house.contact).post(NEW, {**facts(house), "text": text, "do": "check"})
    assert response.status_code == status
    if status == 422:
        assert text.replace("\x00", "")[:50] in response.content.decode().replace("\x00", "")


def test_html_in_a_text_is_shown_as_text(house: House, consultation: UUID, client_as: ClientAs) -> None:
    actions.write(house.police_contact.actor(), consultation, "<script>alert(1)</script> =1+1")
    html = client_as(house.contact).get(f"/droftinger/{consultation}/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("path", ["", "melding/", "rad/", "avslutt/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_page_does_not_exist(
    house: House, consultation: UUID, client_as: ClientAs, path: str, method: str
) -> None:
    client = client_as(house.stranger)
    address = f"/droftinger/{consultation}/{path}"
    expected = 303 if (method, path) == ("get", "melding/") else 405 if (method, path) == ("post", "") else 404
    response = getattr(client, method)(address)
    assert response.status_code == expected
    assert QUESTION not in response.content.decode()


def test_foreign_concern_is_not_found(house: House, client_as: ClientAs) -> None:
    client = client_as(house.contact)
    for wanted in ("x", "01a2063c-410a-7a1a-b7b0-42909444a4a6"):
        assert client.get(f"{NEW}?concern={wanted}").status_code == 404


def test_page_about_a_child_tells_of_child_welfare(house: House, consultation: UUID, client_as: ClientAs) -> None:
    client = client_as(house.police_contact)
    assert "116 111" in client.get(f"/droftinger/{consultation}/").content.decode()


def test_concern_gives_its_coarse_facts_and_stays_on_the_own_side(
    house: House, sent_concern: UUID, client_as: ClientAs, ask: Callable[..., UUID]
) -> None:
    html = client_as(house.contact).get(f"{NEW}?concern={sent_concern}").content.decode()
    assert '<option value="from_13" selected>' in html
    consultation = ask(concern_id=sent_concern)
    path = f"/droftinger/{consultation}/"
    assert str(sent_concern) in client_as(house.contact).get(path).content.decode()
    assert str(sent_concern) not in client_as(house.police_contact).get(path).content.decode()


def test_message_is_looked_over_and_sent(house: House, consultation: UUID, client_as: ClientAs, page_of: Any) -> None:
    client, path = client_as(house.police_contact), f"/droftinger/{consultation}/"
    page = client.post(f"{path}melding/", {"text": "Hva trenger han?", "do": "check"}, follow=True)
    client.post(f"{path}melding/", {**fields(page.content.decode()), "do": "send"})
    assert page_of(house.contact, consultation).dialogue[1].text == "Hva trenger han?"


def test_message_after_the_end_keeps_the_text(house: House, consultation: UUID, client_as: ClientAs) -> None:
    actions.end(house.contact.actor(), consultation)
    data = {"text": "Hva trenger han?", "looked_over": "on", "do": "send"}
    response = client_as(house.police_contact).post(f"/droftinger/{consultation}/melding/", data)
    assert response.status_code == 409
    assert "Hva trenger han?" in response.content.decode()


def test_second_writer_of_advice_sees_the_difference_and_keeps_the_text(
    house: House, consultation: UUID, client_as: ClientAs
) -> None:
    client, path = client_as(house.deputy), f"/droftinger/{consultation}/rad/"
    client.get(path)
    actions.conclude(house.police_contact.actor(), consultation, "Snakk med foreldrene først.", version=1)
    data = {"text": "Snakk med læreren først.", "looked_over": "on", "version": "1", "do": "send"}
    response = client.post(path, data)
    html = response.content.decode()
    assert response.status_code == 409
    assert "<mark>foreldrene </mark>" in html
    assert "Snakk med læreren først." in html
    again = client.post(path, {**fields(html), "do": "send"}, follow=True)
    assert "Snakk med læreren først." in again.content.decode()


def test_end_asks_first(house: House, consultation: UUID, client_as: ClientAs) -> None:
    client, path = client_as(house.contact), f"/droftinger/{consultation}/avslutt/"
    assert "30 dager" in client.get(path).content.decode()
    assert "Avsluttet" in client.post(path, follow=True).content.decode()


def test_vacant_police_contact_is_said(house: House, client_as: ClientAs) -> None:
    page = client_as(house.skjak_contact).get(NEW, headers={"accept-language": "nb"})
    assert "ingen politikontakt nå" in page.content.decode()


def test_away_police_contact_is_said(house: House, client_as: ClientAs) -> None:
    from datetime import timedelta

    from avklar.foundation import clock
    from avklar.people.organisations.models import Absence

    today = clock.today()
    Absence.objects.create(
        membership=house.police_contact.membership, away_from=today, away_to=today + timedelta(days=3)
    )
    assert "Stian Rustad er borte" in client_as(house.contact).get(NEW).content.decode()


def test_list_pages_go_on_without_gaps(house: House, ask: Callable[..., UUID], client_as: ClientAs) -> None:
    sent = {ask() for _number in range(23)}
    client, found, path = client_as(house.police_contact), set(), "/droftinger/liste/mine/"
    while path:
        html = client.get(path).content.decode()
        found |= {UUID(each) for each in re.findall(r'href="/droftinger/([0-9a-f-]{36})/"', html)}
        onward = re.search(r'href="([^"]+)" rel="next"', html)
        path = onward[1] if onward else ""
    assert found == sent
