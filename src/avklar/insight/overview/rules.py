"""What a target may be. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Invalid, NotFound
from avklar.insight.overview.layers import LAYERS, Layer

CHANGED = _("Noen andre har endret målet mens du skrev. Se over hva som er nytt, og lagre igjen.")


def layer_of(code: str) -> Layer:
    """The layer of a code; NotFound for one that isn't there."""
    found = next((each for each in LAYERS if each.code == code), None)
    if found is None:
        raise NotFound
    return found


def check_target(percent: int, due: date, today: date) -> None:
    """Invalid, at the field, for a part that isn't one and a day that has passed."""
    if not 1 <= percent <= 100:
        raise Invalid(fields={"percent": _("Skriv et tall fra 1 til 100.")})
    if due < today:
        raise Invalid(fields={"due": _("Et mål gjelder en dag som kommer.")})
