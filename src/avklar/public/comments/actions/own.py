"""What a writer does with what is the writer's own: confirm, change, delete, complain, ask for the link."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.people.organisations import queries as people
from avklar.public.comments import links, mail, rules, writers
from avklar.public.comments.actions.moving import bump, log
from avklar.public.comments.actions.writing import Outcome, check_alike, digests, held, send_on, tell_moderators
from avklar.public.comments.cards import DiscussionCard
from avklar.public.comments.lengths import UNCONFIRMED_FOR, WRITER_FOR
from avklar.public.comments.models import Comment, Complaint, MailLink, Writer
from avklar.public.comments.queries.reading import find
from avklar.public.comments.standing import standing
from avklar.public.comments.states import Held, State, Verb


def confirm(token: str) -> tuple[UUID, Outcome | None]:
    """Use a mailed link: the address is the writer's, and the comment it was for goes on its way.

    The writer, and what became of the comment (None for a link without one). NotFound for a link that we didn't make or
    that is too old, Conflict for one that is used.
    """
    link = MailLink.objects.filter(digest=links.digest_of(token), remove_at__gt=clock.now()).first()
    if link is None:
        raise NotFound
    with transaction.atomic():
        if not MailLink.objects.filter(pk=link.pk, used_at=None).update(used_at=clock.now()):
            raise Conflict(_("Lenken er brukt. Be om en ny, så sender vi den."))
        Writer.objects.filter(pk=link.writer.pk, confirmed_at=None).update(
            confirmed_at=clock.now(), remove_at=clock.now() + WRITER_FOR
        )
        writer = Writer.objects.get(pk=link.writer.pk)
        row = link.comment
        if row is None or row.state != State.UNCONFIRMED:
            return writer.pk, None
        log(row.pk, Verb.CONFIRMED)
        return writer.pk, send_on(_discussion_of(row), row, writer)


def confirmed_writer(email: str, language: str) -> UUID:
    """The writer with this address as after the link was used; for the demo, whose mails nobody opens."""
    writer = writers.made(people.site().id, rules.email_of(email), language)
    until = clock.now() + WRITER_FOR
    Writer.objects.filter(pk=writer.pk, confirmed_at=None).update(confirmed_at=clock.now(), remove_at=until)
    return writer.pk


def ask_for_link(email: str, language: str) -> None:
    """Mail the link to the own comments, if somebody with this address has confirmed it. Says nothing either way."""
    writer = writers.known_by(people.site().id, rules.email_of(email))
    if writer is not None:
        with transaction.atomic():
            address = writers.new_link(writer, UNCONFIRMED_FOR)
            mail.send_link(writers.email_of(writer), language, address=address)


def edit(*, writer_id: UUID, comment_id: UUID, text: str, version: int) -> Outcome:
    """Change an own comment while the field is open; it is checked again as if it were new.

    Closed outside the hours, Invalid for what can't be taken, Conflict when it isn't `version` any more.
    """
    row, writer = _own(writer_id, comment_id)
    card = _discussion_of(row)
    rules.check_open(standing(card, clock.now()), card.settings.night)
    if not rules.may_edit(State(row.state)):
        raise Conflict(rules.CHANGED)
    words = rules.plain(text)
    rules.check_text(words, card.settings)
    alike, once = digests(card, writer, row.parent_id, words)
    check_alike(card, writer, alike, but=row)
    before, row.text = State(row.state), words
    reasons = held(card, row, writer) if before == State.WAITING else _held_again(card, row, writer)
    state = State.WAITING if reasons else State.PUBLISHED
    with transaction.atomic():
        if Comment.objects.filter(discussion_id=card.id, once=once).exclude(pk=row.pk).exists():
            raise Conflict(_("Du har skrevet det samme her før."))
        changed = Comment.objects.filter(pk=row.pk, version=version, state=before).update(
            text=words,
            alike=alike,
            once=once,
            state=state,
            held=" ".join(reasons),
            edited_at=clock.now(),
            version=F("version") + 1,
        )
        if not changed:
            raise Conflict(rules.CHANGED)
        log(row.pk, Verb.EDITED)
        if state == State.PUBLISHED != before:
            log(row.pk, Verb.PUBLISHED)
        bump(card.id)
        if state == State.WAITING:
            tell_moderators(card.organisation_id)
    return Outcome.SHOWN if state == State.PUBLISHED else Outcome.READ


def _held_again(card: DiscussionCard, row: Comment, writer: Writer) -> tuple[str, ...]:
    """A comment that has been shown needs no second reading for being its writer's first, unless the writer is to be
    read again since something was taken down."""
    return tuple(reason for reason in held(card, row, writer) if reason != Held.FIRST or writer.known_at is None)


def withdraw(*, writer_id: UUID, comment_id: UUID) -> None:
    """Delete an own comment, at any hour: the words leave at once. Done twice it is done once."""
    row, _writer = _own(writer_id, comment_id)
    with transaction.atomic():
        gone = Comment.objects.filter(pk=row.pk).exclude(state=State.WITHDRAWN)
        if gone.update(
            state=State.WITHDRAWN, text="", name="", once=None, alike=None, remove_at=None, version=F("version") + 1
        ):
            Complaint.objects.filter(comment=row).update(text="")
            row.reports.all().update(note="")  # they may say again what it said
            log(row.pk, Verb.WITHDREW)
            bump(row.discussion_id)


def complain(*, writer_id: UUID, comment_id: UUID, text: str) -> None:
    """Ask another moderator to look again (R16). Conflict when it is too late or was done before."""
    row, _writer = _own(writer_id, comment_id)
    rules.check_note("text", text, required=True)
    asked = Complaint.objects.filter(comment=row, at__gte=row.decided_at or row.created).exists()
    against = row.decided_by
    if against is None or not rules.may_complain(State(row.state), row.decided_at, clock.now(), before=asked):
        raise Conflict(_("Du kan klage én gang, innen tre uker etter at kommentaren ble tatt bort."))
    card = _discussion_of(row)
    with transaction.atomic():
        _complaint, made = Complaint.objects.get_or_create(
            comment=row, decided_by=None, defaults={"text": rules.plain(text), "against": against}
        )
        if made:
            log(row.pk, Verb.COMPLAINED)
            tell_moderators(card.organisation_id, but=against, code="comment_complaint")


def _own(writer_id: UUID, comment_id: UUID) -> tuple[Comment, Writer]:
    row = Comment.objects.filter(pk=comment_id, writer_id=writer_id).select_related("writer").first()
    if row is None or row.writer is None:
        raise NotFound
    return row, row.writer


def _discussion_of(row: Comment) -> DiscussionCard:
    card = find(row.discussion_id)
    if card is None:
        raise NotFound
    return card
