"""Identities: entered when they are needed, read for a reason, and compared by keyed hash inside the organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import rules
from avklar.followup.cases.actions.reach import KIND as CASE
from avklar.followup.cases.actions.reach import found, touch, writable
from avklar.followup.cases.cards import CasePersonCard
from avklar.followup.cases.models import Case, CasePerson, SameCase
from avklar.followup.cases.queries.likeness import NAME, NUMBER, normal_name
from avklar.followup.cases.states import LONGEST_NAME, LookFor, PersonKind, SamePerson
from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.anonymity.identity import is_identity_number
from avklar.foundation.vault import keys

KIND = "case-person"
MOST_GUARDIANS = 4


@dataclass(frozen=True)
class IdentityContent:
    """Who somebody is; only what is needed. Everything but the name may be empty."""

    kind: PersonKind
    name: str
    identity_number: str = ""
    phone: str = ""

    @property
    def digits(self) -> str:
        """The identity number without spaces."""
        return re.sub(r"\D", "", self.identity_number)

    def check(self) -> None:
        """Invalid at the field that can't be received."""
        rules.check_text(self.name, "name", longest=LONGEST_NAME)
        rules.check_text(self.phone, "phone", longest=20, required=False)
        if self.identity_number.strip() and not is_identity_number(self.digits):
            raise Invalid(fields={"identity_number": _("Fødselsnummeret har elleve sifre. Se over dem en gang til.")})


def name_person(actor: Actor, *, case_id: UUID, content: IdentityContent) -> UUID:
    """Enter who the case is about, or a guardian; a new subject replaces the old one. Returns the person's id.

    A guardian who stands there already, with the same name, number and phone, is the same one: two clicks are one.

    The subject is remembered by keyed hash, so that another case about the same person can be suggested (inside the
    organisation only); the hash dies with the person's key.
    """
    actor.must(Permission.CASE_HANDLE)
    content.check()
    new = CasePerson(
        organisation_id=actor.organisation,
        case_id=case_id,
        kind=content.kind,
        added_by=actor.person,
        added_at=clock.now(),
        name=content.name.strip(),
        identity_number=content.digits,
        phone=content.phone.strip(),
    )
    with scope(actor.organisation_id):
        found(actor, case_id)
    keys.attach(keys.create(new.vault_record()), new)
    with writing(actor):
        row = writable(actor, case_id)
        again = _standing(row, new)
        replaced = [new.pk] if again else _make_room(row, content.kind)
        if again is None:
            new.save(force_insert=True)
            touch(row.pk)
            journal.write(actor, "added", kind=KIND, object_id=row.pk, reason=str(content.kind))
    keys.destroy(*replaced)
    if again is not None:
        return again
    if content.kind is PersonKind.SUBJECT:
        _remember(new, content)
    return new.pk


def read_identity(actor: Actor, *, case_id: UUID, look_for: LookFor) -> list[CasePersonCard]:
    """Who the case is about and the guardians, for a reason that is journalled. Empty when nobody is entered."""
    actor.must(Permission.CASE_READ)
    with writing(actor):
        row = writable(actor, case_id, even_off=True)
        people = list(CasePerson.objects.filter(case_id=row.pk).order_by("-kind", "added_at", "pk"))
        keys.unlock(people)
        cards = [
            CasePersonCard(each.pk, PersonKind(each.kind), each.name, each.identity_number, each.phone)
            for each in people
        ]
        journal.write(actor, "read", kind=KIND, object_id=row.pk, reason=str(look_for))
    return cards


def judge_same(actor: Actor, *, case_id: UUID, other_id: UUID, said: SamePerson) -> None:
    """A human says whether two cases of the organisation are about the same person; nothing else follows from it."""
    actor.must(Permission.CASE_HANDLE)
    with writing(actor):
        row = writable(actor, case_id)
        if other_id == row.pk or not Case.objects.filter(pk=other_id, organisation_id=actor.organisation).exists():
            raise NotFound
        now = {"said": said, "said_by": actor.person, "said_at": clock.now()}
        SameCase.objects.update_or_create(
            organisation_id=actor.organisation, case_id=row.pk, other_id=other_id, defaults=now
        )
        touch(row.pk)
        journal.write(actor, "linked", kind=CASE, object_id=row.pk, reason=str(said))


def _standing(case: Case, new: CasePerson) -> UUID | None:
    """The guardian who is entered with just the same words, if any."""
    if new.kind != PersonKind.GUARDIAN:
        return None
    rows = list(CasePerson.objects.filter(case_id=case.pk, kind=PersonKind.GUARDIAN))
    keys.unlock(rows)
    words = (new.name, new.identity_number, new.phone)
    return next((each.pk for each in rows if (each.name, each.identity_number, each.phone) == words), None)


def _make_room(case: Case, kind: PersonKind) -> list[UUID]:
    """The rows that the new one replaces, taken away; Invalid when there are too many guardians."""
    rows = CasePerson.objects.filter(case_id=case.pk, kind=kind)
    if kind is PersonKind.SUBJECT:
        replaced = list(rows.values_list("pk", flat=True))
        rows.delete()
        return replaced
    if rows.count() >= MOST_GUARDIANS:
        raise Invalid(_("Saken har allerede fire foresatte."))
    return []


def _remember(person: CasePerson, content: IdentityContent) -> None:
    """After the commit: a row without a hash is only not suggested, a hash without a row would point at nobody."""
    record = person.vault_record()
    if content.digits:
        keys.remember_lookup(record, NUMBER, content.digits)
    keys.remember_lookup(record, NAME, normal_name(content.name))
