"""Guidance (step 0): the district's own versions of the pages, and when each was looked at last."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import NO_PERSONAL_DATA, PUBLIC_TASK, Privacy, Step, each, kept
from avklar.public.guidance.lengths import LONGEST_PAGE
from avklar.public.guidance.states import Language

EVERYBODY = _("Alle")
EDITORS = _("De som redigerer rådene")
KEPT = kept(_("Beholdes som historikk over hva distriktet har sagt til innbyggerne"))
KNOWN_LANGUAGE = Q(language__in=Language.values)


def _district() -> models.ForeignKey[object, object]:
    return models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")


class PageVersion(models.Model):
    """A version of a page in a language. Never changed: a newer one is a new row.

    `shipped`: the district went back to the text that comes with Avklar; `text` is how that was on the day.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = _district()
    slug = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    position = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST_PAGE)
    shipped = models.BooleanField()
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)
    review_due = models.DateField()
    submission = models.UUIDField(default=clock.new_id)

    privacy = Privacy(
        purpose=_("Rådene som alle kan lese, i utgaver, så det kan ses hva som sto der og når"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EVERYBODY,
        retention=KEPT,
        access_request=_("Hvilke utgaver en ansatt har skrevet"),
        fields=each(
            nobody="id slug language position text shipped written_at review_due submission",
            employee="written_by",
            link="district",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "slug", "language", "position"], name="guidance_version"),
            models.UniqueConstraint(fields=["district", "submission"], name="guidance_version_once"),
            models.CheckConstraint(condition=KNOWN_LANGUAGE & Q(position__gt=0), name="guidance_version_language"),
        ]


class PageReview(models.Model):
    """Somebody looked at a version (0: the shipped one) and found that it still is right."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = _district()
    slug = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    position = models.PositiveIntegerField()
    reviewed_by = models.UUIDField()
    reviewed_at = models.DateTimeField(default=clock.now)
    review_due = models.DateField()

    privacy = Privacy(
        purpose=_("Den årlige gjennomgangen av rådene"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=KEPT,
        access_request=_("Gjennomganger en ansatt har gjort"),
        fields=each(nobody="id slug language position reviewed_at review_due", employee="reviewed_by", link="district"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "slug", "language", "position", "review_due"], name="guidance_review_once"
            ),
            models.CheckConstraint(condition=KNOWN_LANGUAGE, name="guidance_review_language"),
        ]


class ReviewReminder(models.Model):
    """That the editors were reminded of a review; once for each date."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = _district()
    slug = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    due = models.DateField()
    told_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("At de som redigerer, er minnet på en gjennomgang, så ingen minnes på det samme to ganger"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Ingen: brukes av påminnelsene"),
        retention=KEPT,
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id slug language due told_at", link="district"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "slug", "language", "due"], name="guidance_reminded_once"),
        ]
