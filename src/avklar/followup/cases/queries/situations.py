"""What the ladder looks at, put together from a case's rows. The only place where the two meet."""

from __future__ import annotations

from collections.abc import Iterable

from avklar.followup.cases import rules
from avklar.followup.cases.ladder import Situation
from avklar.followup.cases.models import Assessment, Case, Observation
from avklar.followup.cases.queries.results import last_result
from avklar.followup.cases.states import Answer, Attitude, Result, Willingness
from avklar.foundation.vault import keys


def situation_of(case: Case, *, danger: bool = False) -> Situation:
    """The case's situation now: standing observations, the last assessment not refused, the last talk held."""
    seen = Observation.objects.filter(case_id=case.pk, replaced_by__isnull=True)
    assessment = Assessment.objects.filter(case_id=case.pk).exclude(answer=Answer.REFUSED).order_by("position").last()
    axes = keys.unlock_one(assessment).axes if assessment else {}
    return put_together(seen, axes, asked_for_help=case.asked_for_help, talk=last_result(case.pk), danger=danger)


def put_together(
    seen: Iterable[rules.Seen],
    axes: dict[str, str],
    *,
    asked_for_help: bool,
    talk: Result | None = None,
    danger: bool = False,
) -> Situation:
    """The same from rows that are read already. An axis that nobody has assessed counts as "don't know"."""
    return Situation(
        basis=rules.basis_of(seen, asked_for_help=asked_for_help),
        attitude=Attitude(axes.get("attitude", Attitude.DONT_KNOW)),
        willingness=Willingness(axes.get("willingness", Willingness.DONT_KNOW)),
        talk=talk,
        danger=danger,
    )
