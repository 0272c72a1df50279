"""Everybody who has nothing to do with a concern or a consultation, with its real ids in hand: nothing opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.people.organisations.models import Appointment, Membership
from tests.attacks.conftest import PHRASE, Booty, everything
from tests.cast import House

pytestmark = pytest.mark.on_postgresql

OUTSIDERS = (
    "stranger",
    "stranger_teacher",
    "hamar_contact",
    "hamar_police_contact",
    "police_radicalisation_contact",
    "district_lead",
    "other_teacher",
    "substitute",
    "privacy_officer",
    "administrator",
    "editor",
    "moderator",
)


def _outsider(house: House, client_as: Callable[..., Client], who: str) -> Client:
    """One of the cast, or somebody whose way in has been shut."""
    if who == "nobody":
        return Client()
    if who == "contact by link":
        return client_as(house.contact, second_factor=False)
    person = house.people["contact" if "membership" in who or "appointment" in who else who]
    rows = Membership.objects.filter(pk=person.membership.pk)
    if who == "ended membership":
        rows.update(ended_at=clock.now())
    if who == "unconfirmed membership":
        rows.update(confirmed_at=None, confirmed_by=None)
    if who == "appointment over":
        Appointment.objects.filter(membership=person.membership).update(valid_to=clock.today() - timedelta(days=1))
    return client_as(person)


EVERYBODY = (
    *OUTSIDERS,
    "nobody",
    "contact by link",
    "ended membership",
    "unconfirmed membership",
    "appointment over",
)


def _addresses(booty: Booty) -> list[str]:
    found = [
        reverse("concerns:classify", args=[booty.other_concern, booty.observation]),
        reverse("consultations:start") + f"?concern={booty.concern}",
    ]
    for concern in (booty.concern, booty.closed):
        found += [reverse(f"concerns:{name}", args=[concern]) for name in ("concern", "own", "receipt")]
    for consultation in (booty.consultation, booty.hidden):
        found += [reverse(f"consultations:{name}", args=[consultation]) for name in ("page", "send", "advice", "end")]
    return found


ATTEMPTS = (
    {"do": "answer", "text": "Dette er et svar."},
    {"do": "ask", "text": "Dette er et spørsmål."},
    {"do": "note", "text": "Et notat.", "version": "2"},
    {"do": "close", "outcome": "nothing", "reason": "Ikke noe.", "version": "1"},
    {"do": "read"},
    {"do": "send", "text": "En melding.", "looked_over": "on", "version": "1"},
    {"utterance": "possibly_punishable", "provision": "263"},
)


@pytest.mark.parametrize("who", EVERYBODY)
def test_outsider_opens_and_changes_nothing(house: House, client_as: Any, booty: Booty, who: str) -> None:
    client = _outsider(house, client_as, who)
    client.raise_request_exception = False
    before, opened = everything(), []
    for url in _addresses(booty):
        read = [client.get(url), client.head(url)]
        written = [client.post(url, attempt) for attempt in ATTEMPTS]
        opened += [url for answer in read if answer.status_code == 200 or answer.status_code >= 500]
        opened += [url for answer in written if answer.status_code not in {302, 403, 404, 405}]
        opened += [url for answer in (*read, *written) if PHRASE in answer.content.decode()]
    assert opened == []
    assert everything() == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_outsiders_lists_hold_no_trace(house: House, client_as: Any, booty: Booty, who: str) -> None:
    """Lists, counts, my day, the log and its filters show neither a text nor an id."""
    client = _outsider(house, client_as, who)
    ids = [str(each) for each in (booty.concern, booty.consultation, booty.hidden, booty.observation)]
    addresses = [
        "/min-dag/",
        "/bekymringer/",
        "/bekymringer/?vis=closed",
        "/bekymringer/?vis=waiting&last=1",
        "/bekymringer/mine/",
        "/droftinger/",
        "/droftinger/liste/mine/",
        f"/droftinger/liste/others/?etter={clock.new_id()}",
        "/varsler/",
    ]
    if who not in ("privacy_officer",):
        addresses += ["/logg/", f"/logg/?thing={booty.concern}", f"/logg/?object_id={booty.concern}"]
    for url in addresses:
        html = client.get(url).content.decode()
        assert not [each for each in (PHRASE, *ids) if each in html], url


def test_stranger_and_nothing_look_alike(house: House, client_as: Any, booty: Booty) -> None:
    """Another organisation's id and one that nothing has get the same page, but for what changes at every visit."""
    client = client_as(house.stranger)
    for name, real in (("concerns:concern", booty.concern), ("consultations:page", booty.hidden)):
        answers = [client.get(reverse(name, args=[each])) for each in (real, UUID(int=7))]
        assert [answer.status_code for answer in answers] == [404, 404]
        first, second = (_without_tokens(answer.content.decode()) for answer in answers)
        assert first == second


def _without_tokens(html: str) -> str:
    return re.sub(r'"[\w-]{36,64}"', "", html)


def test_observation_of_another_concern_is_not_classed(house: House, client_as: Any, booty: Booty) -> None:
    url = reverse("concerns:classify", args=[booty.concern, booty.observation])
    assert client_as(house.contact).post(url, {"utterance": "lawful"}).status_code == 404


def test_acting_for_where_one_has_no_role_is_not_found(house: House, client_as: Any) -> None:
    from avklar.people.accounts.models import User

    client = client_as(house.stranger)
    for wanted in (house.organisation("alvdal").pk, UUID(int=7), "x", "", "\0"):
        assert client.post(reverse("accounts:choose_organisation"), {"organisation": wanted}).status_code == 404
    User.objects.filter(pk=house.stranger.user.pk).update(acting_for=house.organisation("alvdal").pk)
    assert house.organisation("tynset").name in client_as(house.stranger).get("/konto/").content.decode()
    assert client.get("/bekymringer/").status_code == 200


@pytest.mark.parametrize("who", ["stranger", "district_lead", "teacher", "police_contact"])
def test_other_organisations_people_are_out_of_reach(house: House, client_as: Any, who: str) -> None:
    """Membership, appointment and note ids of another organisation; also as its own administrator."""
    from avklar.foundation.notifications import notify
    from avklar.foundation.notifications.models import Note

    person = house.people[who]
    Membership.objects.create(
        organisation=person.organisation,
        user=person.user,
        role=Role.ADMINISTRATOR,
        confirmed_at=clock.now(),
        confirmed_by=house.moderator.user.pk,
        granted_by=house.editor.user.pk,
    )
    target = house.hamar_contact
    appointment = Appointment.objects.get(membership=target.membership)
    notify(house.teacher.actor(), [target.user.pk], "membership_waiting", "/min-dag/", mail=False)
    client, answers = client_as(person), []
    for name in ("confirm", "end_membership", "appoint", "absence", "back_again"):
        url = reverse(f"organisations:{name}", args=[target.membership.pk])
        dates = {"valid_from": "1.1.2027", "valid_to": "1.2.2027", "away_from": "1.1.2027", "away_to": "2.1.2027"}
        answers += [client.post(url, dates).status_code]
    answers += [client.post(reverse("organisations:end_appointment", args=[appointment.pk])).status_code]
    answers += [client.post(reverse("notifications:open", args=[Note.objects.get().pk])).status_code]
    assert set(answers) == {404}


def test_nobody_confirms_the_own_role_or_the_one_they_gave(house: House, client_as: Any) -> None:
    mine = Membership.objects.create(
        organisation=house.administrator.organisation,
        user=house.administrator.user,
        role=Role.DEPUTY,
        granted_by=house.second_administrator.user.pk,
    )
    given = Membership.objects.create(
        organisation=house.administrator.organisation,
        user=house.teacher.user,
        role=Role.DEPUTY,
        granted_by=house.administrator.user.pk,
    )
    client = client_as(house.administrator)
    for membership in (mine, given):
        assert client.post(reverse("organisations:confirm", args=[membership.pk])).status_code == 403
    assert not Membership.objects.filter(pk__in=(mine.pk, given.pk), confirmed_at__isnull=False).exists()


def test_submission_of_another_person_finds_and_sends_nothing(house: House, client_as: Any, booty: Booty) -> None:
    """A POST played again by somebody else, and on another record."""
    from avklar.followup.concerns import queries
    from avklar.followup.concerns.models import Concern, Message
    from avklar.foundation.access.scope import scope

    with scope(house.contact.organisation.pk):
        submission = Concern.objects.get(pk=booty.concern).submission
    for who in ("other_teacher", "stranger_teacher"):
        again = client_as(house.people[who]).post(reverse("concerns:review"), {"do": "send", "submission": submission})
        assert again.headers["Location"] == reverse("concerns:new")
        assert queries.sent_with(house.people[who].actor(), submission) is None
    with scope(house.contact.organisation.pk):
        submission = Message.objects.get(concern=booty.concern).submission
    client = client_as(house.contact)
    said = {"do": "answer", "text": "Et annet svar.", "submission": submission}
    assert client.post(reverse("concerns:concern", args=[booty.other_concern]), said).status_code == 302
    with scope(house.contact.organisation.pk):
        assert Message.objects.filter(concern=booty.other_concern).count() == 1


@pytest.mark.parametrize("doing", ["answer", "ask", "note", "close", "swap"])
def test_closed_concern_opens_for_nobody(house: House, client_as: Any, booty: Booty, doing: str) -> None:
    client, before = client_as(house.contact), everything()
    url = reverse("concerns:concern", args=[booty.closed])
    typed = {"do": doing, "text": "Enda et svar.", "outcome": "advice", "reason": "Ny grunn.", "version": "2"}
    for answer in (client.get(url), client.post(url, typed)):
        assert PHRASE not in answer.content.decode()
    own = client_as(house.teacher)
    own_url = reverse("concerns:own", args=[booty.closed])
    for answer in (own.get(own_url), own.post(own_url, {"text": "Mer."}), own.post(own_url, {"do": "read"})):
        assert PHRASE not in answer.content.decode()
    assert client.get(reverse("consultations:start"), {"concern": booty.closed}).status_code == 404
    assert everything() == before


def test_contact_by_link_goes_to_the_second_factor(house: House, client_as: Any, booty: Booty) -> None:
    answer = client_as(house.contact, second_factor=False).get(reverse("concerns:concern", args=[booty.concern]))
    assert answer.headers["Location"].startswith(reverse("accounts:second_factor"))
