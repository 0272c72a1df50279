"""The rules of the comment fields: those that Avklar comes with, and what a site has written instead. Pure.

They are neutral to viewpoint (R16): the first sentence can't be changed, and no rule asks what somebody thinks.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from avklar.public.comments.cards import Rules

PROMISE = _("Alle meninger er velkomne. Ingen kommentar fjernes for meningen i den.")
SHIPPED: tuple[Promise, ...] = (
    _("Skriv under ditt eget navn."),
    _("Ikke skriv om privatpersoner."),
    _("Ikke tru, hets eller oppfordre til vold."),
    _("Hold deg til saken."),
    _("Ikke reklamer, og ikke legg inn det samme flere ganger."),
)


def rules(own: Rules) -> list[str]:
    """The rules in the present language; the site's own where it has some, in its main language when one is missing."""
    spoken = own.get(get_language() or "") or own.get(settings.LANGUAGE_CODE)
    return spoken or [str(each) for each in SHIPPED]


def rule(own: Rules, number: int) -> str:
    """One rule by its number from 1; empty when there is none."""
    lines = rules(own)
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def shipped_rules() -> Rules:
    """What Avklar comes with, in every language, as the settings' page offers it for changing."""
    found: Rules = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = [str(each) for each in SHIPPED]
    return found
