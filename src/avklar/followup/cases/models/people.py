"""Identities, apart from the case and under a key of their own: the subject and, for a child, the guardians."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.models.case import Case
from avklar.followup.cases.models.declaring import WITH_CASE
from avklar.followup.cases.states import PersonKind
from avklar.foundation import clock
from avklar.foundation.retention.declarations import BASIS_OF_THE_ORGANISATION, Privacy, each
from avklar.foundation.retention.declarations import Step as Stair
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel, EncryptedTextField


class CasePerson(EncryptedModel):
    """Who a case is about, or a guardian. Its key is its own: reading it asks for a reason and is journalled apart."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="people")
    kind = models.CharField(max_length=12, choices=PersonKind)
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    name = EncryptedTextField()
    identity_number = EncryptedTextField()
    phone = EncryptedTextField()

    privacy = Privacy(
        purpose=_("Vite hvem saken gjelder, når det trengs, og hvem som er foresatte"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Stair.CASE,
        readers=_("De navngitte i saken, når de oppgir hvorfor"),
        retention=WITH_CASE,
        access_request=_("Navn, fødselsnummer og telefon"),
        fields=each(
            nobody="id kind added_at",
            employee="added_by",
            content="name identity_number phone",
            link="organisation case",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(kind=PersonKind.SUBJECT), name="case_has_one_subject"),
        ]

    def vault_record(self) -> keys.Record:
        """The person's own key."""
        return keys.Record(self.organisation_id, self.id)
