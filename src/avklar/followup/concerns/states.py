"""The words of a concern: who sends, what it is about, where it stands, and the table of allowed steps. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from avklar.foundation import clock

WORKING_DAYS_TO_ANSWER = 2
DRAFT_LIVES = timedelta(days=14)
RECEIPT_LIVES = timedelta(days=180)
MOST_OBSERVATIONS = 8
LONGEST_TEXT = 8000
LONGEST_REASON = 2000
LONGEST_NAME = 80


class SenderKind(models.TextChoices):
    """Which part of the municipality the worried person works in, or how a private person stands; coarse on purpose."""

    SCHOOL = "school", _("Skole")
    KINDERGARTEN = "kindergarten", _("Barnehage eller SFO")
    CHILD_WELFARE = "child_welfare", _("Barnevern")
    HEALTH = "health", _("Helse og omsorg")
    SOCIAL_SERVICES = "social_services", _("NAV eller sosialtjeneste")
    LEISURE = "leisure", _("Kultur, idrett og fritid")
    OUTREACH = "outreach", _("Utekontakt eller ungdomstjeneste")
    INTEGRATION = "integration", _("Voksenopplæring eller flyktningtjeneste")
    TECHNICAL_SERVICES = "technical_services", _("Teknisk drift, bygg og vei")
    OTHER = "other", _("En annen tjeneste")
    FAMILY = "family", _("Forelder eller annen familie")
    FRIEND = "friend", _("Venn, kjæreste eller medelev")
    NEIGHBOUR = "neighbour", _("Nabo eller bekjent")
    PUBLIC = "public", _("Noe annet")

    @property
    def sent_by(self) -> str | Promise:
        """The title of a work row: who it comes from, without a name."""
        return SENT_BY[self]

    @property
    def heading(self) -> str | Promise:
        """The heading of the concern's page."""
        return HEADINGS[self]


SENT_BY: dict[SenderKind, str | Promise] = {
    SenderKind.SCHOOL: _("Fra en ansatt i skolen"),
    SenderKind.KINDERGARTEN: _("Fra en ansatt i barnehage eller SFO"),
    SenderKind.CHILD_WELFARE: _("Fra en ansatt i barnevernet"),
    SenderKind.HEALTH: _("Fra en ansatt i helse og omsorg"),
    SenderKind.SOCIAL_SERVICES: _("Fra en ansatt i NAV eller sosialtjenesten"),
    SenderKind.LEISURE: _("Fra en ansatt i kultur, idrett og fritid"),
    SenderKind.OUTREACH: _("Fra en ansatt i utekontakten"),
    SenderKind.INTEGRATION: _("Fra en ansatt i voksenopplæringen"),
    SenderKind.TECHNICAL_SERVICES: _("Fra en ansatt i teknisk drift"),
    SenderKind.OTHER: _("Fra en ansatt i en annen tjeneste"),
    SenderKind.FAMILY: _("Fra en privatperson i familien"),
    SenderKind.FRIEND: _("Fra en privatperson, venn eller medelev"),
    SenderKind.NEIGHBOUR: _("Fra en privatperson, nabo eller bekjent"),
    SenderKind.PUBLIC: _("Fra en privatperson"),
}
HEADINGS: dict[SenderKind, str | Promise] = {
    SenderKind.SCHOOL: _("Bekymring fra en ansatt i skolen"),
    SenderKind.KINDERGARTEN: _("Bekymring fra en ansatt i barnehage eller SFO"),
    SenderKind.CHILD_WELFARE: _("Bekymring fra en ansatt i barnevernet"),
    SenderKind.HEALTH: _("Bekymring fra en ansatt i helse og omsorg"),
    SenderKind.SOCIAL_SERVICES: _("Bekymring fra en ansatt i NAV eller sosialtjenesten"),
    SenderKind.LEISURE: _("Bekymring fra en ansatt i kultur, idrett og fritid"),
    SenderKind.OUTREACH: _("Bekymring fra en ansatt i utekontakten"),
    SenderKind.INTEGRATION: _("Bekymring fra en ansatt i voksenopplæringen"),
    SenderKind.TECHNICAL_SERVICES: _("Bekymring fra en ansatt i teknisk drift"),
    SenderKind.OTHER: _("Bekymring fra en ansatt i en annen tjeneste"),
    SenderKind.FAMILY: _("Bekymring fra en privatperson i familien"),
    SenderKind.FRIEND: _("Bekymring fra en privatperson, venn eller medelev"),
    SenderKind.NEIGHBOUR: _("Bekymring fra en privatperson, nabo eller bekjent"),
    SenderKind.PUBLIC: _("Bekymring fra en privatperson"),
}
PRIVATE = (SenderKind.FAMILY, SenderKind.FRIEND, SenderKind.NEIGHBOUR, SenderKind.PUBLIC)
"""Those who write without an account."""
EMPLOYED = tuple(each for each in SenderKind if each not in PRIVATE)


class Naming(models.TextChoices):
    """How a private person signs; an employee doesn't."""

    ANONYMOUS = "anonymous", _("Anonymt")
    PSEUDONYM = "pseudonym", _("Med et kallenavn")
    NAMED = "named", _("Med navnet mitt")


class About(models.TextChoices):
    """What the worry is about (R21); never who."""

    PERSON = "person", _("Én person")
    GROUP = "group", _("En gruppe eller et miljø")
    PLACE = "place", _("Et sted")


class When(models.TextChoices):
    """When it was seen, coarsely; a date beside age and place can point at one person (R2)."""

    THIS_WEEK = "this_week", _("Denne uken")
    LAST_WEEK = "last_week", _("Forrige uke")
    THIS_MONTH = "this_month", _("For to–fire uker siden")
    EARLIER = "earlier", _("For lenger siden")
    SEVERAL = "several", _("Flere ganger")


class Hand(models.TextChoices):
    """Seen by the worried person, or told by somebody else."""

    FIRST = "first", _("Jeg så eller hørte det selv")
    TOLD = "told", _("Noen fortalte det til meg")


class Utterance(models.TextChoices):
    """The class of an utterance (R3)."""

    NONE = "none", _("Ikke en ytring")
    LAWFUL = "lawful", _("Lovlig ytring")
    PUNISHABLE = "possibly_punishable", _("Mulig straffbar")
    DONT_KNOW = "dont_know", _("Vet ikke")


class Side(models.TextChoices):
    """The two sides of the dialogue."""

    SENDER = "sender", _("Melderen")
    RECEIVER = "receiver", _("Kontakten")


class Outcome(models.TextChoices):
    """What came out of it. `CONSULTATION` leads on; the others close."""

    ADVICE = "advice", _("Råd er gitt")
    OTHER_SERVICE = "other_service", _("En annen tjeneste")
    CONSULTATION = "consultation", _("Drøfting uten navn")
    NOTHING = "nothing", _("Ikke noe å følge opp")
    MISUSE = "misuse", _("Misbruk av skjemaet")


CLOSING = frozenset({Outcome.ADVICE, Outcome.OTHER_SERVICE, Outcome.NOTHING, Outcome.MISUSE})


class Topic(models.TextChoices):
    """What the concerns sent in a quarter are counted by."""

    SETTING = "setting", _("Arena")
    AGE = "age", _("Alder")
    WAIT = "wait", _("Tid til svar")


class Wait(models.TextChoices):
    """How long the sender waited for the first answer."""

    IN_TIME = "in_time", _("Innen to virkedager")
    WEEK = "week", _("Senere, men innen en uke")
    LATER = "later", _("Etter mer enn en uke")
    NONE = "none", _("Ikke besvart")


class State(models.TextChoices):
    """Where a concern stands."""

    NEW = "new", pgettext_lazy("bekymring", "Ny")
    ANSWERED = "answered", pgettext_lazy("bekymring", "Besvart")
    ASKED = "asked", _("Venter på melderen")
    REPLIED = "replied", _("Nytt svar fra melderen")
    CONSULTED = "consulted", _("Drøftes uten navn")
    HELD = "held", _("Holdt tilbake")
    CLOSED = "closed", pgettext_lazy("bekymring", "Avsluttet")


class Verb(models.TextChoices):
    """What moves a concern."""

    ANSWER = "answer", _("Kontakten svarer")
    ASK = "ask", _("Kontakten spør")
    REPLY = "reply", _("Melderen skriver")
    CONSULT = "consult", _("Kontakten drøfter uten navn")
    CLOSE = "close", _("Kontakten avslutter")


class Shelf(models.TextChoices):
    """The lists of the inbox. `HELD`: came in a flood; nobody is told of each, and a human looks through them."""

    OPEN = "open", _("Venter på deg")
    WAITING = "waiting", _("Venter på andre")
    CLOSED = "closed", _("Avsluttede")
    HELD = "held", _("Holdt tilbake")


STEPS: dict[tuple[State, Verb], State] = {
    (State.NEW, Verb.ANSWER): State.ANSWERED,
    (State.NEW, Verb.ASK): State.ASKED,
    (State.NEW, Verb.REPLY): State.NEW,
    (State.NEW, Verb.CONSULT): State.CONSULTED,
    (State.NEW, Verb.CLOSE): State.CLOSED,
    (State.ANSWERED, Verb.ANSWER): State.ANSWERED,
    (State.ANSWERED, Verb.ASK): State.ASKED,
    (State.ANSWERED, Verb.REPLY): State.REPLIED,
    (State.ANSWERED, Verb.CONSULT): State.CONSULTED,
    (State.ANSWERED, Verb.CLOSE): State.CLOSED,
    (State.ASKED, Verb.ANSWER): State.ANSWERED,
    (State.ASKED, Verb.ASK): State.ASKED,
    (State.ASKED, Verb.REPLY): State.REPLIED,
    (State.ASKED, Verb.CONSULT): State.CONSULTED,
    (State.ASKED, Verb.CLOSE): State.CLOSED,
    (State.REPLIED, Verb.ANSWER): State.ANSWERED,
    (State.REPLIED, Verb.ASK): State.ASKED,
    (State.REPLIED, Verb.REPLY): State.REPLIED,
    (State.REPLIED, Verb.CONSULT): State.CONSULTED,
    (State.REPLIED, Verb.CLOSE): State.CLOSED,
    (State.CONSULTED, Verb.ANSWER): State.ANSWERED,
    (State.CONSULTED, Verb.ASK): State.ASKED,
    (State.CONSULTED, Verb.REPLY): State.REPLIED,
    (State.CONSULTED, Verb.CONSULT): State.CONSULTED,
    (State.CONSULTED, Verb.CLOSE): State.CLOSED,
    (State.HELD, Verb.ANSWER): State.ANSWERED,
    (State.HELD, Verb.ASK): State.ASKED,
    (State.HELD, Verb.REPLY): State.HELD,
    (State.HELD, Verb.CONSULT): State.CONSULTED,
    (State.HELD, Verb.CLOSE): State.CLOSED,
}
"""(from, verb) → to. What is not here can't happen; nothing leaves `CLOSED`."""

SHELVES: dict[State, Shelf] = {
    State.NEW: Shelf.OPEN,
    State.REPLIED: Shelf.OPEN,
    State.ANSWERED: Shelf.WAITING,
    State.ASKED: Shelf.WAITING,
    State.CONSULTED: Shelf.WAITING,
    State.HELD: Shelf.HELD,
    State.CLOSED: Shelf.CLOSED,
}


def after(state: State, verb: Verb) -> State | None:
    """The state after a verb, or None when the verb isn't possible."""
    return STEPS.get((state, verb))


def before(verb: Verb) -> frozenset[State]:
    """The states from which a verb is possible."""
    return frozenset(state for state, each in STEPS if each is verb)


def wait_of(sent: datetime, answered: datetime | None) -> Wait:
    """The band of time from a concern was sent to its first answer."""
    if answered is None:
        return Wait.NONE
    if answered <= clock.working_days_after(sent, WORKING_DAYS_TO_ANSWER):
        return Wait.IN_TIME
    return Wait.WEEK if answered - sent <= timedelta(days=7) else Wait.LATER
