"""What the kinds of records are called on the screens. A kind without a name shows its code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.privacy import Sentence

LABELS: dict[str, Promise] = {
    "concern": _("Avsluttede bekymringer"),
    "consultation": _("Avsluttede drøftinger"),
    "case": _("Avsluttede saker"),
    "disclosure": _("Utleveringer"),
    "disclosure-link": _("Koblinger fra utleveringer til egne saker"),
    "draft": _("Utkast"),
    "note": _("Varsler"),
    "mail": _("E-post som er sendt"),
    "sign_in_link": _("Innloggingslenker"),
    "invitation": _("Invitasjoner"),
    "journal": _("Logg"),
}


def label_of(kind: str) -> Sentence:
    """The kind's name in the present language."""
    return LABELS.get(kind, kind)
