"""What may be done with a quarter's figures, as pure functions."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from avklar.foundation.access.errors import Conflict, Denied, Invalid
from avklar.insight.statistics.states import Stage

OWN = _("Den som forberedte tallene, kan ikke godkjenne dem selv. En annen må se over.")


def check_quarter(quarter: str, finished: list[str]) -> None:
    """A quarter that is over; Invalid otherwise."""
    if quarter not in finished:
        raise Invalid(fields={"quarter": _("Velg et kvartal som er over.")})


def check_free(waiting: bool) -> None:
    """No draft of the quarter waits; Invalid otherwise."""
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
