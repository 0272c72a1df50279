"""The mail that invites somebody. Names the organisation and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _


def send_invitation(email: str, token: str, organisation: str) -> None:
    """An invitation to take a role; the link works once, for 14 days."""
    address = settings.AVKLAR_ADDRESS.rstrip("/") + reverse("accounts:invitation", args=[token])
    lines = [
        _("%(organisation)s inviterer deg til Avklar. Lenken virker én gang, i 14 dager:")
        % {"organisation": organisation},
        address,
        _("Spør den som inviterte deg hvis du ikke ventet dette."),
        "Avklar",
    ]
    send_mail(_("Invitasjon til Avklar"), "\n\n".join(lines) + "\n", None, [email])
