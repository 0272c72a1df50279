"""The district's list of contacts: importing a file, putting right, taking away. Nobody gets access by it (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.people.organisations import queries, rules
from avklar.people.organisations.importing import files, keeping
from avklar.people.organisations.importing.lines import Line, lines_in
from avklar.people.organisations.importing.verdicts import Preview, Verdict, judge
from avklar.people.organisations.lengths import LONGEST_SOURCE
from avklar.people.organisations.listed import Contact
from avklar.people.organisations.models import ListedContact, Organisation

BATCH = 500
STALE = _("Lista er endret siden du åpnet siden. Linjene er vurdert på nytt. Se over dem, og ta dem inn igjen.")
UNANSWERED = _("Velg et svar, eller velg å hoppe over linjene.")
UNREAD = _("Noen linjer kan ikke leses. Kryss av for å ta inn resten, eller rett fila og last den opp på nytt.")
THERE = _("Denne kontakten står på lista allerede.")
Progress = Callable[[int], None]
FIELDS = ("municipality_id", "kind", "name", "email", "phone", "valid_from", "valid_to")
CHANGING = [*FIELDS[2:], "source", "version", "changed", "changed_by"]


def keep_import(actor: Actor, *, content: bytes, source: str) -> UUID:
    """Read a file and keep its lines until somebody has looked them over; the import's id. Nothing else is written.

    NotFound unless the actor acts for a police district. Invalid, at `file`, for a file that can't be used.
    """
    actor.must(Permission.CONTACTS_MANAGE)
    if not queries.is_district(actor):
        raise NotFound
    lines = lines_in(files.sheets_in(content))
    with writing(actor):
        return keeping.keep(actor, lines, source=source)


def import_contacts(
    actor: Actor, *, import_id: UUID, answers: Mapping[str, str], seen: str, leave_out: bool = False
) -> Preview | None:
    """Write what a waiting import says, all or nothing; what was written, or None when it had been done already.

    `seen` is the fingerprint of what the preview was judged by: Conflict when something has changed since. Invalid
    while a question has no answer (at its key), and, unless `leave_out`, while lines can't be read (at `leave_out`).
    """
    actor.must(Permission.CONTACTS_MANAGE)
    with writing(actor):
        Organisation.objects.select_for_update().only("pk").get(pk=actor.organisation)
        if keeping.is_done(actor, import_id):
            return None
        source, lines = keeping.waiting(actor, import_id)
        world = queries.world(actor.organisation)
        if queries.fingerprint(world) != seen:
            raise Conflict(STALE)
        preview = judge(lines, world, answers)
        _check_settled(preview, leave_out=leave_out)
        if not keeping.finish(actor, import_id):
            return None
        _write(preview, source=source, by=actor.user_id)
        journal.write(actor, "imported", kind="listed-contact", object_id=import_id)
    return preview


def import_file(
    district_id: UUID, *, lines: list[Line], source: str, leave_out: bool, progress: Progress | None = None
) -> Preview:
    """The same on an operator's order, in one go and without questions; the verdicts. Nobody is signed in.

    With questions, or unless `leave_out` with lines that can't be read, nothing is written: the caller tells them.
    `progress` is told lines judged and rows written, two for each line in all.
    """
    actor = machine(district_id)
    with writing(actor):
        Organisation.objects.select_for_update().only("pk").get(pk=district_id)
        preview = judge(lines, queries.world(district_id), {}, progress)
        if leave_out or not (preview.questions or preview.of(Verdict.UNREADABLE)):
            _write(preview, source=source, by=None, progress=progress)
            journal.write(actor, "imported", kind="listed-contact", object_id=clock.new_id())
    return preview


def correct_listed(actor: Actor, *, listed_id: UUID, contact: Contact, version: int) -> None:
    """Put an entry right; its municipality and kind stay. Conflict when another was first, Invalid for a double."""
    before = queries.one_listed(actor, listed_id)
    if contact.valid_from and contact.valid_to and contact.valid_to < contact.valid_from:
        raise Invalid(fields={"valid_to": _("Siste dag må være samme dag som første dag eller senere.")})
    values = asdict(contact)
    given = {name: values[name] for name in FIELDS[2:]}
    try:
        with writing(actor):
            rows = ListedContact.objects.filter(pk=listed_id, version=version)
            told = {"version": version + 1, "changed": clock.now(), "changed_by": actor.person}
            if not rows.update(**given, **told):
                raise Conflict(rules.CHANGED)
            journal.write(actor, "corrected", kind="listed-contact", object_id=before.id)
    except IntegrityError:
        raise Invalid(fields={"name": THERE}) from None


def unlist(actor: Actor, *, listed_id: UUID) -> None:
    """Take an entry off the list. Whoever is appointed keeps the appointment: it isn't the list's."""
    found = queries.one_listed(actor, listed_id)
    with writing(actor):
        if not ListedContact.objects.filter(pk=found.id).delete()[0]:
            raise NotFound
        journal.write(actor, "unlisted", kind="listed-contact", object_id=found.id)


def _check_settled(preview: Preview, *, leave_out: bool) -> None:
    problems: dict[str, object] = {question.key: UNANSWERED for question in preview.questions}
    if preview.of(Verdict.UNREADABLE) and not leave_out:
        problems["leave_out"] = UNREAD
    if problems:
        raise Invalid(fields=problems)  # type: ignore[arg-type]


def _write(preview: Preview, *, source: str, by: UUID | None, progress: Progress | None = None) -> None:
    """New and changed entries, in one statement for each batch."""
    now = clock.now()
    rows = []
    for row in preview.rows:
        if row.contact is None or row.verdict not in (Verdict.NEW, Verdict.CHANGED):
            continue
        values = asdict(row.contact)
        rows.append(
            ListedContact(
                id=row.before.id if row.before else clock.new_id(),
                municipality_id=values.pop("place"),
                **values,
                source=source[:LONGEST_SOURCE],
                version=row.before.version + 1 if row.before else 1,
                changed=now,
                changed_by=by,
            )
        )
    for start in range(0, len(rows), BATCH):
        ListedContact.objects.bulk_create(
            rows[start : start + BATCH], update_conflicts=True, unique_fields=["id"], update_fields=CHANGING
        )
        if progress:
            progress(len(rows[start : start + BATCH]))
    if progress:
        progress(len(preview.rows) - len(rows))
