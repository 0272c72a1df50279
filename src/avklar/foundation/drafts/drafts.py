"""Keeping, reading and throwing away unsent text. Only the owner's id opens it; nothing is stored in clear."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.prepared import Prepared
from avklar.foundation.access.scope import owning
from avklar.foundation.vault import keys

from .models import Draft
from .tokens import read_token, token

__all__ = ["add", "discard", "load", "read_token", "save", "token"]

KEPT_FOR = timedelta(days=14)
MOST_BYTES = 1_300_000  # 300,000 characters of any alphabet
MOST_PER_OWNER = 30
FORM_CODE = re.compile(r"[a-z0-9_:-]{1,80}", re.ASCII)


def save(owner_id: UUID, form: str, data: Mapping[str, Any], organisation_id: UUID | None = None) -> None:
    """Keep `data` (what JSON can hold) as the owner's only draft of `form`, for 14 days from now.

    `form` is a short code such as "concern" or "concern-answer:<uuid>". Encrypted under the installation's
    secret, or the organisation's once it is chosen. Raises Invalid when the text or the pile gets too big.
    """
    if not FORM_CODE.fullmatch(form):
        raise ValueError("a form's code is short and plain")
    body = json.dumps(dict(data), allow_nan=False, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(body) > MOST_BYTES:
        raise Invalid(_("Teksten er for lang til å tas vare på. Kort den ned, og prøv igjen."))
    now = clock.now()
    draft = Draft(
        owner_id=owner_id,
        form=form,
        organisation_id=organisation_id,
        body=keys.encrypt(body, purpose="drafts", context=_place(owner_id, form), organisation_id=organisation_id),
        updated=now,
        expires=now + KEPT_FOR,
    )
    with owning(owner_id):
        if Draft.objects.filter(owner_id=owner_id).exclude(form=form).count() >= MOST_PER_OWNER:
            raise Invalid(_("Du har mange påbegynte tekster. Send eller forkast en av dem først."))
        Draft.objects.bulk_create(
            [draft],
            update_conflicts=True,
            unique_fields=["owner_id", "form"],
            update_fields=["organisation_id", "body", "updated", "expires"],
        )


_KEPT = Prepared(
    lambda slot: Draft.objects.filter(owner_id=slot.id("owner"), form=slot.word("form"), expires__gt=slot.moment("now"))
)


def load(owner_id: UUID, form: str) -> dict[str, Any] | None:
    """What the owner has kept of `form`, or None. Use it as the form's `initial`."""
    with owning(owner_id):
        rows = _KEPT.instances(owner=owner_id, form=form, now=clock.now())
    if not rows:
        return None
    draft: Draft = rows[0]
    place = _place(owner_id, form)
    body = keys.decrypt(bytes(draft.body), purpose="drafts", context=place, organisation_id=draft.organisation_id)
    found: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return found


def add(owner_id: UUID, form: str, fields: Mapping[str, Any]) -> None:
    """Put fields on top of what the owner has kept of `form`, for the same organisation; raises Invalid like `save`."""
    with owning(owner_id):
        organisations = Draft.objects.filter(owner_id=owner_id, form=form).values_list("organisation_id", flat=True)
        save(owner_id, form, {**(load(owner_id, form) or {}), **fields}, organisation_id=organisations.first())


def discard(owner_id: UUID, form: str) -> bool:
    """Throw the draft away. True for the one caller that removed it, so that a second click sends nothing."""
    with owning(owner_id):
        return Draft.objects.filter(owner_id=owner_id, form=form).delete()[0] == 1


def kept_since(owner_id: UUID, form: str, since: datetime) -> bool:
    """Whether the owner's draft of `form` was saved after `since`."""
    with owning(owner_id):
        return Draft.objects.filter(owner_id=owner_id, form=form, updated__gt=since).exists()


def _place(owner_id: UUID, form: str) -> str:
    return f"{owner_id}/{form}"
