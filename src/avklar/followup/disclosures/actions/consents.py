"""Consent: entering what was answered, and entering that it was taken back (R9)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError

from avklar.followup.cases import queries as cases
from avklar.followup.cases.actions.reach import found, writable
from avklar.followup.disclosures import rules
from avklar.followup.disclosures.actions.handling import note_down, others
from avklar.followup.disclosures.actions.sending import page
from avklar.followup.disclosures.content import ConsentContent
from avklar.followup.disclosures.models import Access, Consent, Disclosure, Ownership
from avklar.followup.disclosures.states import MOST_CONSENTS, ConsentAnswer, Side, Verb
from avklar.foundation import clock, journal, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people

KIND = "consent"


def record_consent(actor: Actor, *, case_id: UUID, content: ConsentContent, submission: UUID) -> UUID:
    """Enter the answer to a question about sharing; a no is kept too. Returns its id, the same for two clicks."""
    actor.must(Permission.DISCLOSURE_SEND)
    content.check(clock.today())
    try:
        with writing(actor):
            case = writable(actor, case_id)
            again = _earlier(case_id, submission)
            if again is not None:
                return again
            rules.check_standing(content.facts, {each.id for each in cases.facts(actor, case_id)})
            _check_receiver(actor, content.receiver)
            if Consent.objects.filter(case_id=case_id).count() >= MOST_CONSENTS:
                raise Invalid(rules.MANY_CONSENTS)
            row = _row(actor, case_id, content, submission)
            keys.attach(keys.fetch([case.vault_record()])[0], row)
            row.save(force_insert=True)
            journal.write(actor, "noted", kind=KIND, object_id=row.pk, reason=str(content.answer))
    except IntegrityError:
        with scope(actor.organisation_id):
            again = _earlier(case_id, submission)
        if again is None:
            raise
        return again
    return row.pk


def withdraw_consent(actor: Actor, *, case_id: UUID, consent_id: UUID) -> int:
    """It was taken back: nothing more is shared under it, and every receiver is told. Returns how many were told.

    Possible in a closed or locked case too. A second time changes nothing; Conflict for an answer that was no.
    """
    actor.must(Permission.DISCLOSURE_SEND)
    now = clock.now()
    with writing(actor):
        found(actor, case_id)
        rows = Consent.objects.filter(pk=consent_id, case_id=case_id, organisation_id=actor.organisation)
        answer = rows.values_list("answer", flat=True).first()
        if answer is None:
            raise NotFound
        if answer != ConsentAnswer.GIVEN:
            raise Conflict(rules.WAS_NO, rule="R9")
        if not rows.filter(withdrawn_at__isnull=True).update(withdrawn_at=now, withdrawn_by=actor.person):
            return 0
        told = _tell(actor, consent_id)
        journal.write(actor, "withdrew", kind=KIND, object_id=consent_id)
    return told


def _tell(actor: Actor, consent_id: UUID) -> int:
    """Mark what was shared under the consent, and tell its receivers.

    Read after the consent's row was changed: what was sent just before is seen, what comes after is refused.
    """
    shared = Ownership.objects.filter(organisation_id=actor.organisation, consent_id=consent_id)
    under = Access.objects.filter(
        organisation_id=actor.organisation, side=Side.OWNER, disclosure_id__in=shared.values("disclosure_id")
    )
    accesses = list(under.select_related("disclosure").order_by("disclosure_id"))
    for access in accesses:
        Disclosure.objects.filter(pk=access.disclosure_id).update(withdrawn_at=clock.now(), last_at=clock.now())
        note_down(actor, access, Verb.WITHDRAW, "", clock.new_id())
        notifications.notify(actor, others(access), "disclosure_withdrawn", page(access.disclosure_id))
    return len(accesses)


def _check_receiver(actor: Actor, receiver: UUID) -> None:
    if receiver == actor.organisation or receiver not in people.organisations([receiver]):
        raise Invalid(fields={"receiver": rules.CHOOSE_ORGANISATION}, rule="R9")


def _row(actor: Actor, case_id: UUID, content: ConsentContent, submission: UUID) -> Consent:
    return Consent(
        organisation_id=actor.organisation,
        case_id=case_id,
        receiver_organisation_id=content.receiver,
        answer=content.answer,
        given_by=content.given_by,
        asked_on=content.asked_on,
        until=content.until,
        facts=[str(each) for each in content.facts],
        recorded_by=actor.person,
        recorded_at=clock.now(),
        submission=submission,
        words=content.words.strip(),
    )


def _earlier(case_id: UUID, submission: UUID) -> UUID | None:
    rows = Consent.objects.filter(case_id=case_id, submission=submission).values_list("pk", flat=True)
    return rows.first()
