"""The regular work: a month before pages are to be looked at, the editors of the district are told. Once."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.public.guidance import queries
from avklar.public.guidance.lengths import REMIND_BEFORE
from avklar.public.guidance.models import ReviewReminder


def remind(district_id: UUID) -> int:
    """Remind the editors of one district, in one note for all pages; safe to run as often as one likes.

    Returns of how many pages.
    """
    actor, told = machine(district_id), 0
    due = queries.reviews_due(district_id, clock.today() + REMIND_BEFORE)
    if not due:
        return 0
    with writing(actor):
        for (slug, language), day in due.items():
            _row, new = ReviewReminder.objects.get_or_create(
                district_id=district_id, slug=slug, language=language, due=day
            )
            told += new
        if told:
            notify(actor, queries.editors(district_id), "guidance_review", reverse("guidance:desk"))
    return told
