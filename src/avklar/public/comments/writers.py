"""Who writes: found by a keyed hash of the e-mail, which itself is sealed under the district's secret."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from avklar.foundation import clock
from avklar.foundation.vault import keys
from avklar.public.comments import links
from avklar.public.comments.lengths import UNCONFIRMED_FOR, WRITER_FOR
from avklar.public.comments.models import Comment, MailLink, Writer

EMAIL = "comment-email"


def digest_of(organisation_id: UUID, email: str) -> bytes:
    """What the e-mail is looked up by."""
    return keys.lookup_hash(organisation_id, EMAIL, email)


def made(organisation_id: UUID, email: str, language: str, by: UUID | None = None) -> Writer:
    """The writer with this e-mail, made at the first time; spoken to in `language`, unless the address is confirmed and
    it isn't its writer (`by`) who says so.

    Kept a week until the address is confirmed, after that a year from the last comment on.
    """
    digest = digest_of(organisation_id, email)
    fresh = Writer(organisation_id=organisation_id, digest=digest)
    fresh.sealed = _sealed(organisation_id, fresh.pk, email)
    row, new = Writer.objects.get_or_create(
        organisation_id=organisation_id,
        digest=digest,
        defaults={"id": fresh.pk, "sealed": fresh.sealed, "language": language},
    )
    if not new:
        if row.confirmed_at is None or row.pk == by:
            row.language = language
        row.remove_at = clock.now() + (WRITER_FOR if row.confirmed_at else UNCONFIRMED_FOR)
        row.save(update_fields=["language", "remove_at"])
    return row


def known_by(organisation_id: UUID, email: str) -> Writer | None:
    """The writer with this e-mail who has confirmed it, or None."""
    rows = Writer.objects.filter(organisation_id=organisation_id, digest=digest_of(organisation_id, email))
    return rows.exclude(confirmed_at=None).first()


def email_of(writer: Writer) -> str:
    """The address, opened."""
    sealed = keys.decrypt(
        bytes(writer.sealed), purpose=EMAIL, context=f"writer:{writer.pk}", organisation_id=writer.organisation_id
    )
    return sealed.decode()


def new_link(writer: Writer, lasts: timedelta, comment: Comment | None = None) -> str:
    """A new link for the writer, about a comment or about all; its address. Only a digest is stored."""
    token = links.new_token()
    MailLink.objects.create(
        writer=writer, comment=comment, digest=links.digest_of(token), remove_at=clock.now() + lasts
    )
    return links.address(token)


def linked_since(comment: Comment, moment: datetime) -> bool:
    """Whether a link about the comment was mailed after `moment`."""
    return MailLink.objects.filter(comment=comment, remove_at__gt=moment + UNCONFIRMED_FOR).exists()


def _sealed(organisation_id: UUID, writer_id: UUID, email: str) -> bytes:
    return keys.encrypt(email.encode(), purpose=EMAIL, context=f"writer:{writer_id}", organisation_id=organisation_id)
