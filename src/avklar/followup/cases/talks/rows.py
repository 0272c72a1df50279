"""From a talk's row to the small value that the pages see; the case reads its talks with it too."""

from __future__ import annotations

from avklar.followup.cases.models import Talk
from avklar.followup.cases.states import Result
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import Attendance, Language, OrderGround, TalkState


def card(row: Talk) -> TalkCard:
    """A talk that is unlocked."""
    return TalkCard(
        id=row.pk,
        position=row.position,
        at=row.at,
        attendance=Attendance(row.attendance),
        ground=OrderGround(row.ground) if row.ground else None,
        collection=row.collection,
        language=Language(row.language),
        state=TalkState(row.state),
        result=Result(row.result) if row.result else None,
        place=row.place,
        purpose=row.purpose,
        phone=row.phone,
        order_reason=row.order_reason,
        guardians=row.guardians,
        no_guardians_reason=row.no_guardians_reason,
        agreed_plan=row.agreed_plan or "",
        invited_by=row.invited_by,
        invited_at=row.invited_at,
        ended_at=row.ended_at,
        version=row.version,
        short_notice_reason=row.short_notice_reason,
    )
