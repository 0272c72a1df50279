"""The ladder's truth table over every combination, for the printed page `docs/register/ladder.md`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext as _

from avklar.followup.cases import ladder, wording
from avklar.followup.cases.ladder import Rung, Situation
from avklar.followup.cases.states import Attitude, Basis, Result, Step, Willingness


def situations() -> Iterator[Situation]:
    """Every combination of what the ladder looks at."""
    for basis, attitude, willingness, talk, danger in product(
        Basis, Attitude, Willingness, (None, *Result), (False, True)
    ):
        yield Situation(basis, attitude, willingness, talk, danger)


def head() -> tuple[str, ...]:
    """The columns of the table."""
    seen = (_("Grunnlag"), wording.title("attitude"), wording.title("willingness"), _("Siste samtale"), _("Fare nå"))
    return (*seen, *(str(step.label) for step in Step))


def rows() -> Iterator[tuple[str, ...]]:
    """One row for each situation, in the words of the screens: «åpen», or the rule that shuts the step."""
    for now in situations():
        yield (
            str(now.basis.label),
            wording.label(now.attitude),
            wording.label(now.willingness),
            str(now.talk.label) if now.talk else _("Ikke holdt"),
            _("ja") if now.danger else _("nei"),
            *(_said(each) for each in ladder.ladder(now)),
        )


def reasons() -> list[tuple[str, str]]:
    """(rule, sentence) of every reason that can shut a step."""
    return [(shut.rule, str(shut.why)) for shut in ladder.REASONS]


def _said(rung: Rung) -> str:
    return _("åpen") if rung.shut is None else rung.shut.rule
