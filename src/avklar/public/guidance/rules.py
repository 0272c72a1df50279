"""What a page may hold, and when it is to be looked at again. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from avklar.foundation import anonymity
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.public.guidance.lengths import LONGEST_PAGE, REMIND_BEFORE
from avklar.public.guidance.reading import read
from avklar.public.guidance.states import PAGES, Language

CHANGED = _("Noen andre har endret siden mens du skrev. Teksten din står her. Se hva som er nytt, og lagre igjen.")
ALREADY_SHIPPED = _("Siden følger allerede teksten fra Avklar.")


def check_page(slug: str) -> None:
    """NotFound for a page that there isn't."""
    if slug not in PAGES:
        raise NotFound


def language_of(code: str) -> Language:
    """The language with a code; NotFound for one that the pages aren't written in."""
    if code not in Language.values:
        raise NotFound
    return Language(code)


def check_text(text: str) -> None:
    """Invalid, at the field `text`, for one that is too long, has no title or lead, or holds an identity number.

    Numbers of services belong on a page of guidance, so telephones and addresses are let through.
    """
    if len(text) > LONGEST_PAGE:
        raise Invalid(
            fields={"text": _("Teksten er for lang. Den kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_PAGE}}
        )
    read(text)
    if any(find.kind == anonymity.Kind.IDENTITY_NUMBER for find in anonymity.find(text)):
        raise Invalid(fields={"text": _("Her står et fødselsnummer. Ta det bort, og lagre igjen.")})


def is_due(due: date | None, today: date) -> bool:
    """Whether a page falls due within a month, or has done so; one never looked at is waiting, not due."""
    return due is not None and due <= today + REMIND_BEFORE
