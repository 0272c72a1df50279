"""What moderators do: publish, take down by a rule, let stand, decide a complaint, answer. Each is journalled."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import keys
from avklar.people.organisations import queries as people
from avklar.public.comments import mail, rules, wording, writers
from avklar.public.comments.actions.moving import bump, log
from avklar.public.comments.actions.writing import check_parent
from avklar.public.comments.cards import DiscussionCard
from avklar.public.comments.lengths import COMPLAIN_WITHIN, TEXT_FOR
from avklar.public.comments.models import Comment, Complaint, Report, Writer
from avklar.public.comments.queries.desk import district_of
from avklar.public.comments.queries.reading import find
from avklar.public.comments.states import TAKEN_DOWN, State, Verb, Verdict


def publish(actor: Actor, *, comment_id: UUID, version: int) -> None:
    """Show a comment that waited; its writer is known from now on. Conflict when somebody was faster."""
    row, card = _found(actor, comment_id)
    rules.check_step(State(row.state), State.PUBLISHED)
    if row.state != State.WAITING:
        raise Conflict(rules.CHANGED)
    with writing(actor):
        _move(row, version, state=State.PUBLISHED, held="", remove_at=None, **_decided(actor))
        _know(row, since=clock.now())
        _done(actor, row, Verb.PUBLISHED, "published")
        if row.writer is not None:
            mail.tell_published(
                writers.email_of(row.writer), row.writer.language, title=card.title, address=mail.whole(card.url)
            )


def take_down(actor: Actor, *, comment_id: UUID, version: int, rule: int, rules_version: int | None = None) -> None:
    """Remove a published comment, or refuse one that waited, by a rule of the list. Its writer is told how to complain.

    `rules_version`: the list that the number was chosen from. Invalid without a rule, Conflict when somebody was faster
    or the rules have changed meanwhile.
    """
    row, card = _found(actor, comment_id)
    shown = row.state == State.PUBLISHED
    to = State.REMOVED if shown else State.REJECTED
    rules.check_step(State(row.state), to)
    if rules_version not in (None, card.settings.version):
        raise Conflict(_("Reglene er endret i mellomtiden. Velg regelen på nytt."))
    rules.check_rule(rule, wording.rules(card.settings.rules))
    said = {"rule": rule, "rules_version": card.settings.version}
    with writing(actor):
        _move(row, version, state=to, remove_at=clock.now() + TEXT_FOR, **said, **_decided(actor))
        Report.objects.filter(comment=row, closed_by=None).update(closed_by=actor.person)
        _know(row, since=None)  # the next one is read first again
        _tell_writer(row, card, rule, shown=shown)
        verb = Verb.REMOVED if shown else Verb.REJECTED
        _done(actor, row, verb, "took-down" if shown else "refused", **said)


def let_stand(actor: Actor, *, comment_id: UUID) -> None:
    """The reports on a comment have been read, and it stays. Done twice it is done once."""
    row, _card = _found(actor, comment_id)
    with writing(actor):
        if Report.objects.filter(comment=row, closed_by=None).update(closed_by=actor.person):
            log(row.pk, Verb.LET_STAND, user_id=actor.person)
            journal.write(actor, "let-stand", kind="comment", object_id=row.pk)


def decide(actor: Actor, *, complaint_id: UUID, verdict: Verdict) -> None:
    """Answer a complaint. Denied for whoever took the comment down, Conflict when it is answered already."""
    complaint = Complaint.objects.filter(pk=complaint_id).first()
    if complaint is None:
        raise NotFound
    row, card = _found(actor, complaint.comment_id)
    rules.check_another(actor.person, complaint.against)
    upheld = verdict == Verdict.UPHELD
    with writing(actor):
        mine = Complaint.objects.filter(pk=complaint_id, decided_by=None)
        if not mine.update(decided_by=actor.person, decided_at=clock.now(), verdict=verdict):
            raise Conflict(rules.CHANGED)
        if upheld:
            if row.state not in TAKEN_DOWN:
                raise Conflict(rules.CHANGED)
            _move(row, row.version, state=State.PUBLISHED, held="", rule=0, remove_at=None, **_decided(actor))
            _know(row, since=clock.now())
        if row.writer is not None:
            mail.tell_verdict(writers.email_of(row.writer), row.writer.language, title=card.title, upheld=upheld)
        _done(actor, row, Verb.RESTORED if upheld else Verb.UPHELD, "restored" if upheld else "kept-down")


def answer(actor: Actor, *, discussion_id: UUID, parent_id: UUID | None, text: str) -> UUID:
    """Answer as somebody who works here, under one's own name, at any hour; its id. The same twice is one."""
    district_id = district_of(actor, Permission.COMMENT_MODERATE)
    card = find(discussion_id)
    if card is None or card.organisation_id != district_id:
        raise NotFound
    words = rules.plain(text)
    rules.check_text(words, card.settings)
    check_parent(card, parent_id)
    once = keys.lookup_hash(district_id, "comment-once", f"{actor.person}:{parent_id}:{rules.normal(words)}")
    name = people.names([actor.person]).get(actor.person, "")
    with writing(actor):
        row, made = Comment.objects.get_or_create(
            discussion_id=card.id,
            once=once,
            defaults={
                "parent_id": parent_id,
                "staff_id": actor.person,
                "name": name,
                "text": words,
                "state": State.PUBLISHED,
                "remove_at": None,
            },
        )
        if made:
            _done(actor, row, Verb.WROTE, "wrote")
    return row.pk


def _found(actor: Actor, comment_id: UUID) -> tuple[Comment, DiscussionCard]:
    district_id = district_of(actor, Permission.COMMENT_MODERATE)
    rows = Comment.objects.filter(pk=comment_id, discussion__organisation_id=district_id)
    row = rows.select_related("writer").first()
    card = find(row.discussion_id) if row else None
    if row is None or card is None:
        raise NotFound
    return row, card


def _move(row: Comment, version: int, **fields: Any) -> None:
    rows = Comment.objects.filter(pk=row.pk, version=version, state=row.state)
    if not rows.update(**fields, version=F("version") + 1):
        raise Conflict(rules.CHANGED)


def _decided(actor: Actor) -> dict[str, Any]:
    return {"decided_by": actor.person, "decided_at": clock.now()}


def _know(row: Comment, *, since: datetime | None) -> None:
    if row.writer is not None:
        Writer.objects.filter(pk=row.writer.pk).update(known_at=since)


def _done(actor: Actor, row: Comment, verb: Verb, journalled: str, *, rule: int = 0, rules_version: int = 0) -> None:
    log(row.pk, verb, user_id=actor.person, rule=rule, rules_version=rules_version)
    bump(row.discussion_id)
    reason = rules.reason(rule)
    journal.write(actor, journalled, kind="comment", object_id=row.pk, reason=reason)


def _tell_writer(row: Comment, card: DiscussionCard, rule: int, *, shown: bool) -> None:
    if row.writer is None:
        return
    with translation.override(row.writer.language):
        said = f"{rule}. {wording.rule(card.settings.rules, rule)}"
    mail.tell_taken_down(
        writers.email_of(row.writer),
        row.writer.language,
        title=card.title,
        rule=said,
        address=writers.new_link(row.writer, COMPLAIN_WITHIN, row),
        shown=shown,
    )
