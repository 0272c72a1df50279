"""A package of chosen facts that only PST's key opens: made in memory, handed out once, stored nowhere."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.followup.cases import queries as case_reads
from avklar.followup.cases.actions.reach import writable
from avklar.followup.cases.cards import reference
from avklar.followup.escalation import package
from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.vault import sealing

NO_KEY = _("PST sin offentlige nøkkel er ikke lagt inn i Avklar. Driften kan gjøre det.")
NOTHING_CHOSEN = _("Velg minst én opplysning.")
GONE = _("En av opplysningene finnes ikke lenger. Velg på nytt.")


def seal_package(actor: Actor, *, case_id: UUID, fact_ids: Collection[UUID]) -> package.Sealed:
    """Chosen observations of the case, sealed to PST's public key; journalled before they are handed out.

    Conflict without a key, or when the case is closed or locked; Invalid when nothing, or something unknown, is chosen.
    """
    actor.must(Permission.ESCALATION_RECORD)
    recipient = sealing.recipient()
    if recipient is None:
        raise Conflict(NO_KEY, rule="R5")
    with writing(actor):
        case = writable(actor, case_id)
        chosen = [each for each in case_reads.facts(actor, case.pk) if each.id in set(fact_ids)]
        if not chosen:
            raise Invalid(fields={"facts": NOTHING_CHOSEN})
        if len(chosen) != len(set(fact_ids)):
            raise Invalid(fields={"facts": GONE})
        sealed = package.seal(recipient, actor, reference(case.number), chosen)
        journal.write(actor, "sealed-for-pst", kind="case", object_id=case.pk)
    return sealed
