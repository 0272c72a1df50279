"""What two organisations share: the frozen extract, its facts, and what was said about it afterwards.

No row here holds an id of either side's case or observations: raw SQL of one side finds none of the other's.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.states import Age, Hand, Waiting
from avklar.followup.disclosures.models.declaring import KEPT_A_YEAR, READERS, WITH_DISCLOSURE, shared_record
from avklar.followup.disclosures.states import Side, State, Verb
from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    BASIS_OF_THE_ORGANISATION,
    NO_PERSONAL_DATA,
    Privacy,
    Step,
    each,
    with_parent,
)
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel, EncryptedTextField


class Disclosure(EncryptedModel):
    """Facts that crossed from one organisation to one other: what, to whom, why, on which ground (R7, R8).

    Names of organisations and of those at work, and the ground, are frozen as words: the copy says what was true then.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    sender_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    sender_id = models.UUIDField()
    sender_name = models.CharField(max_length=200)
    sender_person = models.CharField(max_length=300)
    receiver_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    receiver_id = models.UUIDField(null=True)
    receiver_name = models.CharField(max_length=200)
    receiver_person = models.CharField(max_length=300)
    age = models.CharField(max_length=12, choices=Age)
    ground = models.CharField(max_length=60)
    ground_title = models.CharField(max_length=300)
    ground_paragraph = models.CharField(max_length=300, blank=True)
    consent_until = models.DateField(null=True)
    told_on = models.DateField(null=True)
    not_told = models.CharField(max_length=12, choices=Waiting, blank=True)
    answer_by = models.DateField(null=True)
    facts_sent = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.SENT)
    turn = models.CharField(max_length=8, choices=Side, blank=True, default=Side.RECEIVER)
    sent_at = models.DateTimeField()
    last_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    purpose = EncryptedTextField()
    proportionality = EncryptedTextField()
    not_told_reason = EncryptedTextField(null=True)
    swap_reason = EncryptedTextField(null=True)
    name = EncryptedTextField(null=True)
    name_reason = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Gi en annen virksomhet akkurat de opplysningene den trenger, på et skrevet rettslig grunnlag"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=READERS,
        retention=with_parent(KEPT_A_YEAR),
        access_request=_("Hva som er utlevert, til hvem, når og på hvilket grunnlag"),
        fields=each(
            nobody="id sender_name receiver_name age ground ground_title ground_paragraph consent_until told_on "
            "not_told answer_by facts_sent state turn sent_at last_at returned_at corrected_at withdrawn_at ended_at",
            employee="sender_id sender_person receiver_id receiver_person",
            content="purpose proportionality not_told_reason swap_reason name name_reason",
            link="sender_organisation receiver_organisation",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="disclosure_state"),
            models.CheckConstraint(condition=Q(turn__in=["", *Side.values]), name="disclosure_turn"),
            models.CheckConstraint(
                condition=~Q(sender_organisation=models.F("receiver_organisation")), name="disclosure_to_another"
            ),
            models.CheckConstraint(condition=Q(facts_sent__gte=1, facts_sent__lte=100), name="disclosure_facts_sent"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=False, not_told="", not_told_reason__isnull=True)
                | Q(told_on__isnull=True, not_told__in=Waiting.values, not_told_reason__isnull=False),
                name="disclosure_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(name__isnull=True, name_reason__isnull=True)
                | Q(name__isnull=False, name_reason__isnull=False),
                name="disclosure_name_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_at__isnull=False)
                | (~Q(state=State.ENDED) & Q(ended_at__isnull=True)),
                name="disclosure_ended_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | Q(returned_at__isnull=False), name="disclosure_returned_pair"
            ),
        ]

    def vault_record(self) -> keys.Record:
        """The disclosure's own key."""
        return shared_record(self.id)


class Access(models.Model):
    """An organisation is a side. `user_id` narrows it to one person (a police contact); NULL: those who receive."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    disclosure = models.ForeignKey(Disclosure, models.DO_NOTHING, related_name="accesses")
    side = models.CharField(max_length=8, choices=Side)
    user_id = models.UUIDField(null=True)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvem som er avsender og mottaker"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=READERS,
        retention=WITH_DISCLOSURE,
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody="id side created", employee="user_id", link="organisation disclosure"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "side"], name="disclosure_access_one_each"),
            models.UniqueConstraint(fields=["organisation", "disclosure"], name="disclosure_access_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "side", "-disclosure"], name="disclosure_access_list"),
            models.Index(
                fields=["organisation", "user_id", "-disclosure"],
                condition=Q(user_id__isnull=False),
                name="disclosure_access_person",
            ),
        ]


class UnderTheDisclosure(EncryptedModel):
    """A row whose text is under its disclosure's key."""

    disclosure_id: UUID

    class Meta:
        abstract = True

    def vault_record(self) -> keys.Record:
        """The disclosure's key."""
        return shared_record(self.disclosure_id)


class Fact(UnderTheDisclosure):
    """One fact, frozen as it was sent. A correction is a new row beside the old, which stays as history (R7, R12)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    disclosure = models.ForeignKey(Disclosure, models.DO_NOTHING, related_name="facts", db_index=False)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    seen_on = models.DateField()
    hand = models.CharField(max_length=8, choices=Hand)
    verified = models.BooleanField(default=False)
    at = models.DateTimeField()
    text = EncryptedTextField()

    privacy = Privacy(
        purpose=_("De opplysningene som er utlevert, merket når de ikke er bekreftet"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=READERS,
        retention=WITH_DISCLOSURE,
        access_request=_("Teksten, og om den er bekreftet"),
        fields=each(nobody="id position revision seen_on hand verified at", content="text", link="disclosure"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "position", "revision"], name="disclosure_fact_place"),
        ]


class Entry(UnderTheDisclosure):
    """Something that happened to the disclosure, with what was written: the dialogue and the timeline in one."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    disclosure = models.ForeignKey(Disclosure, models.DO_NOTHING, related_name="entries", db_index=False)
    verb = models.CharField(max_length=12, choices=Verb)
    side = models.CharField(max_length=8, choices=Side)
    author_id = models.UUIDField()
    at = models.DateTimeField()
    submission = models.UUIDField()
    text = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Spørsmål, svar og tilbakemelding mellom avsender og mottaker"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.DISCLOSURE,
        readers=READERS,
        retention=WITH_DISCLOSURE,
        access_request=_("Teksten, når den handler om personen"),
        fields=each(nobody="id verb side at submission", employee="author_id", content="text", link="disclosure"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "submission"], name="disclosure_entry_once"),
        ]
        indexes = [models.Index(fields=["disclosure", "at"], name="disclosure_entry_find")]
