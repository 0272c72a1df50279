"""A routine's life in a municipality: adopted, adapted, approved by another, read, and reviewed each year."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.network.routines import queries, rules
from avklar.network.routines.lengths import A_YEAR, LONGEST_NOTE, LONGEST_ROUTINE
from avklar.network.routines.models import Acknowledgement, Review, Routine, RoutineVersion
from avklar.network.routines.states import Code, Language
from avklar.people.organisations import queries as people


def adopt(actor: Actor, *, code: Code, language: Language) -> UUID:
    """Take a template in use for the municipality; its text is the first working text. Done twice it is one."""
    actor.must(Permission.ROUTINE_MANAGE)
    if not queries.for_municipality(actor):
        raise Denied(_("Det er kommunene som tar rutiner i bruk."), rule="municipality")
    template = queries.newest(queries.district_id(actor))[code]
    with writing(actor):
        row, made = Routine.objects.get_or_create(
            organisation_id=actor.organisation,
            code=code,
            defaults={
                "language": language,
                "text": template.texts[language],
                "template_position": template.position,
                "adopted_by": actor.person,
                "written_by": actor.person,
            },
        )
        if made:
            journal.write(actor, "adopted", kind="routine", object_id=row.pk)
    return row.pk


def adapt(actor: Actor, *, code: Code, text: str, version: int, template_position: int) -> None:
    """Save the working text, which builds on that version of the template. Conflict when it isn't `version` any more.

    Invalid for a text that holds what points at a single person, or a version of the template that doesn't exist.
    """
    actor.must(Permission.ROUTINE_MANAGE)
    card = queries.routine(actor, code)
    rules.check_text("text", text, longest=LONGEST_ROUTINE)
    if not card.template_position <= template_position <= card.newest_template.position:
        raise Conflict(rules.CHANGED)
    with writing(actor):
        rows = Routine.objects.filter(pk=card.id, version=version)
        changed = rows.update(
            text=text,
            template_position=template_position,
            version=F("version") + 1,
            written_by=actor.person,
            written_at=clock.now(),
        )
        if not changed:
            raise Conflict(rules.CHANGED)
        journal.write(actor, "corrected", kind="routine", object_id=card.id)


def approve(actor: Actor, *, code: Code, version: int, note: str = "") -> UUID:
    """Make the working text the version in force for a year; the staff are told. The version's id.

    Denied for the writer when another can approve; Conflict when the text has changed, or nothing has.
    """
    actor.must(Permission.ROUTINE_MANAGE)
    card = queries.routine(actor, code)
    rules.check_approver(actor.person, card.written_by, queries.managers(actor.organisation))
    if note.strip():
        rules.check_text("note", note, longest=LONGEST_NOTE)
    if card.version != version:
        raise Conflict(rules.CHANGED)
    if not card.changed:
        raise Conflict(_("Denne teksten er godkjent fra før."))
    with writing(actor):
        if not Routine.objects.filter(pk=card.id, version=version).update(version=F("version") + 1):
            raise Conflict(rules.CHANGED)
        row = RoutineVersion.objects.create(
            organisation_id=actor.organisation,
            routine_id=card.id,
            position=len(card.versions) + 1,
            text=card.text,
            template_position=card.template_position,
            note=note.strip(),
            written_by=card.written_by,
            approved_by=actor.person,
            review_due=clock.today() + A_YEAR,
        )
        staff = {each.person.id for each in people.members(actor.organisation)}
        notify(actor, staff, "routine_read", reverse("routines:routine", args=[code]), mail=False)
        journal.write(actor, "approved", kind="routine", object_id=row.pk)
    return row.pk


def review(actor: Actor, *, code: Code, version_id: UUID) -> None:
    """«It still is right»: the version in force holds for another year. Conflict when another is in force by now."""
    actor.must(Permission.ROUTINE_MANAGE)
    _in_force(actor, code, version_id)
    with writing(actor):
        row, made = Review.objects.get_or_create(
            organisation_id=actor.organisation,
            version_id=version_id,
            review_due=clock.today() + A_YEAR,
            defaults={"reviewed_by": actor.person},
        )
        if made:
            journal.write(actor, "reviewed", kind="routine", object_id=row.pk)


def acknowledge(actor: Actor, *, code: Code, version_id: UUID) -> None:
    """«I have read this»: once for each version. Conflict when another is in force by now."""
    actor.must(Permission.ROUTINE_READ)
    _in_force(actor, code, version_id)
    with writing(actor):
        row, made = Acknowledgement.objects.get_or_create(
            organisation_id=actor.organisation, version_id=version_id, user_id=actor.person
        )
        if made:
            journal.write(actor, "confirmed-reading", kind="routine", object_id=row.pk)


def _in_force(actor: Actor, code: Code, version_id: UUID) -> None:
    card = queries.routine(actor, code)
    if version_id not in {each.id for each in card.versions}:
        raise NotFound
    if card.in_force is None or card.in_force.id != version_id:
        raise Conflict(_("Rutinen har fått en ny utgave. Les den, og bekreft den nye."))
