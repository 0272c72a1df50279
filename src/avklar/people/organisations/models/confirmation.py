"""That those appointed say once a year that they still are, and that an appointment's end was told in time (R18).

Only a hash of the link is stored, and it is gone when the link has been used.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, PUBLIC_TASK, Privacy, Step, each, with_parent
from avklar.people.organisations.models.people import Appointment, Membership
from avklar.people.organisations.states import Confirmed


class Confirmation(models.Model):
    """One question by mail, for all municipalities that the person is appointed for in this role, and its answer."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="confirmations")
    digest = models.BinaryField(max_length=32, unique=True, null=True)
    asked_on = models.DateField()
    sent_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)
    expires = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Confirmed, blank=True)
    answered_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("At de oppnevnte bekrefter en gang i året at de fortsatt er det. Bare et avtrykk av lenken lagres"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Lederen i politidistriktet og administratorer i virksomheten"),
        retention=with_parent(_("Fjernes sammen med rollen")),
        access_request=_("Når den ansatte ble spurt, og hva svaret var"),
        fields=each(
            nobody="id asked_on sent_at reminded_at expires answer answered_at",
            secret="digest",  # noqa: S106
            link="membership",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "asked_on"], name="confirmation_asked_once"),
            models.CheckConstraint(condition=Q(answer__in=["", *Confirmed.values]), name="confirmation_answer"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, digest__isnull=True)),
                name="confirmation_answered_pair",
            ),
        ]


class AppointmentReminder(models.Model):
    """That the lead and the administrators were told that an appointment ends. Once for each end and distance."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    due = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("At det er sagt fra om at en oppnevning går ut, så ingen minnes på det samme to ganger"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Ingen: brukes av påminnelsene"),
        retention=with_parent(_("Fjernes sammen med oppnevningen")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id days due told_at", link="appointment"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "days", "due"], name="appointment_reminded_once")]
