"""Sending: what crosses and nothing else, checked again at the last moment, once however often one clicks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from avklar.followup.cases import actions as case_actions
from avklar.followup.cases.actions.identity import IdentityContent
from avklar.followup.cases.states import PersonKind
from avklar.followup.disclosures import actions, rules
from avklar.followup.disclosures.content import Pick
from avklar.followup.disclosures.models import Access, Disclosure, Entry, Fact, Ownership
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.notifications.models import Note
from tests import law
from tests.cast import House
from tests.followup.cases import stories as case_stories
from tests.followup.disclosures import stories

Send = Callable[..., UUID]
PageOf = Callable[..., Any]


def rows(house: House) -> int:
    with scope(house.contact.organisation.pk):
        return sum(model.objects.count() for model in (Disclosure, Access, Ownership, Fact, Entry))


def refused(send: Send, **more: Any) -> dict[str, Any]:
    with pytest.raises(Invalid) as stopped:
        send(**more)
    return stopped.value.fields


def test_receiver_reads_exactly_the_chosen_facts(house: House, disclosure: UUID, page_of: PageOf) -> None:
    copy = page_of(house.police_contact, disclosure).copy
    assert [each.text for each in copy.facts] == ["Fakta nummer 1.", "Fakta nummer 2."]


def test_unverified_mark_follows(house: House, disclosure: UUID, page_of: PageOf) -> None:
    copy = page_of(house.police_contact, disclosure).copy
    assert [each.verified for each in copy.facts] == [True, False]


def test_both_sides_read_the_same_copy(house: House, disclosure: UUID, page_of: PageOf) -> None:
    assert page_of(house.contact, disclosure).copy == page_of(house.police_contact, disclosure).copy


def test_own_wording_is_what_is_sent(house: House, case: UUID, send: Send, page_of: PageOf) -> None:
    first = stories.facts(house.contact.actor(), case)[0]
    sent = send(picks=(Pick(first, "Kortere sagt."),))
    assert [each.text for each in page_of(house.police_contact, sent).copy.facts] == ["Kortere sagt."]


def test_ground_is_frozen_as_words(house: House, disclosure: UUID, page_of: PageOf) -> None:
    ground = page_of(house.police_contact, disclosure).copy.ground
    assert str(ground) == "Forvaltningsloven (1967) § 13 b nr. 5: nødvendig for virksomhetens egne oppgaver"


def test_name_does_not_follow_by_itself(house: House, case: UUID, send: Send, page_of: PageOf) -> None:
    named(house, case)
    assert page_of(house.police_contact, send()).copy.name is None


def test_name_follows_when_it_is_chosen(house: House, case: UUID, send: Send, page_of: PageOf) -> None:
    named(house, case)
    sent = send(with_name=True, name_reason="Skal innkalles.")
    assert page_of(house.police_contact, sent).copy.name == "Emil Prøve"


def test_name_needs_a_reason(house: House, case: UUID, send: Send) -> None:
    named(house, case)
    assert set(refused(send, with_name=True)) == {"name_reason"}


def test_name_that_is_not_entered_is_said(send: Send) -> None:
    assert refused(send, with_name=True, name_reason="Skal innkalles.") == {"with_name": rules.NO_NAME}


def named(house: House, case: UUID) -> None:
    content = IdentityContent(PersonKind.SUBJECT, "Emil Prøve")
    case_actions.name_person(house.contact.actor(), case_id=case, content=content)


def test_double_click_sends_once(house: House, send: Send) -> None:
    submission = uuid4()
    assert send(submission=submission) == send(submission=submission)


def test_same_submission_of_another_person_is_another_disclosure(house: House, send: Send) -> None:
    submission = uuid4()
    assert send(submission=submission) != send(submission=submission, sender=house.deputy)


@pytest.mark.parametrize("count", [101, 500])
def test_too_many_facts_are_refused(house: House, case: UUID, send: Send, count: int) -> None:
    before = rows(house)
    fields = refused(send, picks=tuple(Pick(uuid4()) for _number in range(count)))
    assert (str(count) in str(fields["facts"]), rows(house)) == (True, before)


def test_hundred_facts_are_sent(house: House, send: Send) -> None:
    seen = [case_stories.seen(f"Fakta {number}.") for number in range(100)]
    case_id = case_stories.open_one(house.contact.actor(), *seen).id
    sent = stories.send(house, case_id, observations=stories.facts(house.contact.actor(), case_id))
    with scope(house.contact.organisation.pk):
        assert Fact.objects.filter(disclosure_id=sent).count() == 100


def test_nothing_chosen_is_refused(send: Send) -> None:
    assert refused(send, picks=()) == {"facts": rules.NONE_CHOSEN}


@pytest.mark.parametrize("text", ["x" * 2001, "null\x00byte", "   "])
def test_wording_that_cannot_be_sent_is_refused(house: House, case: UUID, send: Send, text: str) -> None:
    first = stories.facts(house.contact.actor(), case)[0]
    assert set(refused(send, picks=(Pick(first, text),))) == {"facts"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("purpose", ""),
        ("purpose", "x" * 301),
        ("proportionality", ""),
        ("proportionality", "x" * 200_000),
        ("proportionality", "a\x00b"),
        ("answer_by", clock.today() - timedelta(days=1)),
        ("answer_by", clock.today() + timedelta(days=366)),
        ("told_on", clock.today() + timedelta(days=1)),
        ("ground", ""),
        ("ground", "finnes-ikke"),
        ("ground", "politiregisterloven-27"),
        ("ground", "fvl2025-34"),
    ],
)
def test_field_that_does_not_hold_is_refused(send: Send, field: str, value: object) -> None:
    assert set(refused(send, **{field: value})) == {field}


def test_every_field_is_said_at_once(send: Send) -> None:
    fields = refused(send, purpose="", proportionality="", told_on=None, ground="")
    assert set(fields) == {"purpose", "proportionality", "not_told", "ground"}


@pytest.mark.parametrize("receiver", ["", "tull", "0.0", str(UUID(int=7))])
def test_receiver_that_does_not_exist_is_refused(send: Send, receiver: str) -> None:
    assert refused(send, receiver=receiver) == {"receiver": rules.LOST}


def test_other_municipalitys_police_contact_is_refused(house: House, send: Send) -> None:
    assert set(refused(send, receiver=stories.to(house.hamar_police_contact))) == {"receiver"}


def test_oneself_is_refused(house: House, send: Send) -> None:
    assert set(refused(send, receiver=stories.to_municipality(house, "alvdal"))) == {"receiver"}


def test_specialist_receives(house: House, send: Send, page_of: PageOf) -> None:
    sent = send(receiver=stories.to(house.police_radicalisation_contact))
    assert page_of(house.police_radicalisation_contact, sent).copy is not None


def test_other_municipality_receives(house: House, send: Send, page_of: PageOf) -> None:
    sent = send(receiver=stories.to_municipality(house, "tynset"))
    assert page_of(house.stranger, sent).copy.receiver == "Tynset kommune"


def test_police_sends_to_a_municipality(house: House, police_case: UUID, page_of: PageOf) -> None:
    sent = stories.send(
        house,
        police_case,
        sender=house.police_contact,
        receiver=stories.to_municipality(house, "alvdal"),
        ground=stories.POLICE_GROUND,
        observations=stories.facts(house.police_contact.actor(), police_case),
    )
    assert page_of(house.substitute, sent).copy.facts[0].text == "Politiets egen opplysning."


def test_police_does_not_send_to_its_own(house: House, police_case: UUID) -> None:
    with pytest.raises(Invalid):
        stories.send(
            house,
            police_case,
            sender=house.police_contact,
            ground=stories.POLICE_GROUND,
            receiver=stories.to(house.hamar_police_contact),
            observations=stories.facts(house.police_contact.actor(), police_case),
        )


def test_receiver_that_lost_its_appointment_is_said_at_the_field(house: House, send: Send) -> None:
    from avklar.people.organisations.models import Appointment

    yesterday = clock.today() - timedelta(days=1)
    Appointment.objects.filter(membership=house.police_contact.membership).update(valid_to=yesterday)
    assert refused(send) == {"receiver": rules.LOST}


def test_municipality_where_nobody_receives_is_refused(house: House, send: Send) -> None:
    assert set(refused(send, receiver=stories.to_municipality(house, "folldal"))) == {"receiver"}


def test_ground_that_ended_since_the_draft_is_said_at_the_field(house: House, send: Send) -> None:
    law.end(house, "alvdal", stories.OWN_TASKS)
    assert set(refused(send)) == {"ground"}


def test_fact_that_was_corrected_meanwhile_is_refused(house: House, case: UUID, send: Send) -> None:
    actor = house.contact.actor()
    old = stories.facts(actor, case)[:2]
    case_actions.correct(
        actor,
        case_id=case,
        observation_id=old[0],
        content=case_stories.seen("Rettet."),
        submission=uuid4(),
    )
    assert refused(send, observations=old) == {"facts": rules.CHANGED}


def test_fact_of_another_case_is_refused(house: House, send: Send) -> None:
    other = case_stories.open_one(house.contact.actor()).id
    assert refused(send, observations=stories.facts(house.contact.actor(), other)) == {"facts": rules.CHANGED}


def test_copy_that_changed_since_it_was_looked_over_is_not_sent(house: House, case: UUID) -> None:
    actor = house.contact.actor()
    content = stories.content(house, stories.facts(actor, case)[:2])
    with pytest.raises(Conflict):
        actions.send(actor, case_id=case, content=content, submission=uuid4(), looked_over="0" * 64)


@pytest.mark.parametrize("key", ["stranger", "police_contact", "substitute", "hamar_contact"])
def test_one_who_is_not_named_in_the_case_finds_none(house: House, case: UUID, key: str) -> None:
    with pytest.raises(NotFound):
        stories.send(house, case, sender=house.people[key], observations=[uuid4()])


@pytest.mark.parametrize("key", ["teacher", "district_lead", "editor", "moderator", "administrator", "privacy_officer"])
def test_other_roles_are_denied(house: House, case: UUID, key: str) -> None:
    with pytest.raises(Denied):
        stories.send(house, case, sender=house.people[key], observations=[uuid4()])


def test_closed_case_sends_nothing(house: House, case: UUID, send: Send) -> None:
    from avklar.followup.cases.models import Case

    observations = stories.facts(house.contact.actor(), case)[:2]
    with scope(house.contact.organisation.pk):
        Case.objects.filter(pk=case).update(state="closed", closed_at=clock.now(), outcome="other")
    with pytest.raises(Conflict):
        send(observations=observations)


def test_addressee_is_told(house: House, disclosure: UUID) -> None:
    notes = Note.objects.filter(code="disclosure_new").values_list("user_id", flat=True)
    assert list(notes) == [house.police_contact.user.pk]


def test_sending_that_dies_leaves_nothing(house: House, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_arguments: Any, **_options: Any) -> None:
        raise RuntimeError

    before = rows(house)
    monkeypatch.setattr("avklar.foundation.notifications.notify", die)
    with pytest.raises(RuntimeError):
        send()
    assert rows(house) == before


def test_hostile_text_arrives_as_text(house: House, case: UUID, send: Send, page_of: PageOf) -> None:
    nasty = "<script>alert(1)</script> \u202eabc 🙂 'OR 1=1"
    first = stories.facts(house.contact.actor(), case)[0]
    assert page_of(house.police_contact, send(picks=(Pick(first, nasty),))).copy.facts[0].text == nasty
