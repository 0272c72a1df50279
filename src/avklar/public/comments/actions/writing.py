"""What everybody can do without an account: write a comment, and say that one shouldn't stand."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import NotFound
from avklar.foundation.notifications import notify
from avklar.foundation.vault import keys
from avklar.public.comments import mail, queries, rules, writers
from avklar.public.comments.actions.moving import bump, log
from avklar.public.comments.cards import DiscussionCard
from avklar.public.comments.lengths import A_MOMENT, ALIKE_WITHIN, AN_HOUR, UNCONFIRMED_FOR
from avklar.public.comments.models import Comment, Report, Writer
from avklar.public.comments.standing import standing
from avklar.public.comments.states import Ground, Held, State, Verb


class Outcome(enum.StrEnum):
    """What became of a comment, as the thanks' page says it."""

    CONFIRM = "bekreft"
    READ = "leses"
    NIGHT = "natt"
    SHOWN = "ute"
    GONE = "fjernet"


@dataclass(frozen=True)
class Words:
    """What somebody wrote, and as whom. `writer_id`: whose browser it is, by the cookie."""

    text: str
    name: str
    email: str
    language: str = "nb"
    writer_id: UUID | None = None


def write(*, discussion_id: UUID, words: Words, parent_id: UUID | None = None) -> Outcome:
    """Take a comment, or an answer to one. The same words by the same person in the same place twice are one.

    NotFound where there is no discussion; Closed outside the hours, Conflict for an answer to what is gone, Invalid for
    what can't be taken: the caller shows the text again each time.
    """
    card = queries.discussion(discussion_id)
    rules.check_open(standing(card, clock.now()), card.settings.night)
    text, name, email = rules.plain(words.text), rules.plain(words.name), rules.email_of(words.email)
    rules.check_comment(text, name, email, card.settings)
    check_parent(card, parent_id)
    writer = writers.made(card.organisation_id, email, words.language, words.writer_id)
    alike, once = digests(card, writer, parent_id, text)
    with transaction.atomic():
        if not Comment.objects.filter(discussion_id=card.id, once=once).exists():
            _check_pace(card, writer, alike)
        row, made = Comment.objects.get_or_create(
            discussion_id=card.id,
            once=once,
            defaults={"parent_id": parent_id, "writer": writer, "name": name, "text": text, "alike": alike},
        )
        if made:
            log(row.pk, Verb.WROTE)
        if words.writer_id == writer.pk and writer.confirmed_at is not None:
            return send_on(card, row, writer) if row.state == State.UNCONFIRMED else _again(row)
        # anybody else hears the same whether or not this address has written these words: the mail goes to its owner
        if made or not writers.linked_since(row, clock.now() - A_MOMENT):  # the mail may have been lost
            address = writers.new_link(writer, UNCONFIRMED_FOR, row)
            mail.ask_to_confirm(email, words.language, title=card.title, address=address)
    return Outcome.CONFIRM


def digests(card: DiscussionCard, writer: Writer, parent_id: UUID | None, text: str) -> tuple[bytes, bytes]:
    """Keyed hashes: of the words alone, and of the words with writer and place."""
    said = rules.normal(text)
    alike = keys.lookup_hash(card.organisation_id, "comment-alike", said)
    return alike, keys.lookup_hash(card.organisation_id, "comment-once", f"{writer.pk}:{parent_id}:{said}")


def send_on(card: DiscussionCard, row: Comment, writer: Writer) -> Outcome:
    """A confirmed comment is shown at once, or waits to be read. Inside the transaction."""
    reasons = held(card, row, writer)
    state = State.WAITING if reasons else State.PUBLISHED
    row.state, row.held, row.remove_at = state, " ".join(reasons), None
    row.save(update_fields=["state", "held", "remove_at"])
    if state == State.PUBLISHED:
        log(row.pk, Verb.PUBLISHED)
        bump(card.id)
        return Outcome.SHOWN
    tell_moderators(card.organisation_id)
    return Outcome.NIGHT if Held.NIGHT in reasons else Outcome.READ


def held(card: DiscussionCard, row: Comment, writer: Writer) -> tuple[Held, ...]:
    """Why this comment must be read first. A known writer under a name never shown before counts as new."""
    shown_so = Comment.objects.filter(writer=writer, name=row.name, state=State.PUBLISHED).exclude(pk=row.pk)
    new = writer.known_at is None or not shown_so.exists()
    open_now = standing(card, clock.now()).open
    return rules.held(row.text, [*queries.familiar_names(card), row.name], new=new, open=open_now)


def tell_moderators(district_id: UUID, *, but: UUID | None = None, code: str = "comment_waiting") -> None:
    """A note to everybody on the desk. For what waits to be read only when nothing waited before."""
    if code == "comment_waiting":
        waiting = Comment.objects.filter(discussion__organisation_id=district_id, state=State.WAITING)
        if waiting.count() > 1:
            return
    receivers = set(queries.moderators(district_id)) - {but}
    notify(machine(district_id), {each for each in receivers if each}, code, reverse("comments:desk"))


def check_parent(card: DiscussionCard, parent_id: UUID | None) -> None:
    if parent_id is None:
        return
    row = Comment.objects.filter(pk=parent_id).values_list("discussion_id", "parent_id", "state").first()
    if row is None:
        raise NotFound
    rules.check_parent(row[0], row[1], State(row[2]), card)


def check_alike(card: DiscussionCard, writer: Writer, alike: bytes, *, but: Comment | None = None) -> None:
    """Invalid when the writer has sent the same words often enough within a day, `but` for the one that changes."""
    same = Comment.objects.filter(alike=alike, created__gt=clock.now() - ALIKE_WITHIN, writer=writer)
    if but is not None:
        same = same.exclude(pk=but.pk)
    rules.check_alike(same.count(), card.settings)


def _check_pace(card: DiscussionCard, writer: Writer, alike: bytes) -> None:
    check_alike(card, writer, alike)
    mine = Comment.objects.filter(writer=writer, created__gt=clock.now() - AN_HOUR)
    rules.check_pace(mine.count(), card.settings)


def _again(row: Comment) -> Outcome:
    """What to say to the same words sent again."""
    if row.state == State.WAITING:
        return Outcome.NIGHT if Held.NIGHT in row.held.split() else Outcome.READ
    return Outcome.SHOWN if row.state == State.PUBLISHED else Outcome.GONE


def report(*, discussion_id: UUID, comment_id: UUID, ground: Ground, note: str = "") -> None:
    """A reader says that a comment shouldn't stand. Nothing is kept of who; it stays until somebody has looked."""
    card = queries.discussion(discussion_id)
    comment = queries.comment(card, comment_id)
    rules.check_note("note", note, required=ground == Ground.OTHER)
    with transaction.atomic():
        first = not Report.objects.filter(comment_id=comment.id, closed_by=None).exists()
        Report.objects.create(comment_id=comment.id, ground=ground, note=rules.plain(note))
        log(comment.id, Verb.REPORTED)
        if first:
            tell_moderators(card.organisation_id, code="comment_reported")
