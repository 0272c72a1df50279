"""A discussion is opened and set; the site's settings change, at once for every discussion, old ones too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.public.comments import rules
from avklar.public.comments.cards import Own, Settings
from avklar.public.comments.models import Discussion
from avklar.public.comments.models import Settings as Row
from avklar.public.comments.queries.desk import district_of, newest_settings


def open_discussion(
    actor: Actor,
    *,
    discussion_id: UUID,
    title: str,
    url: str,
    own: Own | None = None,
    opened_at: datetime | None = None,
) -> None:
    """Make the discussion below something called `title` at `url` (a path of ours), or give it both anew.

    `opened_at`: a moment to come (scheduled) or gone; now when left out. Before it nothing is shown. Done again,
    what is given moves, and what isn't stays.
    """
    district_id = district_of(actor, Permission.COMMENT_SETTINGS)
    rules.check_own(own or Own())
    given = {"title": title, "url": url}
    if opened_at is not None:
        given["opened_at"] = opened_at  # type: ignore[assignment]
    with writing(actor):
        row, made = Discussion.objects.get_or_create(
            pk=discussion_id, organisation_id=district_id, defaults=given | _fields(own or Own())
        )
        if not made:
            changes = given | (_fields(own) if own else {})
            Discussion.objects.filter(pk=row.pk).update(**changes, version=F("version") + 1)
        journal.write(actor, "opened" if made else "changed", kind="discussion", object_id=row.pk)


def set_discussion(actor: Actor, *, discussion_id: UUID, own: Own, version: int | None = None) -> None:
    """Give a discussion hours of its own, end it, switch it off or on. Conflict when it isn't `version` any more."""
    district_id = district_of(actor, Permission.COMMENT_SETTINGS)
    rules.check_own(own)
    rows = Discussion.objects.filter(pk=discussion_id, organisation_id=district_id)
    if not rows.exists():
        raise NotFound
    with writing(actor):
        same = rows if version is None else rows.filter(version=version)
        if not same.update(**_fields(own), version=F("version") + 1):
            raise Conflict
        journal.write(actor, "changed", kind="discussion", object_id=discussion_id)


def change_settings(actor: Actor, *, settings: Settings) -> None:
    """Put new settings in force. `settings.version` is the one they were changed from; Conflict when that is old."""
    district_id = district_of(actor, Permission.COMMENT_SETTINGS)
    rules.check_settings(settings)
    if newest_settings(district_id).version != settings.version:
        raise Conflict
    said = replace(settings, version=settings.version + 1)
    row = Row(
        organisation_id=district_id,
        version=said.version,
        hours=said.hours.to_json(),
        night=said.night,
        closes_after=said.closes_after,
        most_links=said.most_links,
        most_alike=said.most_alike,
        most_an_hour=said.most_an_hour,
        rules=said.rules,
        written_by=actor.person,
        written_at=clock.now(),
    )
    with writing(actor):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict from None  # another editor's version got the number first
        journal.write(actor, "changed", kind="comment-settings", object_id=row.pk)


def _fields(own: Own) -> dict[str, object]:
    hours = own.hours.to_json() if own.hours else None
    return {"mode": own.mode, "closes_after": own.closes_after, "hours": hours}
