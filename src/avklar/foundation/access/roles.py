"""The roles of the house, in the field's words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is for an organisation. Several at once are possible; one organisation at a time."""

    DISTRICT_LEAD = "district_lead", _("Leder for strategi og forebygging")
    RADICALISATION_CONTACT = "radicalisation_contact", _("Radikaliseringskontakt")
    DEPUTY = "deputy", _("Vara for radikaliseringskontakten")
    SUBSTITUTE = "substitute", _("Stedfortreder")
    POLICE_CONTACT = "police_contact", _("Politikontakt")
    POLICE_RADICALISATION_CONTACT = "police_radicalisation_contact", _("Politiets radikaliseringskontakt")
    FRONTLINE = "frontline", _("Ansatt som møter folk")
    PRIVACY_OFFICER = "privacy_officer", _("Personvernombud")
    EDITOR = "editor", _("Redaktør")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


RECEIVERS = frozenset({Role.RADICALISATION_CONTACT, Role.DEPUTY, Role.SUBSTITUTE})
POLICE = frozenset({Role.POLICE_CONTACT, Role.POLICE_RADICALISATION_CONTACT})
MUNICIPAL_STAFF = RECEIVERS | {Role.FRONTLINE}
