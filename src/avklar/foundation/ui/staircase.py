"""The staircase on top of the pages of follow-up: five steps, each passed, current, at work or ahead."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES: tuple[str | Promise, ...] = (
    _("Råd og nettverk"),
    pgettext_lazy("trinn", "Bekymring"),
    pgettext_lazy("trinn", "Sak"),
    pgettext_lazy("trinn", "Utlevering"),
    pgettext_lazy("trinn", "Varsling"),
)


@dataclass(frozen=True, slots=True)
class Stair:
    number: int
    name: str | Promise
    kind: str
    current: bool


def steps(current: int | None, reached: int | None = None) -> list[Stair]:
    """The five steps; above `current` (and `reached`) they are ahead."""
    return [Stair(n, name, _kind(n, current, reached), n == current) for n, name in enumerate(NAMES)]


def _kind(number: int, current: int | None, reached: int | None) -> str:
    here = -1 if current is None else current
    if number <= here:
        return ""
    return "busy" if reached is not None and number <= reached else "ahead"
