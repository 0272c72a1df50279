"""What the public sees: a discussion with the site's settings as they are now, its threads, its stamp."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.prepared import Prepared
from avklar.public.comments import wording
from avklar.public.comments.cards import CommentCard, DiscussionCard, Own, Settings
from avklar.public.comments.hours import from_json
from avklar.public.comments.lengths import MOST_THREADS
from avklar.public.comments.models import Comment, Discussion
from avklar.public.comments.models import Settings as Row
from avklar.public.comments.standing import Kind, standing
from avklar.public.comments.states import Mode, Night, State

FIELDS = ("version", "hours", "night", "closes_after", "most_links", "most_alike", "most_an_hour", "rules")
KEPT_AT_MOST = timedelta(days=1)
SEEN = Q(state__in=(State.PUBLISHED, State.REMOVED))
"""What stands on the page by itself: the words, or the line that says why they are gone."""


def discussion(discussion_id: UUID) -> DiscussionCard:
    """The discussion and the settings that hold now, in one query; NotFound for any other id, and before it opens."""
    card = find(discussion_id)
    if card is None or standing(card, clock.now()).kind == Kind.OFF:
        raise NotFound
    return card


def find(discussion_id: UUID) -> DiscussionCard | None:
    """The same whatever its state; None when there is none."""
    for values in _FOUND.rows(discussion=discussion_id):
        row = Discussion(**dict(zip(COLUMNS, values, strict=False)))
        for name, value in zip(FIELDS, values[len(COLUMNS) :], strict=True):
            setattr(row, f"site_{name}", value)
        return card_of(row)
    return None


def with_settings(rows: QuerySet[Discussion]) -> QuerySet[Discussion]:
    """Each with the newest settings of its organisation beside it (`site_…`; None where there are none yet)."""
    newest = Row.objects.filter(organisation=OuterRef("organisation")).order_by("-version")
    return rows.annotate(**{f"site_{name}": Subquery(newest.values(name)[:1]) for name in FIELDS})


COLUMNS = ("id", "organisation_id", "title", "url", "opened_at", "version", "mode", "closes_after", "hours")
_FOUND = Prepared(  # asked for every reader of a kept page
    lambda slot: with_settings(Discussion.objects.filter(pk=slot.id("discussion"))).values_list(
        *COLUMNS, *(f"site_{name}" for name in FIELDS)
    )
)


def card_of(row: Discussion) -> DiscussionCard:
    """A row of `with_settings` as a card."""
    own = Own(Mode(row.mode), row.closes_after, from_json(row.hours) if row.hours else None)
    site = {name: getattr(row, f"site_{name}") for name in FIELDS}
    settings = settings_card(site) if site["version"] is not None else Settings()
    owner = row.organisation_id
    return DiscussionCard(row.pk, owner, row.title, row.url, row.opened_at, row.version, own, settings)


def settings_card(found: dict[str, object]) -> Settings:
    """A row's fields as a card."""
    said = found | {"hours": from_json(found["hours"]), "night": Night(str(found["night"]))}  # type: ignore[arg-type]
    return Settings(**said)  # type: ignore[arg-type]


def threads(card: DiscussionCard, after: UUID | None = None) -> list[CommentCard]:
    """At most `MOST_THREADS` and one more (then there is a next page), the oldest first, each with its answers.

    A removed one stays as a line that says why; one that was withdrawn, or is read anew after a change, only where
    somebody answered. Two queries, three when the district's own people have written.
    """
    answered = Exists(Comment.objects.filter(SEEN, parent=OuterRef("pk")))
    firsts = Comment.objects.filter(Q(discussion_id=card.id, parent=None) & (SEEN | answered)).order_by("id")
    if after is not None:
        firsts = firsts.filter(id__gt=after)
    top = list(firsts[: MOST_THREADS + 1])
    answers: dict[UUID, list[CommentCard]] = {}
    for row in Comment.objects.filter(SEEN, parent__in=[each.pk for each in top]).order_by("id"):
        if row.parent_id is not None:
            answers.setdefault(row.parent_id, []).append(_card(row, card))
    return [_card(row, card, tuple(answers.get(row.pk, ()))) for row in top]


def _card(row: Comment, card: DiscussionCard, answers: tuple[CommentCard, ...] = ()) -> CommentCard:
    shown = row.state == State.PUBLISHED
    return CommentCard(
        id=row.pk,
        parent_id=row.parent_id,
        state=State(row.state),
        name=row.name if shown else "",
        text=row.text if shown else "",
        at=row.created,
        staff=row.staff_id is not None,
        edited_at=row.edited_at,
        decided_at=row.decided_at,
        rule=row.rule,
        rule_text=rule_text(card.organisation_id, card.settings, row),
        answers=answers,
    )


def rule_text(organisation_id: UUID, now: Settings, row: Comment) -> str:
    """The rule that a comment was taken down by, as it read then."""
    if not row.rule:
        return ""
    if row.rules_version == now.version:
        return wording.rule(now.rules, row.rule)
    then = Row.objects.filter(organisation_id=organisation_id, version=row.rules_version)
    return wording.rule(then.values_list("rules", flat=True).first() or {}, row.rule)


def comment(card: DiscussionCard, comment_id: UUID) -> CommentCard:
    """One published comment of the discussion; NotFound for any other."""
    row = Comment.objects.filter(pk=comment_id, discussion_id=card.id, state=State.PUBLISHED).first()
    if row is None:
        raise NotFound
    return _card(row, card)


def tally(discussion_id: UUID) -> tuple[int, int]:
    """How many comments are shown, and how many were removed. One query."""
    rows = Comment.objects.filter(discussion_id=discussion_id)
    found = rows.aggregate(
        shown=Count("pk", filter=Q(state=State.PUBLISHED)), gone=Count("pk", filter=Q(state=State.REMOVED))
    )
    return found["shown"], found["gone"]


def counts(discussion_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many comments are shown in each, in one query; 0 for one without any, or switched off."""
    rows = Comment.objects.filter(discussion_id__in=discussion_ids, state=State.PUBLISHED)
    rows = rows.exclude(discussion__mode=Mode.OFF)
    found = dict(rows.order_by().values_list("discussion_id").annotate(number=Count("pk")))
    return {each: found.get(each, 0) for each in discussion_ids}


def stamp(discussion_id: UUID) -> str:
    """Changes whenever what the public sees of the discussion changes, also by the clock. One query.

    Empty for an unknown discussion. A page may be kept under it until `until`.
    """
    return stamp_and_turn(discussion_id)[0]


def stamp_and_turn(discussion_id: UUID) -> tuple[str, datetime | None]:
    """The stamp, and when the state turns next (aware); ("", None) for an unknown discussion. One query."""
    card, now = find(discussion_id), clock.now()
    return (stamp_of(card, now), standing(card, now).until) if card else ("", None)


def stamp_of(card: DiscussionCard, now: datetime) -> str:
    """The same of a card that one has."""
    return f"{card.version}.{card.settings.version}.{standing(card, now).kind}"


def until(discussion_id: UUID) -> datetime:
    """When the state turns next (aware), at most a day ahead: no page may be kept longer. One query."""
    latest = clock.now() + KEPT_AT_MOST
    return min(stamp_and_turn(discussion_id)[1] or latest, latest)


def familiar_names(card: DiscussionCard) -> list[str]:
    """Names that stand in the discussion already: whoever has written there, and what its title holds."""
    shown = Comment.objects.filter(discussion_id=card.id, state=State.PUBLISHED).order_by()
    return [card.title, *shown.values_list("name", flat=True).distinct()]
