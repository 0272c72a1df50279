"""What was answered when consent was asked for, as the rules want it. Reads the sender's own rows only."""

from __future__ import annotations

from uuid import UUID

from avklar.followup.disclosures.cards import ConsentCard
from avklar.followup.disclosures.models import Consent
from avklar.followup.disclosures.states import ConsentAnswer, ConsentBy
from avklar.foundation.access.actor import Actor


def asked(actor: Actor, case_id: UUID, receiver: UUID, *, lock: bool = False) -> list[ConsentCard]:
    """Every answer in the case about one receiver, newest first; no text is opened.

    `lock` holds the rows until the transaction ends: a withdrawal at the same moment comes before or after, never in
    between (R9).
    """
    rows = Consent.objects.filter(
        organisation_id=actor.organisation, case_id=case_id, receiver_organisation_id=receiver
    ).order_by("-recorded_at", "-pk")
    return [card(each) for each in (rows.select_for_update() if lock else rows)]


def card(row: Consent, *, words: str = "", receiver_name: str = "") -> ConsentCard:
    """The row as others may see it; its words only when they were opened."""
    return ConsentCard(
        id=row.pk,
        receiver=row.receiver_organisation_id,
        answer=ConsentAnswer(row.answer),
        given_by=ConsentBy(row.given_by),
        asked_on=row.asked_on,
        until=row.until,
        facts=tuple(UUID(each) for each in row.facts),
        withdrawn_at=row.withdrawn_at,
        words=words,
        receiver_name=receiver_name,
    )
