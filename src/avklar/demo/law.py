"""What the demo's organisations have decided before they keep named cases: grounds, retention and the switch."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from avklar.demo.cast import DISTRICT
from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.foundation.retention import decisions
from avklar.people.organisations import actions, legal_grounds, queries
from avklar.people.organisations.switching import Statement

if TYPE_CHECKING:
    from avklar.demo.house import House

BASIS = {
    False: "Kommunens oppgaver etter helse- og omsorgstjenesteloven og barnevernsloven, og det forebyggende arbeidet "
    "etter politirådsavtalen. Personvernforordningen artikkel 6 nr. 1 bokstav e.",
    True: "Politiloven § 2 om å forebygge kriminalitet, og politiregisterloven.",
}
APPROVER = {False: "Ingrid Fossum, kommunedirektør", True: "Tore Engeset, politimester"}


def adopt(house: House, place: str) -> None:
    """Approve every ground in force for the sector, decide what happens to closed cases, and switch named cases on."""
    police = place == DISTRICT
    administrator = house.acting("admin-politi" if police else "admin", place, Role.ADMINISTRATOR)
    officer = house.acting("ombud-politi" if police else "ombud", place, Role.PRIVACY_OFFICER)
    today = clock.today()
    kind = queries.organisation(administrator.organisation).kind
    reference = f"sak {today.year}/118"
    actions.approve_grounds(
        administrator,
        codes=[each.code for each in legal_grounds.of_sector(kind) if not each.act.needs_start],
        from_day=today,
        approver=APPROVER[police],
        reference=reference,
    )
    decisions.decide(officer, kind=queries.CASE, choice="seal", days=0, reference=reference, valid_from=today)
    statement = Statement(
        legal_basis=BASIS[police],
        dpia_reference=f"DPIA, {reference}",
        dpia_date=today - timedelta(days=14),
        approver=APPROVER[police],
        approval_reference=reference,
    )
    actions.state_case_basis(administrator, statement=statement, version=0, switch_on=True)
