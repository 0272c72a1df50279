"""What the tables of a disclosure have in common: who reads them, on what ground, and under which key."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access import scope
from avklar.foundation.retention.declarations import with_parent
from avklar.foundation.vault import keys

NO_ORGANISATION = UUID(int=0)
READERS = _("De navngitte i saken hos avsenderen, og den som tar imot hos mottakeren")
SENDERS = _("De navngitte i saken hos avsenderen")
WITH_DISCLOSURE = with_parent(_("Fjernes sammen med utleveringen, hos begge"))
KEPT_A_YEAR = _(
    "Fjernes hos begge 365 dager etter at den er avsluttet, og senest 730 dager etter at avsenderen sist skrev"
)


def shared_record(disclosure_id: UUID) -> keys.Record:
    """The disclosure's key, as the organisation in scope holds it; without a scope there is no key."""
    return keys.Record(scope.current() or NO_ORGANISATION, disclosure_id)
