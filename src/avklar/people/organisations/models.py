"""Organisations, who serves which, and who holds a role from when to when. Step 0: no data about anybody worried about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.people.organisations.states import AppointmentKind, InstallationKind, LanguageDecision, OrganisationKind


class Installation(models.Model):
    """One row: how this database was made. The demo's shortcuts work only where `kind` is demo."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    kind = models.CharField(max_length=8, choices=InstallationKind)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=InstallationKind.values), name="installation_kind")]


class Organisation(models.Model):
    """A municipality or a police district: one controller, one tenant. Keyed on number, never on name."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    kind = models.CharField(max_length=16, choices=OrganisationKind)
    number = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8, choices=LanguageDecision, default=LanguageDecision.NEUTRAL)
    organisation_number = models.CharField(max_length=9, blank=True)
    population = models.PositiveIntegerField(default=0)
    phone = models.CharField(max_length=20, blank=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="organisation_number_unique"),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A police district serves a municipality, from–to."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey(Organisation, models.PROTECT, related_name="served")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="served_by")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "municipality", "valid_from"], name="service_unique"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="service_dates"
            ),
        ]


class Membership(models.Model):
    """A person has a role for an organisation. Roles that see others' step 1 data need a second person's confirmation."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32, choices=Role)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"], condition=Q(ended_at__isnull=True), name="membership_once"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="membership_confirmed_pair",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(granted_by__isnull=True)
                | ~Q(confirmed_by=F("granted_by")),
                name="membership_two_persons",
            ),
        ]


class Appointment(models.Model):
    """A person holds a task for a municipality from–to (R18). A vacancy is the absence of one today."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=16, choices=AppointmentKind)
    valid_from = models.DateField()
    valid_to = models.DateField()
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "membership", "kind", "valid_from"], name="appointment_unique"
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="appointment_dates"),
            models.CheckConstraint(condition=Q(kind__in=AppointmentKind.values), name="appointment_kind"),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "valid_to"], name="appointment_find")]


class Absence(models.Model):
    """A member is away from–to (both days included); then the next in line receives (R18). No reason is asked for."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="absences")
    away_from = models.DateField()
    away_to = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(away_to__gte=F("away_from")), name="absence_dates")]


class EmailDomain(models.Model):
    """A domain of work e-mail whose owners may come in by a one-time link as frontline employees."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="email_domains")
    domain = models.CharField(max_length=120, unique=True)


class Invitation(models.Model):
    """An invitation by e-mail to take a role. Only a hash of the link is stored; it works once."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=32, choices=Role)
    digest = models.BinaryField(max_length=32, unique=True)
    invited_by = models.UUIDField()
    created = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
