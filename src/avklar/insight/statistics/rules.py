"""What may be done with a quarter's figures, as pure functions."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.insight.statistics.states import Stage

OWN = _("Den som forberedte tallene, kan ikke godkjenne dem selv. En annen må se over.")


def check_period(period: str, offered: list[str]) -> None:
    """A quarter that is over, or a year whose quarters are published; Invalid otherwise."""
    if period not in offered:
        raise Invalid(fields={"quarter": _("Velg et kvartal som er over.")})


def check_free(waiting: bool, year_made_up: bool) -> None:
    """No draft of the quarter waits, and its year isn't made up; Invalid otherwise."""
    if year_made_up:
        raise Invalid(fields={"quarter": _("Året er gjort opp. Da står kvartalene som de er.")})
    if waiting:
        sentence = _("Det venter allerede et utkast for dette kvartalet. Det må godkjennes eller avvises først.")
        raise Invalid(fields={"quarter": sentence})


def check_deciding(stage: Stage, prepared_by: UUID | None, person: UUID) -> None:
    """A draft, by somebody else than the one who prepared it; Conflict or Denied otherwise."""
    if stage is not Stage.DRAFT:
        raise Conflict
    if prepared_by == person:
        raise Denied(OWN)


def can_decide(stage: Stage, prepared_by: UUID | None, person: UUID) -> bool:
    """The same as an answer."""
    return stage is Stage.DRAFT and prepared_by != person
