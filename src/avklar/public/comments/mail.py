"""The mails to whoever writes comments, in their language. They say the title and the rule, never the comment."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from avklar.public.comments.lengths import COMPLAIN_WITHIN, UNCONFIRMED_FOR


def ask_to_confirm(email: str, language: str, *, title: str, address: str) -> None:
    """The link that confirms the address and sends the comment on."""
    with translation.override(language):
        _send(
            email,
            _("Bekreft kommentaren din"),
            _("Du har skrevet en kommentar til «%(title)s».") % {"title": title},
            _("Åpne lenken for å bekrefte at e-postadressen er din. Den virker én gang, i %(days)s dager:")
            % {"days": UNCONFIRMED_FOR.days},
            address,
            _("Har du ikke skrevet noe, kan du la være å gjøre noe. Da slettes det."),
        )


def send_link(email: str, language: str, *, address: str) -> None:
    """The link to one's own comments."""
    with translation.override(language):
        _send(
            email,
            _("Kommentarene dine"),
            _("Her kan du endre og slette kommentarene dine. Lenken virker én gang, i %(days)s dager:")
            % {"days": UNCONFIRMED_FOR.days},
            address,
            _("Har du ikke bedt om lenken, trenger du ikke gjøre noe."),
        )


def tell_taken_down(email: str, language: str, *, title: str, rule: str, address: str, shown: bool) -> None:
    """Why a comment was removed (`shown` before) or not published, and how to complain."""
    with translation.override(language):
        said = (
            _("Kommentaren din til «%(title)s» er fjernet.")
            if shown
            else _("Kommentaren din til «%(title)s» ble ikke publisert.")
        )
        _send(
            email,
            _("Om kommentaren din"),
            said % {"title": title},
            _("Den brøt denne regelen: %(rule)s") % {"rule": rule},
            _("Er du uenig, kan du klage her i %(days)s dager. En annen enn den som bestemte dette, leser klagen:")
            % {"days": COMPLAIN_WITHIN.days},
            address,
        )


def tell_published(email: str, language: str, *, title: str, address: str) -> None:
    """That a comment which waited is shown now."""
    with translation.override(language):
        _send(
            email,
            _("Kommentaren din er publisert"),
            _("Kommentaren din til «%(title)s» er lest og publisert:") % {"title": title},
            address,
        )


def tell_verdict(email: str, language: str, *, title: str, upheld: bool) -> None:
    """What another moderator said to the complaint."""
    with translation.override(language):
        said = (
            _("Du fikk medhold. Kommentaren vises igjen.")
            if upheld
            else _("En annen enn den som bestemte, har lest kommentaren og klagen. Avgjørelsen står.")
        )
        _send(email, _("Svar på klagen din"), _("Det gjelder kommentaren til «%(title)s».") % {"title": title}, said)


def whole(url: str) -> str:
    """A path of ours as an address."""
    return settings.AVKLAR_ADDRESS.rstrip("/") + url


def _send(email: str, subject: str, *paragraphs: str) -> None:
    send_mail(subject, "\n\n".join([*paragraphs, "Avklar"]) + "\n", None, [email])
