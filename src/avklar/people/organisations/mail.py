"""Mails with a link: the invitation to a role, and the yearly question whether one is still appointed."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from avklar.people.organisations.confirming import LASTS, Question


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


def ask_whether_still(email: str, language: str, token: str, asked: Question, *, again: bool) -> None:
    """The yearly question, or the reminder of it, in the receiver's language. The link works once."""
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = _("Påminnelse: er du fortsatt kontakt?") if again else _("Er du fortsatt kontakt?")
        lines = [
            _("Du står i Avklar som %(kind)s for %(places)s.")
            % {"kind": str(asked.kind.label).lower(), "places": ", ".join(asked.places)},
            _("Svar her. Det tar et halvt minutt, og du trenger ikke logge inn:"),
            settings.AVKLAR_ADDRESS.rstrip("/") + reverse("accounts:still_contact", args=[token]),
            _("Lenken virker én gang, i %(days)s dager. Vi spør alle én gang i året.") % {"days": LASTS.days},
            "Avklar",
        ]
        send_mail(subject, "\n\n".join(lines) + "\n", None, [email])
