"""What an article is, in which languages, and how it stands; pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is written."""

    NEWS = "news", _("Nyhet")
    PRESS = "press", _("Pressemelding")
    INTERVIEW = "interview", _("Intervju")


class Language(models.TextChoices):
    """The languages an article may be written in, in the order in which a reader without an own one gets it."""

    BOKMAAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    ENGLISH = "en", _("Engelsk")


class State(models.TextChoices):
    """PUBLISHED with a moment that lies ahead is scheduled: nobody outside sees it, and no job turns it."""

    DRAFT = "draft", _("Utkast")
    PUBLISHED = "published", _("Publisert")
    WITHDRAWN = "withdrawn", _("Trukket tilbake")
