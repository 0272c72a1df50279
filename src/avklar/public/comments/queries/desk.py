"""The moderators' desk: what waits, was reported or is complained about, and the settings. Of the actor's district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied, NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.ui.paging import Found
from avklar.people.organisations import queries as people
from avklar.public.comments import rules
from avklar.public.comments.cards import (
    Act,
    ComplaintCard,
    DiscussionCard,
    ReportCard,
    Settings,
    Waiting,
)
from avklar.public.comments.lengths import MOST_WAITING
from avklar.public.comments.models import Comment, Complaint, Discussion, Entry, Report
from avklar.public.comments.models import Settings as Row
from avklar.public.comments.queries.reading import FIELDS, card_of, rule_text, settings_card, with_settings
from avklar.public.comments.states import TAKEN_DOWN, Ground, Held, State, Verb


def district_of(actor: Actor, permission: Permission) -> UUID:
    """The district whose comments the actor may work with; Denied for anybody outside it."""
    actor.must(permission)
    site = people.site()
    if actor.organisation == site.id:
        return site.id
    served = people.district_of(actor.organisation)
    if served is None or served.id != site.id:
        raise Denied(rule=str(permission))
    return site.id


def may_moderate(actor: Actor) -> UUID:
    """The district, for a moderator."""
    return district_of(actor, Permission.COMMENT_MODERATE)


def moderators(district_id: UUID) -> dict[UUID, str]:
    """Everybody who may moderate in the district and its municipalities, by id, with the name."""
    places = [district_id, *(card.id for card in people.municipalities(district_id))]
    roles = TABLE[Permission.COMMENT_MODERATE].roles
    return {user_id: name for place in places for user_id, name in people.holders(place, roles).items()}


def settings_of(actor: Actor) -> Settings:
    """What holds for the site now."""
    district_id = district_of(actor, Permission.COMMENT_MODERATE)
    return newest_settings(district_id)


def newest_settings(district_id: UUID) -> Settings:
    """The newest version; what Avklar comes with before there is one."""
    row = Row.objects.filter(organisation_id=district_id).order_by("-version").values(*FIELDS).first()
    return settings_card(dict(row)) if row else Settings()


def discussions(actor: Actor) -> Found[tuple[DiscussionCard, int]]:
    """The district's discussions, the newest first, each with how many comments are shown."""
    shown = Count("comments", filter=Q(comments__state=State.PUBLISHED))
    rows = _discussions(actor).order_by("-opened_at", "pk").annotate(shown=shown)
    return Found(rows, lambda some: [(card_of(row), row.shown) for row in some])


def discussion_to_set(actor: Actor, discussion_id: UUID) -> DiscussionCard:
    """One of them, however old; NotFound for another district's."""
    row = _discussions(actor).filter(pk=discussion_id).first()
    if row is None:
        raise NotFound
    return card_of(row)


def _discussions(actor: Actor) -> QuerySet[Discussion]:
    district_id = district_of(actor, Permission.COMMENT_SETTINGS)
    return with_settings(Discussion.objects.filter(organisation_id=district_id))


def _open(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    reported = Exists(Report.objects.filter(comment=OuterRef("pk"), closed_by=None))
    complained = Exists(Complaint.objects.filter(comment=OuterRef("pk"), decided_by=None))
    return rows.filter(
        Q(state=State.WAITING) | (Q(state=State.PUBLISHED) & reported) | (Q(state__in=TAKEN_DOWN) & complained)
    )


def waiting_count(actor: Actor) -> int:
    """How many comments wait on the desk."""
    return _open(Comment.objects.filter(discussion__organisation_id=may_moderate(actor))).count()


def desk(actor: Actor) -> list[Waiting]:
    """The oldest first: complaints, then reported ones, then those that wait to be read. At most `MOST_WAITING`."""
    district_id = may_moderate(actor)
    order = Case(
        When(state__in=TAKEN_DOWN, then=Value(0)),
        When(state=State.PUBLISHED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = _open(Comment.objects.filter(discussion__organisation_id=district_id)).order_by(order, "id")
    return _waiting(rows[:MOST_WAITING], district_id)


def on_desk(actor: Actor, comment_id: UUID) -> Waiting:
    """One comment with its log, whatever its state; NotFound for another district's."""
    district_id = may_moderate(actor)
    found = _waiting(Comment.objects.filter(pk=comment_id, discussion__organisation_id=district_id), district_id)
    if not found:
        raise NotFound
    return found[0]


def log(comment_ids: Sequence[UUID]) -> dict[UUID, list[Act]]:
    """What was done with each comment, in order. Two queries."""
    rows = list(Entry.objects.filter(comment_id__in=comment_ids).order_by("at", "id"))
    names = people.names(row.user_id for row in rows if row.user_id)
    found: dict[UUID, list[Act]] = defaultdict(list)
    for row in rows:
        who = names.get(row.user_id, "") if row.user_id else ""
        found[row.comment_id].append(Act(row.at, Verb(row.verb), who, row.rule))
    return found


def _waiting(rows: QuerySet[Comment], district_id: UUID) -> list[Waiting]:
    found = list(rows.select_related("discussion", "parent"))
    ids, settings = [row.pk for row in found], newest_settings(district_id)
    open_reports = Report.objects.filter(comment_id__in=ids, closed_by=None).order_by("at", "id")
    reports: dict[UUID, list[ReportCard]] = defaultdict(list)
    for each in open_reports:
        reports[_comment_of(each)].append(ReportCard(each.at, Ground(each.ground), each.note))
    complaints = _complaints(ids)
    logs = log(ids)
    return [
        _card(row, settings, tuple(reports[row.pk]), complaints.get(row.pk), tuple(logs.get(row.pk, ())))
        for row in found
    ]


def _complaints(comment_ids: Iterable[UUID]) -> dict[UUID, ComplaintCard]:
    rows = list(Complaint.objects.filter(comment_id__in=comment_ids, decided_by=None))
    names = people.names(row.against for row in rows)
    return {
        _comment_of(row): ComplaintCard(row.pk, row.text, row.at, row.against, names.get(row.against, ""))
        for row in rows
    }


def _comment_of(row: Any) -> UUID:
    found: UUID = row.comment_id
    return found


def _card(
    row: Comment,
    settings: Settings,
    reports: tuple[ReportCard, ...],
    complaint: ComplaintCard | None,
    acts: tuple[Act, ...],
) -> Waiting:
    held = tuple(Held(code) for code in row.held.split())
    marks = rules.finds(row.text, [row.discussion.title]) if Held.NAMES in held else []
    return Waiting(
        id=row.pk,
        version=row.version,
        discussion_id=row.discussion.pk,
        title=row.discussion.title,
        url=row.discussion.url,
        name=row.name,
        text=row.text,
        at=row.created,
        state=State(row.state),
        held=held,
        finds=tuple((find.start, find.end, str(find.kind.label)) for find in marks),
        answers_to=row.parent.text if row.parent else "",
        reports=reports,
        complaint=complaint,
        rule=row.rule,
        rule_text=rule_text(row.discussion.organisation_id, settings, row),
        log=acts,
    )
