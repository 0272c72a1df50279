"""What a find in a text is: its kind, its place and what may be written instead. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The kinds of text that may identify somebody (R2)."""

    IDENTITY_NUMBER = "identity_number", _("Fødselsnummer eller lignende")
    PHONE = "phone", _("Telefonnummer")
    EMAIL = "email", _("E-postadresse")
    ADDRESS = "address", _("Gateadresse")
    LINK = "link", _("Lenke eller brukernavn")
    NAME = "name", _("Navn")
    BIRTH_DATE = "birth_date", _("Dato")
    ORGANISATION = "organisation", _("Skole, arbeidsplass eller lag")
    ROLE = "role", _("Rolle og sted sammen")
    PLACE = "place", _("Stedsnavn")

    @property
    def explainable(self) -> bool:
        """Whether a find of this kind may be kept with an explanation (R2)."""
        return self not in NEVER_EXPLAINED

    @property
    def why(self) -> Promise:
        """One sentence that says why this kind may identify somebody."""
        return WHY[self]


NEVER_EXPLAINED = frozenset({Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.LINK})

WHY: dict[Kind, Promise] = {
    Kind.IDENTITY_NUMBER: _("Nummeret hører til én bestemt person."),
    Kind.PHONE: _("Nummeret fører til én bestemt person eller husstand."),
    Kind.EMAIL: _("Adressen fører til én bestemt person."),
    Kind.ADDRESS: _("Adressen viser hvor noen bor."),
    Kind.LINK: _("Lenken eller brukernavnet kan slås opp av alle."),
    Kind.NAME: _("Et navn peker på én person, også når det er noen andre enn den det gjelder."),
    Kind.BIRTH_DATE: _("En dato sammen med alder og sted kan peke på én person."),
    Kind.ORGANISATION: _("En skole, en arbeidsplass eller et lag samler få personer."),
    Kind.ROLE: _("Rollen og stedet sammen peker trolig på én person eller familie."),
    Kind.PLACE: _("Et lite sted gjør gruppen mindre enn kommunen."),
}


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch of a text that may identify somebody.

    ``start`` and ``end`` count characters of the text that was searched; ``text == searched[start:end]``.
    ``suggestion`` is what may be written instead; an empty one means "take it out".
    """

    start: int
    end: int
    kind: Kind
    text: str
    explainable: bool
    suggestion: str
