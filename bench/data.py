"""The bench's own district: 46 municipalities with as many concerns, consultations and journal rows as asked for.

Written in bulk through the rooms' models, since replaying a million saves would take a day. The rows are whole: every
record has its own key, every text is encrypted, every journal row is chained.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from avklar.followup.concerns.models import Concern, Counter, Message, Observation
from avklar.followup.concerns.states import EMPLOYED, SHELVES, About, Hand, Outcome, Side, State, Utterance, When
from avklar.followup.consultations.models import Access, Consultation, Ownership
from avklar.followup.consultations.states import Side as Sides
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.anonymity import AgeBand, Setting, Sex
from avklar.foundation.journal.chain import START, mac_of, seal_of
from avklar.foundation.journal.keyring import chain_key
from avklar.foundation.journal.models import Entry, Head
from avklar.foundation.journal.segments import segment_of
from avklar.foundation.vault import envelope, keys, ring
from avklar.foundation.vault.models import WrappedRecordKey
from avklar.people.accounts.models import User
from avklar.people.organisations import installation
from avklar.people.organisations.models import Appointment, Membership, Organisation, Service
from avklar.people.organisations.shipped import shipped
from avklar.people.organisations.states import AppointmentKind, InstallationKind, OrganisationKind

BATCH = 400
OPEN_IN_THE_MEASURED = 120
"""The measured municipality has as many open concerns at every size, so that its first page is full at every size."""
LONG_NUMBER = 2_000_000_000
TEXT = "Eleven har vist klipp i friminuttet og sagt at noen fortjener det. Læreren har snakket med eleven én gang. " * 2

Progress = Callable[[int], None]
UPKEEP = {"sqlite": ["PRAGMA wal_checkpoint(TRUNCATE)", "ANALYZE"], "postgresql": ["VACUUM (ANALYZE)"]}


@dataclass
class District:
    """What the measuring needs to know: the municipalities, and the measured one's contact and teacher."""

    organisation_ids: list[UUID]
    contact: User
    teacher: User
    police: User
    police_id: UUID
    lead: User

    @property
    def measured(self) -> UUID:
        return self.organisation_ids[0]

    def contact_actor(self) -> Actor:
        return Actor(self.contact.pk, self.measured, frozenset({Role.RADICALISATION_CONTACT}), True)

    def home(self, number: int) -> UUID:
        """The measured municipality gets the first records, which are open; the rest go round."""
        if number < OPEN_IN_THE_MEASURED:
            return self.measured
        return self.organisation_ids[number % len(self.organisation_ids)]

    def acting_in(self, organisation_id: UUID) -> Actor:
        """Somebody who writes rows for any of the municipalities."""
        return Actor(self.teacher.pk, organisation_id, frozenset({Role.RADICALISATION_CONTACT}), True)

    def teacher_actor(self) -> Actor:
        return Actor(self.teacher.pk, self.measured, frozenset({Role.FRONTLINE}), False)


def people() -> District:
    """46 municipalities, a police district, and the few people who act."""
    installation.record(InstallationKind.DEMO)  # named cases can be switched on in a demo only
    district = Organisation.objects.create(kind=OrganisationKind.POLICE_DISTRICT, number="bench", name="Bench")
    towns = [
        Organisation(
            kind=OrganisationKind.MUNICIPALITY, number=row.number, name=row.name, language=row.language,
            population=row.population,
        )
        for row in shipped()
    ]  # fmt: skip
    Organisation.objects.bulk_create(towns)
    today = clock.today()
    Service.objects.bulk_create(Service(district=district, municipality=town, valid_from=today) for town in towns)
    contact, *_ = [
        _member(town, f"contact{town.number}", Role.RADICALISATION_CONTACT, AppointmentKind.CONTACT, town)
        for town in towns
    ]
    teacher = _member(towns[0], "teacher", Role.FRONTLINE, None, towns[0])
    police = _member(district, "police", Role.POLICE_CONTACT, AppointmentKind.POLICE_CONTACT, towns[0])
    lead = _member(district, "lead", Role.DISTRICT_LEAD, None, district)
    return District([town.pk for town in towns], contact, teacher, police, district.pk, lead)


def _member(organisation: Organisation, key: str, role: Role, kind: AppointmentKind | None, town: Organisation) -> User:
    user = User.objects.create_user(f"{key}@bench.example", name=f"Bench {key}")
    membership = Membership.objects.create(
        organisation=organisation, user=user, role=role, confirmed_by=clock.new_id(), confirmed_at=clock.now()
    )
    today = clock.today()
    if kind is not None:
        Appointment.objects.create(
            municipality=town, membership=membership, kind=kind, valid_from=today, valid_to=today + timedelta(days=365)
        )
    return user


def fill(district: District, start: int, stop: int, progress: Progress) -> None:
    """Concerns number `start` to `stop`, spread over the municipalities, with a consultation for one in ten."""
    share: dict[UUID, list[int]] = {organisation_id: [] for organisation_id in district.organisation_ids}
    for number in range(start, stop):
        share[district.home(number)].append(number)
    for organisation_id, numbers in share.items():
        for batch in batches(numbers):
            _write_batch(district, organisation_id, batch)
            progress(len(batch))


def _write_batch(district: District, organisation_id: UUID, numbers: list[int]) -> None:
    concerns = [_concern(district, organisation_id, number) for number in numbers]
    with_consultation = [concern for concern in concerns if concern.number % 10 == 0]
    consultations = [_consultation(district, concern) for concern in with_consultation]
    write_keys(organisation_id, concerns, [])
    write_keys(organisation_id, consultations, [district.police_id])
    observations = [_observation(concern) for concern in concerns]
    messages = [_message(district, concern) for concern in concerns if concern.state != State.NEW]
    own = {concern.pk: concern for concern in concerns}
    for child in [*observations, *messages]:
        keys.attach(own[child.concern_id].__dict__[keys.SLOT], child)
    actor = Actor(district.teacher.pk, organisation_id, frozenset({Role.FRONTLINE}))
    with writing(actor):
        Concern.objects.bulk_create(concerns)
        Observation.objects.bulk_create(observations)
        Message.objects.bulk_create(messages)
        _share(district, organisation_id, consultations, with_consultation)
        last = max(numbers) + 1
        if not Counter.objects.filter(pk=organisation_id).update(last=last):
            Counter.objects.create(organisation_id=organisation_id, last=last)
        _journal(district, organisation_id, concerns)


def _concern(district: District, organisation_id: UUID, number: int) -> Concern:
    """Open for the measured municipality's first and for one in a hundred; the rest closed over three years."""
    pick = random.Random(number)
    is_open = number < OPEN_IN_THE_MEASURED or number % 100 == 99
    sent = clock.now() - timedelta(minutes=number % 4000 if is_open else 4000 + pick.randrange(1_500_000))
    state = State.NEW if is_open else State.CLOSED
    with clock.frozen(sent):
        identity = clock.new_id()
    return Concern(
        id=identity, organisation_id=organisation_id, number=number + 1, reporter_id=district.teacher.pk,
        submission=clock.new_id(), sender_kind=pick.choice(EMPLOYED), about=About.PERSON,
        age_band=pick.choice(AgeBand.values), setting=pick.choice(Setting.values), state=state, shelf=SHELVES[state],
        outcome="" if is_open else Outcome.ADVICE, ordinary=TEXT, works_well=TEXT, done=TEXT, wish=TEXT, note="",
        sent_at=sent, due_at=sent + timedelta(days=2) if is_open else None,
        answered_at=None if is_open else sent + timedelta(days=1),
        closed_at=None if is_open else sent + timedelta(days=3),
    )  # fmt: skip


def _observation(concern: Concern, position: int = 1) -> Observation:
    return Observation(
        organisation_id=concern.organisation_id, concern=concern, position=position, seen=When.THIS_WEEK,
        hand=Hand.FIRST, reported_class=Utterance.NONE, fact=TEXT, interpretation=TEXT,
    )  # fmt: skip


def _message(district: District, concern: Concern, *, minutes: int = 0) -> Message:
    return Message(
        organisation_id=concern.organisation_id, concern=concern, side=Side.RECEIVER, author=district.contact,
        text=TEXT, at=concern.sent_at + timedelta(minutes=minutes), submission=clock.new_id(),
    )  # fmt: skip


def _consultation(district: District, concern: Concern) -> Consultation:
    with clock.frozen(concern.sent_at):
        identity = clock.new_id()
    return Consultation(
        id=identity, age=AgeBand.NOT_GIVEN, sex=Sex.NOT_GIVEN, setting=Setting.NOT_GIVEN, estimate=2000,
        sender_organisation_id=concern.organisation_id, sender_id=district.contact.pk,
        receiver_organisation_id=district.police_id, receiver_id=district.police.pk, answer_to=b"", question=TEXT,
        asked_at=concern.sent_at, last_at=concern.sent_at,
    )  # fmt: skip


def _share(
    district: District, organisation_id: UUID, consultations: list[Consultation], concerns: list[Concern]
) -> None:
    """The rows of a consultation in the order that the policies ask for: owner first, then what the owner may grant."""
    Ownership.objects.bulk_create(
        Ownership(
            organisation_id=organisation_id, consultation_id=each.pk, asked_by=district.contact.pk,
            concern_id=concern.pk, submission=clock.new_id(),
        )
        for each, concern in zip(consultations, concerns, strict=True)
    )  # fmt: skip
    Access.objects.bulk_create(
        Access(organisation_id=owner, consultation_id=each.pk, side=side, user_id=user_id)
        for each in consultations
        for owner, side, user_id in (
            (organisation_id, Sides.OWNER, None),
            (district.police_id, Sides.RECEIVER, district.police.pk),
        )
    )
    Consultation.objects.bulk_create(consultations)


def long_concern(district: District) -> UUID:
    """An open concern of the measured municipality with forty entries: eight observations and thirty-two messages."""
    concern = _concern(district, district.measured, 0)
    concern.number = LONG_NUMBER
    concern.state, concern.shelf = State.ANSWERED, SHELVES[State.ANSWERED]
    concern.due_at, concern.answered_at = None, concern.sent_at
    observations = [_observation(concern, position) for position in range(1, 9)]
    messages = [_message(district, concern, minutes=minutes) for minutes in range(32)]
    for message in messages[::2]:
        message.side, message.author = Side.SENDER, district.teacher
    write_keys(district.measured, [concern], [])
    keys.attach(concern.__dict__[keys.SLOT], *observations, *messages)
    with writing(district.teacher_actor()):
        concern.save(force_insert=True)
        Observation.objects.bulk_create(observations)
        Message.objects.bulk_create(messages)
    return concern.pk


def settle() -> None:
    """What the database's own upkeep does after many writes: fresh statistics, and SQLite's log back in the file.

    PostgreSQL is vacuumed too, or it would begin to by itself beside the requests that are measured.
    """
    from avklar.config import databases

    for alias in databases.ALIASES:
        connection = connections[alias]
        with databases._as_owner(alias), connection.cursor() as cursor:
            for statement in UPKEEP[connection.vendor]:
                cursor.execute(statement)


def batches(numbers: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]


def write_keys(organisation_id: UUID, records: list[Any], also_for: list[UUID]) -> None:
    """One key per record, in one write instead of one each."""
    owners = ring.ensure([organisation_id, *also_for])
    rows = []
    for record in records:
        key = envelope.RecordKey(record.pk, envelope.new_key())
        for owner, (row_id, outer) in owners.items():
            wrapped = key.wrap(outer, keys.wrap_context(keys.Record(owner, record.pk), sealed=False))
            rows.append(
                WrappedRecordKey(
                    record_id=record.pk, organisation_id=owner, organisation_key_id=row_id, wrapped=wrapped
                )
            )
        keys.attach(key, record)
    WrappedRecordKey.objects.bulk_create(rows)


def _journal(district: District, organisation_id: UUID, concerns: list[Concern]) -> None:
    """A chained row for each concern, exactly as the journal writes them."""
    key = chain_key(organisation_id)
    moment = clock.now()
    segment = segment_of(moment)
    head = Head.objects.filter(pk=organisation_id).first()
    number, mac = (head.number, bytes(head.mac)) if head else (0, START)
    oldest, opening = (head.oldest, bytes(head.opening)) if head else (segment, START)
    rows = []
    for concern in concerns:
        number += 1
        row = _entry(district, concern, segment, number, moment, mac)
        row.mac = mac = mac_of(key, row.row)
        rows.append(row)
    Entry.objects.bulk_create(rows)
    seal = seal_of(key, organisation_id, segment=segment, number=number, mac=mac, oldest=oldest, opening=opening)
    values = {"segment": segment, "number": number, "mac": mac, "oldest": oldest, "opening": opening, "seal": seal}
    Head.objects.update_or_create(organisation_id=organisation_id, defaults=values)


def _entry(district: District, concern: Concern, segment: str, number: int, moment: datetime, previous: bytes) -> Entry:
    return Entry(
        organisation_id=concern.organisation_id, segment=segment, number=number, at=moment, user_id=district.teacher.pk,
        verb="sent", kind="concern", object_id=concern.pk, previous=previous,
    )  # fmt: skip
