"""Where a comment, a discussion and a complaint stand, what a comment is held for, and the allowed steps. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """A comment's life."""

    UNCONFIRMED = "unconfirmed", _("Venter på at e-postadressen bekreftes")
    WAITING = "waiting", _("Venter på å bli lest")
    PUBLISHED = "published", _("Publisert")
    REJECTED = "rejected", _("Ikke publisert")
    REMOVED = "removed", _("Fjernet")
    WITHDRAWN = "withdrawn", _("Slettet av den som skrev")


STEPS: dict[State, frozenset[State]] = {
    State.UNCONFIRMED: frozenset({State.WAITING, State.PUBLISHED, State.WITHDRAWN}),
    State.WAITING: frozenset({State.PUBLISHED, State.REJECTED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.WAITING, State.REMOVED, State.WITHDRAWN}),  # an edit may have to be read again
    State.REJECTED: frozenset({State.PUBLISHED, State.WITHDRAWN}),  # a complaint is upheld
    State.REMOVED: frozenset({State.PUBLISHED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}
TAKEN_DOWN = frozenset({State.REJECTED, State.REMOVED})


class Held(models.TextChoices):
    """Why somebody reads a comment before it is shown."""

    FIRST = "first", _("Første kommentar fra denne personen")
    NIGHT = "night", _("Sendt mens feltet var stengt")
    NAMES = "names", _("Kan peke på en privatperson")


class Mode(models.TextChoices):
    """A discussion's own switch."""

    OPEN = "open", _("Åpen i åpningstiden")
    ENDED = "ended", _("Avsluttet: kan leses, ikke skrives i")
    OFF = "off", _("Uten kommentarer")


class Night(models.TextChoices):
    """What becomes of a comment that is sent while the field is closed."""

    SHUT = "shut", _("Den som skriver, får teksten tilbake")
    QUEUE = "queue", _("Kommentaren legges i kø og leses når feltet åpner")


class Ground(models.TextChoices):
    """What a reader reports; no name is asked for."""

    PERSON = "person", _("Den skriver om en privatperson")
    THREAT = "threat", _("Den truer, hetser eller oppfordrer til vold")
    OFF_TOPIC = "off-topic", _("Den handler om noe annet")
    OTHER = "other", _("Noe annet")


class Verdict(models.TextChoices):
    """What another moderator says to a complaint."""

    UPHELD = "upheld", _("Klagen er tatt til følge: kommentaren vises")
    REFUSED = "refused", _("Avgjørelsen står")


class Verb(models.TextChoices):
    """What is logged of a comment."""

    WROTE = "wrote", _("skrevet")
    CONFIRMED = "confirmed", _("e-postadressen bekreftet")
    EDITED = "edited", _("endret av den som skrev")
    WITHDREW = "withdrew", _("slettet av den som skrev")
    PUBLISHED = "published", _("publisert")
    REJECTED = "rejected", _("ikke publisert")
    REMOVED = "removed", _("fjernet")
    REPORTED = "reported", _("meldt av en leser")
    LET_STAND = "let-stand", _("meldingen lest, kommentaren står")
    COMPLAINED = "complained", _("klaget på")
    RESTORED = "restored", _("lagt tilbake etter klage")
    UPHELD = "kept-down", _("klagen avslått")
    FORGOTTEN = "forgotten", _("teksten slettet etter fristen")
