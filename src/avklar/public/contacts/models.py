"""What a municipality, or the police district, says of itself on the open pages (step 0)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept
from avklar.public.contacts.lengths import LONGEST_ADDRESS, LONGEST_HOURS, LONGEST_MEASURES, LONGEST_PHONE


class PublicPlace(models.Model):
    """How an organisation is reached, and what of its contacts is shown. Without a row the defaults here hold.

    Who the contacts are isn't stored here: that is the appointments' to say, and follows them by itself.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.OneToOneField("organisations.Organisation", models.PROTECT, related_name="+")
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)
    hours = models.TextField(max_length=LONGEST_HOURS, blank=True)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    measures = models.TextField(max_length=LONGEST_MEASURES, blank=True)
    show_names = models.BooleanField(default=True)
    show_phones = models.BooleanField(default=False)
    show_emails = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(default=clock.new_id)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Den åpne siden om kommunen: hvordan man når noen, og hva som vises om kontaktene"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Alle: siden er åpen på nettet"),
        retention=kept(_("Beholdes så lenge kommunen har en åpen side; en ny tekst tar plassen til den gamle")),
        access_request=_("Hvilken ansatt som sist endret siden"),
        fields=each(
            nobody="id phone hours address measures show_names show_phones show_emails version submission written_at",
            employee="written_by",
            link="organisation",
        ),
    )
