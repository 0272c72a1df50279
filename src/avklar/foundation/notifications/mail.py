"""The mails of this room, in the receiver's language. They hold no personal data and not the kind of case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from avklar.foundation.journal import heads


def something_new(address: str, language: str = "") -> EmailMessage:
    """That something waits in Avklar, and nothing about what."""
    with translation.override(language or settings.LANGUAGE_CODE):
        lines = [_("Du har noe nytt i Avklar. Logg inn for å lese."), settings.AVKLAR_ADDRESS, "Avklar"]
        return EmailMessage(_("Noe nytt i Avklar"), _joined(lines), to=[address])


def mail_heads(addresses: Mapping[UUID, Sequence[str]]) -> int:
    """Send each organisation's privacy officers where its journal ends now (R13); returns how many mails.

    They keep the mail: with it a cut or rewritten journal shows, whoever has the databases. To be called weekly.
    """
    messages = []
    for anchor in heads(addresses):
        for address in addresses[anchor.organisation_id]:
            lines = [
                _("Ta vare på denne e-posten. Den viser hvor loggen i virksomheten din slutter nå."),
                _("Blir loggen kuttet eller skrevet om senere, kan det oppdages med linjen under."),
                anchor.line,
                "Avklar",
            ]
            messages.append(EmailMessage(_("Loggens endepunkt"), _joined(lines), to=[address]))
    return get_connection().send_messages(messages) if messages else 0


def _joined(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n"
