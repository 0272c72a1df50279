"""Hand-over lists: what goes to whom when somebody leaves, ticked off by both. Nothing about persons worried about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, PUBLIC_TASK, Privacy, Step, each, with_parent
from avklar.people.organisations.lengths import LONGEST_POINT
from avklar.people.organisations.models.people import Appointment
from avklar.people.organisations.states import GoesTo

READERS = _("De to det gjelder og administratorer i virksomheten; lederen i politidistriktet ser bare antall")


class Handover(models.Model):
    """One list for one appointment. `version` counts changes of the list and of who takes over, not the ticks."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="handover")
    leaver_id = models.UUIDField()
    taker_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    started_by = models.UUIDField()
    created = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("At det en kontakt har hatt ansvar for, kommer over til den som tar over"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med oppnevningen")),
        access_request=_("Overleveringer den ansatte har gitt eller tatt imot"),
        fields=each(
            nobody="id version created finished_at", employee="leaver_id taker_id started_by", link="appointment"
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taker_id__isnull=True) | ~Q(taker_id=models.F("leaver_id")), name="handover_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(taker_id__isnull=False), name="handover_finished_by_two"
            ),
        ]
        indexes = [
            models.Index(fields=["leaver_id", "finished_at"], name="handover_leaver"),
            models.Index(fields=["taker_id", "finished_at"], name="handover_taker"),
        ]


class HandoverPoint(models.Model):
    """One thing to hand over: a standard one by its `code`, or an own one with `text`; and when each side ticked it."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    handover = models.ForeignKey(Handover, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=LONGEST_POINT, blank=True)
    goes_to = models.CharField(max_length=16, choices=GoesTo)
    submission = models.UUIDField(default=clock.new_id)
    given_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Det som skal overleveres, og når hver av de to krysset av"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=READERS,
        retention=with_parent(_("Fjernes sammen med overleveringen")),
        access_request=_("Ingenting: punktene handler ikke om noen"),
        fields=each(nobody="id position code text goes_to submission given_at received_at", link="handover"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "position"], name="handover_point_position"),
            models.UniqueConstraint(fields=["handover", "submission"], name="handover_point_once"),
            models.CheckConstraint(
                condition=(Q(code="") & ~Q(text="")) | (~Q(code="") & Q(text="")), name="handover_point_says"
            ),
            models.CheckConstraint(condition=Q(goes_to__in=GoesTo.values), name="handover_point_goes_to"),
        ]
