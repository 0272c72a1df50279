"""A writer's own comments, for whoever holds the writer's cookie or a link from a mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.ui.paging import Found
from avklar.people.organisations import queries as people
from avklar.public.comments import links, rules, writers
from avklar.public.comments.cards import DiscussionCard, OwnComment
from avklar.public.comments.models import Comment, Complaint, Discussion, MailLink
from avklar.public.comments.queries.reading import card_of, rule_text, with_settings
from avklar.public.comments.standing import Standing, standing
from avklar.public.comments.states import Night, State


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


def own_comments(writer_id: UUID) -> Found[OwnComment]:
    """What the writer has written, the newest first, without what was withdrawn."""
    rows = Comment.objects.filter(writer_id=writer_id).exclude(state=State.WITHDRAWN).order_by("-id")
    return Found(rows, lambda some: [card for card, _discussion in _owned(some)])


def own(writer_id: UUID, comment_id: UUID) -> tuple[OwnComment, Standing]:
    """One of them, and how its discussion stands now; NotFound for another's, which looks like none at all."""
    row = Comment.objects.filter(pk=comment_id, writer_id=writer_id).exclude(state=State.WITHDRAWN).first()
    if row is None:
        raise NotFound
    [(card, discussion)] = _owned([row])
    return card, standing(discussion, clock.now())


def _owned(rows: Iterable[Comment]) -> list[tuple[OwnComment, DiscussionCard]]:
    """Each with its discussion. Two queries, and one for each whose rules have changed since it was taken down."""
    rows = list(rows)
    wanted = Discussion.objects.filter(pk__in={row.discussion_id for row in rows})
    cards = {row.pk: card_of(row) for row in with_settings(wanted)}
    complaints: dict[UUID, list[Complaint]] = defaultdict(list)
    for each in Complaint.objects.filter(comment__in=rows).order_by("-at"):
        complaints[each.comment_id].append(each)
    return [(_own(row, cards[row.discussion_id], complaints[row.pk]), cards[row.discussion_id]) for row in rows]


def _own(row: Comment, card: DiscussionCard, complaints: list[Complaint]) -> OwnComment:
    since = row.decided_at or row.created
    complaint = next((each for each in complaints if each.at >= since), None)
    return OwnComment(
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
        may_complain=rules.may_complain(State(row.state), row.decided_at, clock.now(), before=complaint is not None),
        queued=card.settings.night == Night.QUEUE,
        verdict=_verdict(complaint),
    )


def _verdict(complaint: Complaint | None) -> str:
    if complaint is None:
        return ""
    return complaint.verdict or "waits"
