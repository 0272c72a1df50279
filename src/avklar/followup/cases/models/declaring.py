"""What the tables of a case have in common: who reads them, on what ground, and how a child row finds its key."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.retention.declarations import with_parent
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel

READERS = _("De navngitte i saken, i én virksomhet")
WITH_CASE = with_parent(_("Følger saken"))
TEXT_ON_REQUEST = _("Teksten, når den handler om personen; den som meldte, er skjult")


class UnderTheCase(EncryptedModel):
    """A row whose texts are under its case's key."""

    if TYPE_CHECKING:
        organisation_id: UUID
        case_id: UUID

    class Meta:
        abstract = True

    def vault_record(self) -> keys.Record:
        """The case's key."""
        return keys.Record(self.organisation_id, self.case_id)
