"""Ways to let an organisation of the cast approve grounds and keep named cases, through the real actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.retention import decisions
from avklar.people.organisations import actions, installation, legal_grounds, queries
from avklar.people.organisations.models import Installation
from avklar.people.organisations.states import InstallationKind
from avklar.people.organisations.switching import Statement
from tests.cast import House

STATEMENT = Statement(
    legal_basis="Helse- og omsorgstjenesteloven, og politirådsavtalen.",
    dpia_reference="sak 26/118",
    dpia_date=date(2026, 1, 15),
    approver="Ingrid Fossum, kommunedirektør",
    approval_reference="sak 26/119",
)


def acting_for(house: House, organisation: str, role: Role = Role.ADMINISTRATOR) -> Actor:
    """Somebody with the role in one of the cast's organisations."""
    actor = house.administrator.actor()
    return replace(actor, organisation_id=house.organisation(organisation).pk, roles=frozenset({role}))


def approve(house: House, organisation: str, *codes: str, from_day: date | None = None) -> None:
    """Put grounds on the organisation's list; without codes all that need no start date."""
    kind = queries.organisation(house.organisation(organisation).pk).kind
    every = [each.code for each in legal_grounds.of_sector(kind) if not each.act.needs_start]
    actions.approve_grounds(
        acting_for(house, organisation),
        codes=codes or every,
        from_day=from_day or clock.today(),
        approver="Ingrid Fossum, kommunedirektør",
        reference="sak 26/120",
    )


def end(house: House, organisation: str, code: str) -> None:
    """Take a ground off the organisation's list today."""
    actor = acting_for(house, organisation)
    version = max(each.position for each in queries.ground_history(actor.organisation) if each.code == code)
    actions.end_ground(
        actor,
        code=code,
        from_day=clock.today(),
        approver="Ingrid Fossum, kommunedirektør",
        reference="sak 26/121",
        version=version,
    )


def make_demo() -> None:
    """Let this database be a demo."""
    Installation.objects.update(kind=InstallationKind.DEMO)
    installation.forget()


def decide_retention(house: House, organisation: str) -> None:
    """The organisation's decision about closed cases."""
    officer = acting_for(house, organisation, Role.PRIVACY_OFFICER)
    decisions.decide(
        officer, kind=queries.CASE, choice="seal", days=0, reference="sak 26/117", valid_from=clock.today()
    )


def switch_cases_on(house: House, organisation: str = "alvdal") -> None:
    """Named cases are on in the organisation; the database becomes a demo."""
    make_demo()
    decide_retention(house, organisation)
    version = queries.case_switch(house.organisation(organisation).pk).version
    actions.state_case_basis(acting_for(house, organisation), statement=STATEMENT, version=version, switch_on=True)


def switch_cases_off(house: House, organisation: str = "alvdal") -> None:
    """Named cases are off again."""
    version = queries.case_switch(house.organisation(organisation).pk).version
    actions.switch_cases_off(acting_for(house, organisation), reason="Vurderes på nytt", version=version)
