"""Tables of step 1: a concern, its observations and messages, all under the concern's own key; and counts that remain.

Every table leads with the organisation. No field identifies the person somebody is worried about.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.concerns.states import (
    CLOSING,
    PRIVATE,
    SHELVES,
    About,
    Hand,
    Naming,
    Outcome,
    SenderKind,
    Shelf,
    Side,
    State,
    Topic,
    Utterance,
    When,
)
from avklar.foundation import clock
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.retention.declarations import (
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    Step,
    each,
    kept,
    sealed_or_destroyed,
    with_parent,
)
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedJSONField, EncryptedModel, EncryptedTextField

READERS = _("Den som meldte, kommunens kontakt og vara, og stedfortrederen når begge er borte")
WITH_CONCERN = _("Følger bekymringen")
TEXT_ON_REQUEST = _("Teksten, når personen kan finnes igjen i den; den som meldte, er skjult")


def _on_its_shelf() -> Q:
    """A state and its shelf always fit together."""
    fits = Q()
    for state, shelf in SHELVES.items():
        fits |= Q(state=state, shelf=shelf)
    return fits


def _sender_known() -> Q:
    """An employee is known by the account; a private person has none, and a signature that may be empty."""
    private = Q(sender_kind__in=sorted(PRIVATE))
    return private & Q(reporter__isnull=True, naming__in=Naming.values, signature__isnull=False) | ~private & Q(
        reporter__isnull=False, naming="", signature__isnull=True, receipt_ends_at__isnull=True, unproved=False
    )


class Concern(EncryptedModel):
    """Somebody is worried and says so. Coarse facts in clear, every text under the concern's own key.

    Employees have an account (`reporter`). A private person has none: `naming` and `signature` are what they chose to
    say, and a receipt, of which nothing lies here but the day it ends, brings them back. `unproved`: came without proof
    of work. No address and no trace of a device is stored.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    reporter = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False, null=True)
    naming = models.CharField(max_length=12, choices=Naming, blank=True)
    signature = EncryptedTextField(null=True)
    unproved = models.BooleanField(default=False)
    receipt_ends_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    sender_kind = models.CharField(max_length=24, choices=SenderKind)
    about = models.CharField(max_length=8, choices=About)
    age_band = models.CharField(max_length=16, choices=AgeBand)
    setting = models.CharField(max_length=16, choices=Setting)
    danger_advised = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    shelf = models.CharField(max_length=8, choices=Shelf, default=Shelf.OPEN)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    ordinary = EncryptedTextField()
    works_well = EncryptedTextField()
    done = EncryptedTextField()
    wish = EncryptedTextField()
    kept = EncryptedJSONField(default=list)
    note = EncryptedTextField()
    closing_reason = EncryptedTextField(null=True)
    note_version = models.PositiveIntegerField(default=1)
    note_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("At noen er bekymret, hva de har sett og hørt, og hvilket råd de fikk. Uten felt for identitet"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=sealed_or_destroyed(
            _("Lukkes når bekymringen avsluttes, og fjernes når kommunens vedtak åpner for det; et tall blir igjen"),
            due="closed_at",
            sealed="sealed_at",
            kind="concern",
            disposer="avklar.followup.concerns.disposal.dispose",
        ),
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id number submission sender_kind naming unproved about age_band setting danger_advised state shelf "
            "outcome version note_version sent_at due_at overdue_told_at answered_at read_at closed_at sealed_at "
            "receipt_ends_at",
            employee="reporter note_by",
            content="signature ordinary works_well done wish kept note closing_reason",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="concern_number_unique"),
            models.UniqueConstraint(fields=["organisation", "submission"], name="concern_submission_once"),
            models.CheckConstraint(condition=_on_its_shelf(), name="concern_on_its_shelf"),
            models.CheckConstraint(condition=_sender_known(), name="concern_sender_known"),
            models.CheckConstraint(condition=Q(about__in=About.values), name="concern_about"),
            models.CheckConstraint(condition=Q(sender_kind__in=SenderKind.values), name="concern_sender_kind"),
            models.CheckConstraint(condition=Q(age_band__in=AgeBand.values), name="concern_age_band"),
            models.CheckConstraint(condition=Q(setting__in=Setting.values), name="concern_setting"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, outcome__in=sorted(CLOSING))
                | (~Q(state=State.CLOSED) & Q(closed_at__isnull=True, outcome="")),
                name="concern_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(state=State.CLOSED), name="concern_sealed_is_closed"
            ),
        ]
        indexes = [
            models.Index("organisation", "shelf", F("sent_at").desc(), F("id").desc(), name="concern_inbox"),
            models.Index("organisation", "reporter", F("sent_at").desc(), F("id").desc(), name="concern_mine"),
            models.Index(fields=["organisation", "due_at"], condition=Q(due_at__isnull=False), name="concern_due"),
            models.Index(
                fields=["organisation", "state", "due_at"], condition=Q(closed_at__isnull=True), name="concern_unclosed"
            ),
            models.Index(
                fields=["organisation", "closed_at"], condition=Q(closed_at__isnull=False), name="concern_closed"
            ),
            models.Index(
                fields=["organisation", "receipt_ends_at"],
                condition=Q(receipt_ends_at__isnull=False),
                name="concern_receipt_ends",
            ),
        ]

    def vault_record(self) -> keys.Record:
        """The concern's own key."""
        return keys.Record(self.organisation_id, self.id)


class Observation(EncryptedModel):
    """One thing seen or heard: the fact apart from how it is understood, and the class of an utterance (R3)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="observations")
    position = models.PositiveSmallIntegerField()
    seen = models.CharField(max_length=12, choices=When)
    hand = models.CharField(max_length=8, choices=Hand)
    reported_class = models.CharField(max_length=20, choices=Utterance)
    contact_class = models.CharField(max_length=20, choices=Utterance, blank=True)
    provision = models.CharField(max_length=12, blank=True)
    classed_by = models.UUIDField(null=True)
    classed_at = models.DateTimeField(null=True)
    fact = EncryptedTextField()
    interpretation = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Hva som er sett eller hørt, holdt fra hverandre fra hvordan det tolkes"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=with_parent(WITH_CONCERN),
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id position seen hand reported_class contact_class provision classed_at",
            employee="classed_by",
            content="fact interpretation",
            link="organisation concern",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "position"], name="observation_place"),
            models.CheckConstraint(condition=Q(reported_class__in=Utterance.values), name="observation_reported_class"),
            models.CheckConstraint(
                condition=Q(contact_class="", classed_by__isnull=True, classed_at__isnull=True)
                | Q(contact_class__in=Utterance.values, classed_by__isnull=False, classed_at__isnull=False),
                name="observation_classed_whole",
            ),
            models.CheckConstraint(
                condition=Q(contact_class=Utterance.PUNISHABLE) & ~Q(provision="")
                | ~Q(contact_class=Utterance.PUNISHABLE) & Q(provision=""),
                name="observation_punishable_names_provision",
            ),
        ]

    def vault_record(self) -> keys.Record:
        """The concern's key."""
        return keys.Record(self.organisation_id, self.concern_id)


class Message(EncryptedModel):
    """A question or an answer between the one who is worried and the contact. A private person has no `author`."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="messages", db_index=False)
    side = models.CharField(max_length=8, choices=Side)
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False, null=True)
    question = models.BooleanField(default=False)
    text = EncryptedTextField()
    kept = EncryptedJSONField(default=list)
    at = models.DateTimeField()
    submission = models.UUIDField()

    privacy = Privacy(
        purpose=_("Spørsmål og svar mellom den som meldte, og kontakten"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=READERS,
        retention=with_parent(WITH_CONCERN),
        access_request=TEXT_ON_REQUEST,
        fields=each(
            nobody="id side question at submission", employee="author", content="text kept", link="organisation concern"
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "submission"], name="concern_message_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="concern_message_side"),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(side=Side.SENDER), name="concern_message_has_author"
            ),
        ]
        indexes = [models.Index(fields=["concern", "at", "id"], name="concern_message_find")]

    def vault_record(self) -> keys.Record:
        """The concern's key."""
        return keys.Record(self.organisation_id, self.concern_id)


class Counter(models.Model):
    """The last concern number an organisation has given."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        purpose=_("Gi hver bekymring et nummer"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.CONCERN,
        readers=_("Ingen leser den; maskinen teller"),
        retention=kept(_("Beholdes så lenge kommunen bruker Avklar")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="last", link="organisation"),
    )


class ClosedCount(models.Model):
    """What remains of closed concerns once they are destroyed: how many, by quarter and coarse facts."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    quarter = models.CharField(max_length=7)
    outcome = models.CharField(max_length=16, choices=Outcome)
    setting = models.CharField(max_length=16, choices=Setting)
    number = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        purpose=_("Vite hvor mange bekymringer som er avsluttet, og hvordan"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.CONCERN,
        readers=_("Kommunens kontakt; tall under fem går ikke ut av kommunen"),
        retention=kept(_("Beholdes: bare tall")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id quarter outcome setting number", link="organisation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "quarter", "outcome", "setting"], name="closed_count_once")
        ]


class Tally(models.Model):
    """What else remains of concerns once they are destroyed: one number per coarse fact, never two facts together."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    quarter = models.CharField(max_length=7)
    topic = models.CharField(max_length=8, choices=Topic)
    category = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        purpose=_("Vite hvor mange bekymringer som ble meldt i et kvartal, etter arena, alder og tid til svar"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.CONCERN,
        readers=_("Ingen leser den; statistikken teller, og tall under fem går ikke ut av kommunen"),
        retention=kept(_("Beholdes: bare tall")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id quarter topic category number", link="organisation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "quarter", "topic", "category"], name="concern_tally_once")
        ]
