"""The mails of this room, in the receiver's language. They hold no personal data and not the kind of case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from avklar.foundation.journal import heads
from avklar.foundation.notifications.duty import News


def something_new(address: str, language: str = "") -> EmailMessage:
    """That something waits in Avklar, and nothing about what."""
    with translation.override(language or settings.LANGUAGE_CODE):
        lines = [_("Du har noe nytt i Avklar. Logg inn for å lese."), settings.AVKLAR_ADDRESS, "Avklar"]
        return EmailMessage(_("Noe nytt i Avklar"), _joined(lines), to=[address])


def news(address: str, language: str, kind: str, off: str) -> EmailMessage:
    """That there is news of a kind; `off` is the link that ends mail of that kind."""
    with translation.override(language or settings.LANGUAGE_CODE):
        lines = [
            _("Du har noe nytt i Avklar. Logg inn for å lese."),
            settings.AVKLAR_ADDRESS,
            _("Det gjelder %(kind)s. Vil du ikke ha e-post om det, kan du slå det av her uten å logge inn:")
            % {"kind": News(kind).label},
            off,
            "Avklar",
        ]
        return _with_way_out(_("Noe nytt i Avklar"), lines, address, off)


def gathered(address: str, language: str, counts: Mapping[str, int], off: str) -> EmailMessage:
    """The news of a day: how many of each kind, nothing about what; `off` is the link that ends all mail of news."""
    with translation.override(language or settings.LANGUAGE_CODE):
        lines = [
            _("Dette er nytt for deg i Avklar:"),
            "\n".join(_counted(kind, counts[kind]) for kind in News.values if kind in counts),
            settings.AVKLAR_ADDRESS,
            _("Vil du ikke ha nyheter på e-post, kan du slå dem av her uten å logge inn:"),
            off,
            "Avklar",
        ]
        return _with_way_out(_("Nytt i Avklar siden sist"), lines, address, off)


def _counted(kind: str, number: int) -> str:
    sentence = ngettext("- %(number)s nyhet om %(kind)s", "- %(number)s nyheter om %(kind)s", number)
    return sentence % {"number": number, "kind": News(kind).label}


def _with_way_out(subject: str, lines: Sequence[str], address: str, off: str) -> EmailMessage:
    """With the headers by which the mail program itself offers to switch it off, with one click (RFC 8058)."""
    headers = {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(subject, _joined(lines), to=[address], headers=headers)


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
