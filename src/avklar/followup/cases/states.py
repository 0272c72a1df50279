"""The words of a case: ages, axes, ladder, plan and talk. Pure; there is no score anywhere (R4)."""

from __future__ import annotations

import enum
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_TEXT = 8000
LONGEST_REASON = 2000
LONGEST_NAME = 120
REVIEW_EVERY = timedelta(days=90)
LONGEST_TO_REVIEW = timedelta(days=183)
STALLED_AFTER = timedelta(days=30)
TOLD_AGAIN_WITHIN = timedelta(days=90)
"""The longest that a look at waiting with telling the person may be put off (R20)."""


class Age(models.TextChoices):
    """Age in bands; 15 and 18 are the law's own limits (R6, R10). Never a birth date until an identity is needed."""

    UNDER_15 = "under_15", _("Under 15 år")
    FROM_15 = "from_15", _("15–17 år")
    FROM_18 = "from_18", _("18–24 år")
    FROM_25 = "from_25", _("25–39 år")
    FROM_40 = "from_40", _("40–66 år")
    FROM_67 = "from_67", _("67 år eller eldre")
    UNKNOWN = "unknown", _("Vet ikke")

    @property
    def under_18(self) -> bool:
        """Whether everybody in the band is a child."""
        return self in {Age.UNDER_15, Age.FROM_15}

    @property
    def may_be_under_18(self) -> bool:
        """The same, or nobody knows: then the child's protection counts (R19)."""
        return self.under_18 or self is Age.UNKNOWN


class Origin(models.TextChoices):
    """What the case came from, one step below or beside."""

    CONCERN = "concern", _("En bekymring")
    CONSULTATION = "consultation", _("En drøfting")
    DISCLOSURE = "disclosure", _("Opplysninger fra en annen virksomhet")
    SELF = "self", _("Personen ba selv om hjelp")
    OTHER = "other", _("Noe annet")


class State(models.TextChoices):
    """Where a case stands. The lock of a police case is beside it (`locked_at`)."""

    OPEN = "open", pgettext_lazy("sak", "Åpen")
    CLOSED = "closed", pgettext_lazy("sak", "Avsluttet")


STEPS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}
"""A closed case is never opened again: a new worry is a new case."""


class Outcome(models.TextChoices):
    """How a case was closed."""

    NO_GROUNDS = "no_grounds", _("Det var ikke grunn til bekymring")
    HELPED = "helped", _("Bekymringen er blitt mindre eller borte")
    ORDINARY = "ordinary", _("Vanlige tjenester tar det videre")
    POLICE = "police", _("Politiet har tatt over")
    MOVED = "moved", _("Personen har flyttet")
    OTHER = "other", _("Noe annet")


class Kind(models.TextChoices):
    """What an observation is. Faith, clothing, symbols, reading, company and demonstrations are expression (R3)."""

    ACT = "act", _("Noe personen gjorde")
    EXPRESSION = "expression", _("En ytring eller et uttrykk")


class LegalClass(models.TextChoices):
    """Whether what was seen may be punishable; "don't know" counts as lawful (R3)."""

    LAWFUL = "lawful", _("Lovlig")
    PUNISHABLE = "possibly_punishable", _("Mulig straffbart")
    DONT_KNOW = "dont_know", _("Vet ikke")


class Hand(models.TextChoices):
    """Seen by the source, or told to it."""

    FIRST = "first", _("Førstehånds")
    TOLD = "told", _("Fortalt av en annen")


class Source(models.TextChoices):
    """Where an observation comes from; coarse on purpose."""

    OWN_SERVICE = "own_service", _("En ansatt i virksomheten")
    OTHER_SERVICE = "other_service", _("En annen tjeneste")
    PERSON = "person", _("Personen selv")
    FAMILY = "family", _("Familien")
    OTHER_ORGANISATION = "other_organisation", _("En annen virksomhet, ved utlevering")
    UNNAMED = "unnamed", _("En som ikke oppga navn")


class Attitude(enum.StrEnum):
    """The axis of attitude to violence and hate, as it was observed (R4). Its words are data (`wording`)."""

    NONE = "none"
    HATE = "us_and_them"
    LEGITIMISES = "legitimises"
    DONT_KNOW = "dont_know"


class Willingness(enum.StrEnum):
    """The axis of willingness to use violence (R4). Its words are data (`wording`)."""

    NONE = "none"
    FASCINATION = "fascination"
    EXPRESSED = "expressed"
    PREPARATION = "preparation"
    DONT_KNOW = "dont_know"


class Basis(models.TextChoices):
    """What a case rests on (R3), from the least to the most."""

    EXPRESSION = "expression", _("Bare lovlige ytringer")
    HELP = "help", _("Personen ber om hjelp")
    CONDUCT = "conduct", _("Noe annet enn lovlige ytringer er sett")
    OFFENCE = "offence", _("Noe kan være straffbart")


class Step(models.TextChoices):
    """The steps of the ladder, from the lowest (R5)."""

    CLOSE = "close", _("Avslutt")
    SUPPORT = "support", _("Støtte i vanlige tjenester")
    TALK = "talk", _("Avklaringssamtale")
    POLICE = "police", _("Politiet vurderer straffesak")
    PST = "pst", _("PST kontaktes")


class Answer(models.TextChoices):
    """What the second person said of an assessment or a decision."""

    WAITING = "waiting", _("Venter på person nummer to")
    NOT_NEEDED = "not_needed", _("Trenger ikke person nummer to")
    CONFIRMED = "confirmed", _("Bekreftet")
    REFUSED = "refused", _("Avvist")


class Motive(models.TextChoices):
    """Motives and needs, of which several can be true (`domain.md` § 5); they open and shut nothing."""

    BELONGING = "belonging", _("Tilhørighet og vennskap")
    RECOGNITION = "recognition", _("Anerkjennelse og identitet")
    THRILL = "thrill", _("Spenning")
    STATUS = "status", _("Status og makt")
    PROVOCATION = "provocation", _("Å provosere")
    INJUSTICE = "injustice", _("Urett, krig eller undertrykking")
    HOSTILITY = "hostility", _("Uvilje mot en gruppe")
    PRESSURE = "pressure", _("Press fra familie eller nettverk")


class Service(models.TextChoices):
    """The ordinary service responsible for a measure."""

    SCHOOL = "school", _("Skolen")
    HEALTH = "health", _("Helsetjenesten")
    CHILD_WELFARE = "child_welfare", _("Barnevernet")
    LEISURE = "leisure", _("Kultur, idrett og fritid")
    WORK = "work", _("NAV")
    OUTREACH = "outreach", _("Utekontakten eller ungdomstjenesten")
    FAMILY = "family", _("Familien")
    POLICE = "police", _("Politiets forebyggende arbeid")
    VOLUNTARY = "voluntary", _("En frivillig organisasjon")
    MENTOR = "mentor", _("Mentor")
    OTHER = "other", _("En annen tjeneste")


class MeasureState(models.TextChoices):
    """Where a measure stands."""

    ONGOING = "ongoing", pgettext_lazy("tiltak", "I gang")
    REACHED = "reached", pgettext_lazy("tiltak", "Nådd")
    STOPPED = "stopped", pgettext_lazy("tiltak", "Stanset")


class Effect(models.TextChoices):
    """How it goes, in words."""

    BETTER = "better", _("Det går bedre")
    SAME = "same", _("Som før")
    WORSE = "worse", _("Det går dårligere")
    DONT_KNOW = "dont_know", _("Vet ikke")


class Result(models.TextChoices):
    """The result of a clarification talk (R6)."""

    GONE = "gone", _("Bekymringen er borte")
    SMALLER = "smaller", _("Bekymringen er mindre")
    UNCHANGED = "unchanged", _("Bekymringen er uendret")
    GREATER = "greater", _("Bekymringen er større")

    @property
    def worry_remains(self) -> bool:
        """True unless the worry is gone; then *police* is open (R5)."""
        return self is not Result.GONE


class PersonKind(models.TextChoices):
    """Who is named in the part of the case that holds identities."""

    SUBJECT = "subject", _("Personen saken gjelder")
    GUARDIAN = "guardian", _("Foresatt")


class Waiting(models.TextChoices):
    """Why the person isn't told yet that the case exists (R20): an exception that the law names."""

    PURPOSE = "purpose", _("Å si fra nå vil ødelegge formålet (personvernforordningen artikkel 14 nr. 5 b)")
    SECRECY = "secrecy", _("Opplysningene er underlagt taushetsplikt (artikkel 14 nr. 5 d)")
    CRIME = "crime", _("Forebygging av straffbare handlinger (personopplysningsloven § 16 b)")
    NOT_REACHED = "not_reached", _("Vi har ikke fått tak i personen ennå")


class SamePerson(models.TextChoices):
    """What a human said of two cases in the organisation that may be about the same person."""

    SAME = "same", _("Det er samme person")
    OTHER = "other", _("Det er ikke samme person")


class LookFor(models.TextChoices):
    """Why an identity is read (R13)."""

    CONTACT = "to-contact", _("Jeg skal kontakte personen eller de foresatte")
    RIGHT_PERSON = "right-person", _("Jeg må være sikker på at det er rett person")
    DISCLOSE = "to-disclose", _("Jeg skal utlevere opplysninger")
    ACCESS = "access-request", _("Noen har bedt om innsyn")
