"""Tables of the consultations. What is shared is reached through `Access`; only `Ownership` knows who asks.

The shared rows carry the sender only when the sender isn't hidden (R2): raw SQL of the asked side finds none either.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.consultations.states import Side, State, Topic
from avklar.foundation import clock
from avklar.foundation.access import scope
from avklar.foundation.access.privacy import (
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    Step,
    each,
    kept,
    removed,
    with_parent,
)
from avklar.foundation.anonymity import AgeBand, Setting, SettingSize, Sex
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedJSONField, EncryptedModel, EncryptedTextField

NOBODY = UUID(int=0)
READERS = _("Kontaktene i kommunen som spør, og den som blir spurt")
WITH_CONSULTATION = _("Fjernes sammen med drøftingen")


def shared_record(consultation_id: UUID) -> keys.Record:
    """The consultation's key, as the organisation in scope holds it; without a scope there is no key."""
    return keys.Record(scope.current() or NOBODY, consultation_id)


class Consultation(EncryptedModel):
    """A situation discussed without naming anybody: coarse facts, a question, an answer. It has no identity field."""

    privacy = Privacy(
        purpose=_("Råd om en situasjon uten at noen blir navngitt"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=with_parent(_("Fjernes 30 dager etter avslutning, og senest 120 dager etter at kommunen sist skrev")),
        access_request=_("Teksten, når personen kan finnes igjen i den"),
        fields=each(
            nobody="id age sex setting setting_size estimate hidden_sender state asked_at last_at concluded_at "
            "concluded_by ended_at version",
            employee="sender_id receiver_id",
            content="question kept conclusion conclusion_kept",
            secret="answer_to",  # noqa: S106
            link="sender_organisation receiver_organisation",
        ),
    )

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    age = models.CharField(max_length=16, choices=AgeBand)
    sex = models.CharField(max_length=16, choices=Sex)
    setting = models.CharField(max_length=16, choices=Setting)
    setting_size = models.CharField(max_length=16, choices=SettingSize, blank=True)
    estimate = models.PositiveIntegerField()
    hidden_sender = models.BooleanField(default=False)
    sender_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    sender_id = models.UUIDField(null=True)
    receiver_organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    receiver_id = models.UUIDField(null=True)
    answer_to = models.BinaryField()
    question = EncryptedTextField()
    kept = EncryptedJSONField(default=list)
    conclusion = EncryptedTextField(null=True)
    conclusion_kept = EncryptedJSONField(null=True)
    concluded_by = models.CharField(max_length=8, choices=Side, blank=True)
    concluded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="consultation_state"),
            models.CheckConstraint(
                condition=Q(hidden_sender=True, sender_organisation__isnull=True, sender_id__isnull=True)
                | Q(hidden_sender=False, sender_organisation__isnull=False, sender_id__isnull=False),
                name="consultation_hidden_is_hidden",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_at__isnull=False)
                | (~Q(state=State.ENDED) & Q(ended_at__isnull=True)),
                name="consultation_ended_pair",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True, concluded_by="", conclusion__isnull=True)
                | Q(concluded_at__isnull=False, concluded_by__in=Side.values, conclusion__isnull=False),
                name="consultation_advice_whole",
            ),
            models.CheckConstraint(condition=Q(estimate__gte=5), name="consultation_fits_five"),
        ]

    def vault_record(self) -> keys.Record:
        """The consultation's own key."""
        return shared_record(self.id)


class Ownership(models.Model):
    """Who asks, and about which own concern. Only the owner's organisation can see the row; it alone grants access."""

    privacy = Privacy(
        purpose=_("Hvem som eier drøftingen, og hvilken bekymring hos eieren den hører til"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=_("Kontaktene i kommunen som spør"),
        retention=removed(
            _("Fjernes med nøkkelen 30 dager etter avslutning, og senest 120 dager etter at kommunen sist skrev"),
            due="remove_at",
            kind="consultation",
            disposer="avklar.followup.consultations.disposal.dispose",
        ),
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody="id concern_id submission remove_at", employee="asked_by", link="organisation consultation"),
    )

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    consultation = models.OneToOneField(Consultation, models.DO_NOTHING, related_name="ownership")
    asked_by = models.UUIDField()
    concern_id = models.UUIDField(null=True)
    submission = models.UUIDField()
    remove_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission"], name="ownership_submission_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "remove_at"], name="ownership_due"),
            models.Index(fields=["organisation", "concern_id"], name="ownership_concern"),
        ]


class Access(models.Model):
    """An organisation takes part. `user_id` narrows it to one person (the police contact); NULL: the contacts there."""

    privacy = Privacy(
        purpose=_("Hvem som deltar i drøftingen"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=with_parent(WITH_CONSULTATION),
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody="id side created", employee="user_id", link="organisation consultation"),
    )

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    consultation = models.ForeignKey(Consultation, models.DO_NOTHING, related_name="accesses")
    side = models.CharField(max_length=8, choices=Side)
    user_id = models.UUIDField(null=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user_id", "consultation"], name="access_once"),
            models.UniqueConstraint(
                fields=["organisation", "consultation"], condition=Q(user_id__isnull=True), name="access_whole_once"
            ),
        ]


class Message(EncryptedModel):
    """What one side wrote. The author is left out where the sender is hidden; the sender's own journal knows it."""

    privacy = Privacy(
        purpose=_("Spørsmål og råd mellom de to sidene i en drøfting"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=with_parent(WITH_CONSULTATION),
        access_request=_("Teksten, når personen kan finnes igjen i den"),
        fields=each(nobody="id side at submission", employee="author_id", content="text kept", link="consultation"),
    )

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    consultation = models.ForeignKey(Consultation, models.DO_NOTHING, related_name="messages", db_index=False)
    side = models.CharField(max_length=8, choices=Side)
    author_id = models.UUIDField(null=True)
    text = EncryptedTextField()
    kept = EncryptedJSONField(default=list)
    at = models.DateTimeField()
    submission = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "submission"], name="message_submission_once"),
        ]
        indexes = [models.Index(fields=["consultation", "at"], name="message_find")]

    def vault_record(self) -> keys.Record:
        """The consultation's key."""
        return shared_record(self.consultation_id)


class Tally(models.Model):
    """What remains of removed consultations with the one who asked: a number per coarse fact, never two together."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    quarter = models.CharField(max_length=7)
    topic = models.CharField(max_length=8, choices=Topic)
    category = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        purpose=_("Vite hvor mange drøftinger det ble bedt om i et kvartal, etter arena og resultat"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.CONCERN,
        readers=_("Ingen leser den; statistikken teller, og tall under fem går ikke ut av kommunen"),
        retention=kept(_("Beholdes: bare tall")),
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody="id quarter topic category number", link="organisation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "quarter", "topic", "category"], name="consultation_tally_once"
            )
        ]
