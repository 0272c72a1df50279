"""Organisations, who serves which, and who holds a role from when to when. Nothing about anybody worried about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.foundation.retention.declarations import (
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    Step,
    each,
    kept,
    removed,
    with_parent,
)
from avklar.people.organisations.states import (
    AppointmentKind,
    Began,
    Ended,
    InstallationKind,
    LanguageDecision,
    OrganisationKind,
)


class Installation(models.Model):
    """One row: how this database was made. The demo's shortcuts work only where `kind` is demo."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    kind = models.CharField(max_length=8, choices=InstallationKind)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Holde rede på om dette er en vanlig installasjon eller en demo"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes så lenge installasjonen finnes")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id kind created"),
    )

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

    privacy = Privacy(
        purpose=_("Kommunene og politidistriktene som samarbeider"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes så lenge virksomheten bruker Avklar")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id kind number name language organisation_number population phone created"),
    )

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

    privacy = Privacy(
        purpose=_("Hvilket politidistrikt som betjener hvilken kommune"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes så lenge virksomhetene bruker Avklar")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id valid_from valid_to", link="district municipality"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "municipality", "valid_from"], name="service_unique"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="service_dates"
            ),
        ]


class Membership(models.Model):
    """A person has a role for an organisation. One that sees others' step 1 data needs a second person."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32, choices=Role)
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Hvem som har hvilken rolle i virksomheten, hvem som ga den og hvem som bekreftet den"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Administratorer og personvernombud i virksomheten; navn på kontakter for alle som er logget inn"),
        retention=kept(
            _("Beholdes etter at rollen er avsluttet, så loggen kan leses; virksomheten fjerner den ved avhending")
        ),
        access_request=_("Roller, fra når til når"),
        fields=each(
            nobody="id role granted_at confirmed_at ended_at",
            employee="user granted_by confirmed_by",
            link="organisation",
        ),
    )

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
                condition=Q(confirmed_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by")),
                name="membership_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user")), name="membership_not_oneself"
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
    why_began = models.CharField(max_length=12, choices=Began, blank=True)
    why_ended = models.CharField(max_length=12, choices=Ended, blank=True)
    created = models.DateTimeField(default=clock.now)

    privacy = Privacy(
        purpose=_("Hvem som er oppnevnt som kontakt for kommunen, fra når til når"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes som historikk over hvem som var kontakt")),
        access_request=_("Oppnevninger, fra når til når"),
        fields=each(nobody="id kind valid_from valid_to why_began why_ended created", link="municipality membership"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "membership", "kind", "valid_from"], name="appointment_unique"
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="appointment_dates"),
            models.CheckConstraint(condition=Q(kind__in=AppointmentKind.values), name="appointment_kind"),
            models.CheckConstraint(condition=Q(why_began__in=["", *Began.values]), name="appointment_why_began"),
            models.CheckConstraint(condition=Q(why_ended__in=["", *Ended.values]), name="appointment_why_ended"),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "valid_to"], name="appointment_find")]


class Absence(models.Model):
    """A member is away from–to (both days included); then the next in line receives (R18). No reason is asked for."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="absences")
    away_from = models.DateField()
    away_to = models.DateField()

    privacy = Privacy(
        purpose=_("At en kontakt er borte, så neste i rekken tar imot. Ingen årsak"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Ansatte i virksomheten; at kontakten er borte vises for alle som er logget inn"),
        retention=with_parent(_("Fjernes sammen med rollen")),
        access_request=_("Datoer for fravær"),
        fields=each(nobody="id away_from away_to", link="membership"),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(away_to__gte=F("away_from")), name="absence_dates")]


class EmailDomain(models.Model):
    """A domain of work e-mail whose owners may come in by a one-time link as frontline employees."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="email_domains")
    domain = models.CharField(max_length=120, unique=True)

    privacy = Privacy(
        purpose=_("E-postdomener som gir ansatte en lenke til å melde en bekymring"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Administratorer i virksomheten"),
        retention=kept(_("Beholdes til administratoren tar domenet bort")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id domain", link="organisation"),
    )


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

    privacy = Privacy(
        purpose=_("Invitere en ansatt til en rolle. Bare et avtrykk av lenken lagres"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Administratorer i virksomheten"),
        retention=removed(_("Fjernes når invitasjonen er utløpt"), due="expires", kind="invitation"),
        access_request=_("E-postadressen, rollen og når invitasjonen ble sendt"),
        fields=each(
            nobody="id role created expires accepted_at",
            employee="invited_by",
            open="email",
            secret="digest",  # noqa: S106
            link="organisation",
        ),
    )
