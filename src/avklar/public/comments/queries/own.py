"""A writer's own comments, for whoever holds the writer's cookie or a link from a mail."""

from __future__ import annotations

from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.people.organisations import queries as people
from avklar.public.comments import links, rules, writers
from avklar.public.comments.cards import OwnComment
from avklar.public.comments.models import Comment, Complaint, MailLink
from avklar.public.comments.queries.reading import find, rule_text
from avklar.public.comments.standing import Standing, standing
from avklar.public.comments.states import State

MOST_OWN = 100


def link_waits(token: str) -> bool:
    """Whether a mailed link can still be used; NotFound for one that we didn't make, or that is too old."""
    row = MailLink.objects.filter(digest=links.digest_of(token), remove_at__gt=clock.now()).first()
    if row is None:
        raise NotFound
    return row.used_at is None


def is_writers(writer_id: UUID | None, email: str) -> bool:
    """Whether the address is the writer's own, confirmed one: what comes with it needs no mail."""
    found = writers.known_by(people.site().id, rules.email_of(email)) if writer_id else None
    return found is not None and found.pk == writer_id


def own_comments(writer_id: UUID) -> list[OwnComment]:
    """What the writer has written, the newest first, without what was withdrawn."""
    rows = Comment.objects.filter(writer_id=writer_id).exclude(state=State.WITHDRAWN).order_by("-id")
    return [_own(row)[0] for row in rows[:MOST_OWN]]


def own(writer_id: UUID, comment_id: UUID) -> tuple[OwnComment, Standing]:
    """One of them, and how its discussion stands now; NotFound for another's, which looks like none at all."""
    row = Comment.objects.filter(pk=comment_id, writer_id=writer_id).exclude(state=State.WITHDRAWN).first()
    if row is None:
        raise NotFound
    return _own(row)


def _own(row: Comment) -> tuple[OwnComment, Standing]:
    card = find(row.discussion_id)
    assert card is not None
    now = clock.now()
    complaint = Complaint.objects.filter(comment=row, at__gte=row.decided_at or row.created).order_by("-at").first()
    found = OwnComment(
        id=row.pk,
        version=row.version,
        discussion_id=card.id,
        title=card.title,
        url=card.url,
        text=row.text,
        at=row.created,
        state=State(row.state),
        rule=row.rule,
        rule_text=rule_text(card.organisation_id, card.settings, row),
        may_edit=rules.may_edit(State(row.state)),
        may_complain=rules.may_complain(State(row.state), row.decided_at, now, before=complaint is not None),
        verdict=_verdict(complaint),
    )
    return found, standing(card, now)


def _verdict(complaint: Complaint | None) -> str:
    if complaint is None:
        return ""
    return complaint.verdict or "waits"
