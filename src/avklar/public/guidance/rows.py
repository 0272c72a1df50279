"""What of the guidance waits for an editor today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.ui.components import Row
from avklar.public.guidance import presenting, queries, rules


def my_day(actor: Actor) -> list[Row]:
    """The pages that are to be looked at again within a month, or should have been."""
    today = clock.today()
    due = [
        each
        for pages in queries.desk(actor).values()
        for each in pages.values()
        if rules.is_due(each.review_due, today)
    ]
    return [
        Row(
            reverse("guidance:edit", args=[each.slug, each.language]),
            each.page.title,
            meta=_("Råd på %(language)s") % {"language": each.language.label.lower()},
            state=presenting.tag(each, today),
            late=each.review_due is not None and each.review_due < today,
        )
        for each in due
    ]
