"""The case itself, who is named in it, what was seen, and what a human said of two that may be the same person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.models.declaring import READERS, TEXT_ON_REQUEST, WITH_CASE, UnderTheCase
from avklar.followup.cases.states import (
    Age,
    Hand,
    Kind,
    LegalClass,
    Origin,
    Outcome,
    SamePerson,
    Source,
    State,
    Step,
    Waiting,
)
from avklar.foundation import clock
from avklar.foundation.retention.declarations import (
    BASIS_OF_THE_ORGANISATION,
    NO_PERSONAL_DATA,
    Privacy,
    each,
    kept,
    sealed_or_destroyed,
)
from avklar.foundation.retention.declarations import Step as Stair
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel, EncryptedTextField


class Case(EncryptedModel):
    """The named follow-up of one person inside one organisation. Lists use only columns that identify nobody."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    submission = models.UUIDField()
    origin = models.CharField(max_length=16, choices=Origin)
    origin_id = models.UUIDField(null=True)
    age = models.CharField(max_length=12, choices=Age)
    asked_for_help = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    step = models.CharField(max_length=8, choices=Step, blank=True)
    responsible = models.UUIDField()
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    review_on = models.DateField()
    review_told_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    stalled_told_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)
    waiting = models.CharField(max_length=12, choices=Waiting, blank=True)
    look_again = models.DateField(null=True)
    plan_agreed_on = models.DateField(null=True)
    locked_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    sealed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    reason = EncryptedTextField()
    own_words = EncryptedTextField(null=True)
    plan_agreed_with = EncryptedTextField(null=True)
    waiting_reason = EncryptedTextField(null=True)
    closing_reason = EncryptedTextField(null=True)
    kept_after = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Følge opp én person det er grunn til bekymring for, eller som ber om hjelp, i én virksomhet"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=sealed_or_destroyed(
            _("Forsegles når saken avsluttes, og fjernes når virksomhetens vedtak åpner for det"),
            due="closed_at",
            sealed="sealed_at",
            kind="case",
            disposer="avklar.followup.cases.disposal.dispose",
        ),
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id number submission origin origin_id age asked_for_help state step opened_at review_on "
            "review_told_at last_at stalled_told_at told_on waiting look_again plan_agreed_on locked_at open_until "
            "closed_at outcome sealed_at version",
            employee="responsible opened_by",
            content="reason own_words plan_agreed_with waiting_reason closing_reason kept_after",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="case_number_unique"),
            models.UniqueConstraint(fields=["organisation", "submission"], name="case_submission_once"),
            models.CheckConstraint(condition=Q(age__in=Age.values), name="case_age"),
            models.CheckConstraint(condition=Q(step__in=["", *Step.values]), name="case_step"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, outcome__in=Outcome.values)
                | Q(state=State.OPEN, closed_at__isnull=True, outcome=""),
                name="case_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=False, waiting="", look_again__isnull=True)
                | Q(told_on__isnull=True, waiting__in=Waiting.values, look_again__isnull=False),
                name="case_person_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(locked_at__isnull=False),
                name="case_opened_is_locked",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(state=State.CLOSED), name="case_sealed_is_closed"
            ),
        ]
        indexes = [
            models.Index("organisation", "state", F("last_at").desc(), F("id").desc(), name="case_list"),
            models.Index(
                fields=["organisation", "review_on"], condition=Q(closed_at__isnull=True), name="case_review_due"
            ),
            models.Index(
                fields=["organisation", "closed_at"], condition=Q(closed_at__isnull=False), name="case_closed"
            ),
        ]

    def vault_record(self) -> keys.Record:
        """The case's own key."""
        return keys.Record(self.organisation_id, self.id)


class Staff(models.Model):
    """Somebody is named in a case and may read it, from–to. The one responsible stands on the case too."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="staff", db_index=False)
    user_id = models.UUIDField()
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Hvem som kan lese saken, fra når til når"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=_("Hvem som har hatt tilgang"),
        fields=each(nobody="id added_at ended_at", employee="user_id added_by", link="organisation case"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user_id"], condition=Q(ended_at__isnull=True), name="case_staff_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "user_id", "case"],
                condition=Q(ended_at__isnull=True),
                name="case_staff_find",
            ),
        ]


class Observation(UnderTheCase):
    """What was seen or heard, apart from how it is understood. A correction is a new row beside the old (R12)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="observations", db_index=False)
    position = models.PositiveIntegerField()
    seen_on = models.DateField()
    source = models.CharField(max_length=20, choices=Source)
    hand = models.CharField(max_length=8, choices=Hand)
    verified = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=Kind)
    legal_class = models.CharField(max_length=20, choices=LegalClass)
    provision = models.CharField(max_length=12, blank=True)
    copied_from = models.UUIDField(null=True)
    replaces = models.ForeignKey("self", models.CASCADE, null=True, related_name="replaced_by", db_index=False)
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    submission = models.UUIDField()
    fact = EncryptedTextField()
    interpretation = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Hva som er sett eller hørt, holdt fra hverandre fra hvordan det tolkes"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position seen_on source hand verified kind legal_class provision copied_from added_at "
            "submission",
            employee="added_by",
            content="fact interpretation",
            link="organisation case replaces",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_observation_place"),
            models.UniqueConstraint(fields=["case", "submission"], name="case_observation_once"),
            models.UniqueConstraint(fields=["replaces"], name="case_observation_corrected_once"),
            models.CheckConstraint(
                condition=Q(legal_class=LegalClass.PUNISHABLE) & ~Q(provision="")
                | ~Q(legal_class=LegalClass.PUNISHABLE) & Q(provision=""),
                name="case_observation_names_provision",
            ),
        ]


class SameCase(models.Model):
    """What a human said of two of the organisation's cases that may be about the same person."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="compared", db_index=False)
    other = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    said = models.CharField(max_length=8, choices=SamePerson)
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    privacy = Privacy(
        purpose=_("At flere bekymringer om samme person ses samlet, vurdert av et menneske"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=READERS,
        retention=WITH_CASE,
        access_request=_("At to saker er sett i sammenheng"),
        fields=each(nobody="id said said_at", employee="said_by", link="organisation case other"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="case_same_once")]


class CaseCounter(models.Model):
    """The last case number an organisation has given."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        purpose=_("Gi hver sak et nummer"),
        legal_basis=NO_PERSONAL_DATA,
        step=Stair.CASE,
        readers=_("Ingen leser den; maskinen teller"),
        retention=kept(_("Beholdes så lenge virksomheten bruker Avklar")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="last", link="organisation"),
    )
