"""Entering an agreement's versions and evaluations, and reminding both sides of its dates (R12)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.foundation.vault import secrets
from avklar.people.organisations import agreements, queries, rules
from avklar.people.organisations.agreements import AgreementStanding
from avklar.people.organisations.lengths import LONGEST_EVALUATION, LONGEST_NAME, LONGEST_REFERENCE, LONGEST_SOURCE
from avklar.people.organisations.models import (
    AgreementEvaluation,
    AgreementReminder,
    AgreementVersion,
    Organisation,
)
from avklar.people.organisations.queries.agreements import PURPOSE, Pair

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.DISTRICT_LEAD})


def enter_agreement(
    actor: Actor,
    *,
    municipality_id: UUID,
    valid_from: date,
    valid_to: date,
    goals: list[str],
    archive: str,
    file_name: str,
    file: bytes,
    version: int,
    submission: UUID | None = None,
) -> UUID:
    """Enter the next version of the agreement with its signed PDF; the version's id. Nothing older is changed.

    `version` is the number of the newest version that the writer saw, 0 before the first. The same `submission` twice
    makes one. NotFound unless the actor acts for a side; Invalid with a sentence per field; Conflict.
    """
    actor.must(Permission.AGREEMENT_MANAGE)
    sides = queries.pair(actor, municipality_id)
    agreements.check_period(valid_from, valid_to)
    agreements.check_goals(goals)
    agreements.check_file(file)
    rules.check_words(longest={"archive": LONGEST_REFERENCE}, archive=archive)
    once, version_id = submission or clock.new_id(), clock.new_id()
    sealed = secrets.encrypt(file, purpose=PURPOSE, context=str(version_id))
    with writing(actor):
        _lock(sides)
        rows = AgreementVersion.objects.filter(district_id=sides.district.id, municipality_id=municipality_id)
        sent = rows.filter(submission=once).values_list("pk", flat=True).first()
        if sent is not None:
            return sent
        rules.check_version(version, rows.aggregate(last=Max("position"))["last"] or 0)
        AgreementVersion.objects.create(
            id=version_id,
            district_id=sides.district.id,
            municipality_id=municipality_id,
            position=version + 1,
            submission=once,
            valid_from=valid_from,
            valid_to=valid_to,
            goals=goals,
            archive=archive.strip(),
            file_name=file_name[:LONGEST_SOURCE],
            file_size=len(file),
            file=sealed,
            entered_by=actor.person,
            entered_for=actor.organisation,
        )
        journal.write(actor, "entered", kind="agreement", object_id=version_id)
    return version_id


def evaluate_agreement(
    actor: Actor,
    *,
    municipality_id: UUID,
    held_on: date,
    worked: str,
    changes: str,
    held_by: str,
    submission: UUID | None = None,
) -> None:
    """Enter what the two sides found when they looked at the agreement; earlier evaluations stay.

    NotFound unless the actor acts for a side; Invalid with a sentence per field, and before there is an agreement.
    """
    actor.must(Permission.AGREEMENT_MANAGE)
    sides = queries.pair(actor, municipality_id)
    agreements.check_held(held_on, today=clock.today())
    longest = {"worked": LONGEST_EVALUATION, "changes": LONGEST_EVALUATION, "held_by": LONGEST_NAME}
    rules.check_words(longest=longest, worked=worked, changes=changes, held_by=held_by)
    once = submission or clock.new_id()
    with writing(actor):
        _lock(sides)
        of_pair = {"district_id": sides.district.id, "municipality_id": municipality_id}
        if not AgreementVersion.objects.filter(**of_pair, valid_from__lte=held_on).exists():
            raise Invalid(fields={"held_on": _("Avtalen hadde ikke begynt da. Skriv en senere dag.")})
        rows = AgreementEvaluation.objects.filter(**of_pair)
        if rows.filter(submission=once).exists():
            return
        row = AgreementEvaluation.objects.create(
            **of_pair,
            position=(rows.aggregate(last=Max("position"))["last"] or 0) + 1,
            submission=once,
            held_on=held_on,
            worked=worked.strip(),
            changes=changes.strip(),
            held_by=held_by.strip(),
            entered_by=actor.person,
            entered_for=actor.organisation,
        )
        journal.write(actor, "reviewed", kind="agreement", object_id=row.pk)


def remind_of_agreements(district_id: UUID) -> int:
    """Tell both sides, once for each date, that an agreement ends within 90 days or its evaluation is due; how many."""
    today, told = clock.today(), 0
    for municipality_id, each in queries.agreement_standing(district_id, today).items():
        told += _remind(district_id, municipality_id, each, today)
    return told


def _remind(district_id: UUID, municipality_id: UUID, each: AgreementStanding, today: date) -> int:
    actor, told = machine(district_id), 0
    for code, due in each.reminders(today):
        with writing(actor):
            _row, new = AgreementReminder.objects.get_or_create(
                district_id=district_id, municipality_id=municipality_id, code=code, due=due
            )
            if new:
                keepers = {**queries.holders(district_id, KEEPERS), **queries.holders(municipality_id, KEEPERS)}
                notify(actor, keepers, code, reverse("organisations:agreement", args=[municipality_id]))
                told += 1
    return told


def _lock(sides: Pair) -> None:
    """Take the municipality's row, so that two entries for the pair come one after the other."""
    Organisation.objects.select_for_update().only("pk").get(pk=sides.municipality.id)
