"""Opening a disclosure, and tying it to a case of one's own. The tie stands in the receiver's own row only (R7)."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.cases import queries as cases
from avklar.followup.disclosures import queries, rules
from avklar.followup.disclosures.actions.sending import KIND
from avklar.followup.disclosures.cards import Page
from avklar.followup.disclosures.models import Link
from avklar.followup.disclosures.reach import access_of
from avklar.followup.disclosures.states import KEPT_UNTOUCHED, Side, State
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing


def read(actor: Actor, disclosure_id: UUID) -> Page:
    """Open it; the reading is journalled in the reader's own organisation (R13)."""
    with scope(actor.organisation_id):
        page = queries.page(actor, disclosure_id)
    journal.read(actor, kind=KIND, object_id=disclosure_id)
    return page


def link_case(actor: Actor, disclosure_id: UUID, case_id: UUID) -> None:
    """The receiver ties it to a case the actor is named in, instead of any other; the sender never sees which.

    NotFound for another's case or disclosure; Denied for the sender; Conflict before it was accepted.
    """
    actor.must(Permission.DISCLOSURE_SEND)
    with writing(actor):
        access = access_of(actor, disclosure_id)
        rules.check_linkable(Side(access.side), State(access.disclosure.state))
        cases.line(actor, case_id)
        now = clock.now()
        Link.objects.update_or_create(
            organisation_id=actor.organisation,
            disclosure_id=disclosure_id,
            defaults={"case_id": case_id, "linked_by": actor.person, "at": now, "remove_at": now + KEPT_UNTOUCHED},
        )
        journal.write(actor, "linked", kind=KIND, object_id=disclosure_id)
