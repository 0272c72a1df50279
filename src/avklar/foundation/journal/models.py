"""The journal's two tables: the rows, and the head of each organisation's chain. Written only by this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.privacy import LEGAL_DUTY, Privacy, Step, each, own_run
from avklar.foundation.journal.chain import Row


class Entry(models.Model):
    """One thing that was done or read. Never changed, never removed alone: triggers on both databases see to it."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation_id = models.UUIDField()
    segment = models.CharField(max_length=7)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    reason = models.CharField(max_length=40, blank=True)
    previous = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)

    privacy = Privacy(
        purpose=_("Vise hvem som har gjort og lest hva, når og hvorfor, slik at misbruk kan oppdages"),
        legal_basis=LEGAL_DUTY,
        step=Step.CONCERN,
        readers=_("Virksomhetens personvernombud"),
        retention=own_run(_("Hele måneder går ut samlet: politiet etter to år, kommunene etter tre år")),
        access_request=_("Hvem som har lest opplysninger om personen, der det ikke skader andre"),
        fields=each(
            nobody="id organisation_id segment number at verb kind object_id reason previous mac",
            employee="user_id",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "segment", "number"], name="journal_place"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_number_from_one"),
        ]

    @property
    def row(self) -> Row:
        """The entry as the chain sees it."""
        return Row(
            id=self.id,
            organisation_id=self.organisation_id,
            segment=self.segment,
            number=self.number,
            at=self.at,
            user_id=self.user_id,
            verb=self.verb,
            kind=self.kind,
            object_id=self.object_id,
            reason=self.reason,
            previous=bytes(self.previous),
        )


class Head(models.Model):
    """Where one organisation's chain ends and where its kept part begins; its row is the chain's lock.

    `opening` is the HMAC that the oldest kept segment points back to; `seal` is the HMAC of this row.
    """

    organisation_id = models.UUIDField(primary_key=True)
    segment = models.CharField(max_length=7)
    number = models.PositiveBigIntegerField()
    mac = models.BinaryField(max_length=32)
    oldest = models.CharField(max_length=7)
    opening = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)

    privacy = Privacy(
        purpose=_("Vise hvor loggen slutter, slik at ingen kan kutte den uten at det synes"),
        legal_basis=LEGAL_DUTY,
        step=Step.CONCERN,
        readers=_("Virksomhetens personvernombud"),
        retention=own_run(_("Beholdes så lenge virksomheten har en logg")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="organisation_id segment number mac oldest opening seal"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(oldest__lte=models.F("segment")), name="journal_head_order")
        ]
