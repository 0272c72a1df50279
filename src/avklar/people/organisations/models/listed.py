"""The district's list of named contacts, and imports that wait to be confirmed. A listed name gives no access."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept, removed
from avklar.people.organisations.lengths import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PHONE, LONGEST_SOURCE
from avklar.people.organisations.models.people import Organisation
from avklar.people.organisations.states import AppointmentKind


class ListedContact(models.Model):
    """Somebody the district has been told is a contact, and who may not use Avklar yet (R18).

    It is taken over, and shown no more, when the municipality has appointed the person with the same e-mail.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="listed_contacts")
    kind = models.CharField(max_length=16, choices=AppointmentKind)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.CharField(max_length=LONGEST_EMAIL, blank=True)
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(default=clock.now)
    changed_by = models.UUIDField(null=True)

    privacy = Privacy(
        purpose=_("Hvem kommunene har meldt inn som kontakt, også før de har tatt Avklar i bruk"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn ser navn og telefon; lista føres av distriktet og kommunens administrator"),
        retention=kept(_("Beholdes til distriktet eller kommunen tar navnet bort; lista gjennomgås hvert år")),
        access_request=_("Navn, e-post, telefon, hva personen er meldt inn som, fra når til når og hvor det kom fra"),
        fields=each(
            nobody="id kind valid_from valid_to source version changed",
            employee="changed_by",
            open="name email phone",
            link="municipality",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "name", "email"], name="listed_contact_once"),
            models.CheckConstraint(condition=Q(kind__in=AppointmentKind.values), name="listed_contact_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="listed_contact_named"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="listed_contact_dates",
            ),
        ]


class ContactImport(models.Model):
    """A file that was read and waits to be looked over. Its lines are encrypted, and gone when it is done or old."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    owner = models.UUIDField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    body = models.BinaryField()
    created = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Linjene i en fil med kontakter, mens den som lastet den opp, ser over dem"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Bare den som lastet opp fila"),
        retention=removed(
            _("Linjene fjernes når de er ført inn, og senest etter ett døgn"), due="expires", kind="contact-import"
        ),
        access_request=_("Navn, e-post og telefon, når personen kan finnes igjen i fila"),
        fields=each(
            nobody="id source created expires done_at",
            employee="owner",
            secret="body",  # noqa: S106
            link="organisation",
        ),
    )
