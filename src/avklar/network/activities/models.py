"""Ideas, activities and calendar addresses (step 0). Groups, places and numbers: nothing about any single person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept
from avklar.network.activities.lengths import LONGEST_EVALUATION, LONGEST_LINE, LONGEST_TITLE, LONGEST_WHAT
from avklar.network.activities.states import Cost, Evidence, State, TargetGroup

DISTRICT = _("Alle i distriktet")
KEPT = kept(_("Beholdes som historikk over det holdningsskapende arbeidet"))


def _organisation() -> models.ForeignKey[object, object]:
    return models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")


class Idea(models.Model):
    """An idea of the bank. A borrowed one is a copy that belongs to the borrower and knows where it came from."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    borrowed_from = models.ForeignKey("self", models.PROTECT, related_name="copies", null=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    what = models.TextField(max_length=LONGEST_WHAT)
    target = models.CharField(max_length=16, choices=TargetGroup)
    cost = models.CharField(max_length=8, choices=Cost)
    evidence = models.CharField(max_length=8, choices=Evidence)
    source = models.CharField(max_length=LONGEST_LINE, blank=True)
    link = models.CharField(max_length=LONGEST_LINE, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(default=clock.new_id)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Idébanken: hva som kan gjøres, for hvem, hva det koster og hvor godt det er prøvd"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=DISTRICT,
        retention=KEPT,
        access_request=_("Ideer en ansatt har skrevet"),
        fields=each(
            nobody="id title what target cost evidence source link version submission written_at created",
            employee="written_by",
            link="organisation borrowed_from",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission"], name="idea_once"),
            models.UniqueConstraint(fields=["organisation", "borrowed_from"], name="idea_borrowed_once"),
            models.CheckConstraint(condition=Q(target__in=TargetGroup.values), name="idea_target"),
            models.CheckConstraint(condition=Q(cost__in=Cost.values), name="idea_cost"),
            models.CheckConstraint(condition=Q(evidence__in=Evidence.values), name="idea_evidence"),
            models.CheckConstraint(condition=Q(borrowed_from=None) | ~Q(borrowed_from=F("id")), name="idea_not_itself"),
        ]


class Activity(models.Model):
    """Planned, held or called off. `reach` is how many were there, never who; without hours it lasts all day.

    `open`: everybody may come, so it also stands in the calendar that is open to all.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    idea = models.ForeignKey(Idea, models.PROTECT, related_name="activities", null=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    target = models.CharField(max_length=16, choices=TargetGroup)
    first = models.DateField()
    last = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=LONGEST_LINE)
    partners = models.CharField(max_length=LONGEST_LINE, blank=True)
    open = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reach = models.PositiveIntegerField(null=True)
    evaluation = models.TextField(max_length=LONGEST_EVALUATION, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(default=clock.new_id)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Holdningsskapende aktiviteter: når, hvor, for hvem, hvor mange som var med og hva man lærte"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=DISTRICT,
        retention=KEPT,
        access_request=_("Aktiviteter en ansatt har ført inn"),
        fields=each(
            nobody="id title target first last starts ends place partners open state reach evaluation sequence "
            "version submission written_at created",
            employee="written_by",
            link="organisation idea",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission"], name="activity_once"),
            models.CheckConstraint(condition=Q(target__in=TargetGroup.values), name="activity_target"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="activity_state"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="activity_days"),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None) | Q(starts__isnull=False, ends__isnull=False),
                name="activity_hours",
            ),
            models.CheckConstraint(
                condition=Q(state=State.HELD, reach__isnull=False) | (~Q(state=State.HELD) & Q(reach=None)),
                name="activity_reach",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "first"], name="activity_when")]


class CalendarAddress(models.Model):
    """A person's own address of the district's calendar. Only a digest of it is stored; a new one replaces it."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = _organisation()
    user_id = models.UUIDField(unique=True)
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Adressen som lar kalenderen til en ansatt hente distriktets aktiviteter. Bare et avtrykk lagres"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ingen: brukes når kalenderen henter"),
        retention=kept(_("Beholdes til den ansatte slår den av eller lager en ny")),
        access_request=_("At en ansatt har en adresse, og når den ble laget"),
        fields=each(
            nobody="id made_at",
            employee="user_id",
            secret="digest",  # noqa: S106
            link="organisation",
        ),
    )
