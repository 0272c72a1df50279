"""The pages of guidance, their groups and languages. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Every page is written in each of them."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    ENGLISH = "en", _("Engelsk")


class Group(models.TextChoices):
    """Under which heading a page stands."""

    WORRIED = "worried", _("Når du er bekymret for noen")
    FOR_YOU = "for_you", _("Skrevet til deg")
    RIGHTS = "rights", _("Regler og rettigheter")


PAGES: dict[str, Group] = {
    "tegn": Group.WORRIED,
    "hva-ligger-bak": Group.WORRIED,
    "snakk-med-den-det-gjelder": Group.WORRIED,
    "til-foreldre": Group.FOR_YOU,
    "til-skolen": Group.FOR_YOU,
    "til-ungdom": Group.FOR_YOU,
    "samtale-med-politiet": Group.RIGHTS,
    "taushetsplikt": Group.RIGHTS,
    "dine-rettigheter": Group.RIGHTS,
    "hva-vi-lagrer": Group.RIGHTS,
}
"""What the pages are called in addresses, in the order in which one needs them."""

READ_FIRST = ("tegn", "snakk-med-den-det-gjelder", "til-foreldre", "til-ungdom", "samtale-med-politiet")
"""The pages that the front page leads to."""
