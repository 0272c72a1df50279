"""The regular work: a reminder sixty days before something expires that the person should still have. Once each."""

from __future__ import annotations

from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.competence import gaps, queries
from avklar.network.competence.models import Completion
from avklar.network.competence.states import Topic
from avklar.people.organisations import queries as people


def remind() -> None:
    """Remind for every organisation; safe to run as often as one likes."""
    today = clock.today()
    for row in queries.expiring(today).order_by("organisation_id", "pk"):
        if queries.renewed(row) or not _still_wanted(row):
            continue
        actor = machine(row.organisation_id)
        with writing(actor):
            if Completion.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=clock.now()):
                notify(actor, [row.user_id], "competence_expiring", reverse("competence:mine"))


def _still_wanted(row: Completion) -> bool:
    """Whether the person still has a role there that should have the topic."""
    held = people.roles_held(row.organisation_id).get(row.organisation_id, [])
    wishes = queries.wishes_on(queries.district_of(row.organisation_id), clock.today())
    roles = [role for user_id, role in held if user_id == row.user_id]
    return Topic(row.topic) in gaps.wanted(roles, wishes)
