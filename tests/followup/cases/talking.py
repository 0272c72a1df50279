"""What the tests of talks do again and again: invite, look, and write down what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from avklar.followup.cases.states import Age
from avklar.followup.cases.talks import actions as talks
from avklar.followup.cases.talks import queries as talk_queries
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.rules import Invitation
from avklar.followup.cases.talks.states import Language, TalkState
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.scope import scope
from tests.followup.cases import stories
from tests.followup.concerns.pages import hidden


def soon() -> datetime:
    """A week from now."""
    return clock.now() + timedelta(days=7)


def invite(actor: Actor, case_id: UUID, **more: Any) -> UUID:
    """Plan a talk a week from now."""
    given: dict[str, Any] = {
        "at": soon(),
        "place": "Lensmannskontoret",
        "purpose": "Å snakke om høsten",
        "phone": "400 00 000",
        "guardians": "Mor og far",
    }
    return talks.invite(
        actor,
        case_id=case_id,
        invitation=Invitation(**(given | more)),
        language=Language.BOKMAAL,
        submission=clock.new_id(),
    )


def all_talks(actor: Actor, case_id: UUID) -> list[TalkCard]:
    """The case's talks as the actor sees them."""
    with scope(actor.organisation_id, person_id=actor.user_id):
        return talk_queries.of_case(actor, case_id)


def record(actor: Actor, case_id: UUID, talk_id: UUID, ending: TalkState, result: str = "", **more: Any) -> None:
    """Write down what came of the talk, when its hour has come."""
    with clock.frozen(soon() + timedelta(hours=2)):
        talks.record(actor, case_id=case_id, talk_id=talk_id, ending=ending, result=result, version=1, **more)


def police_case_of(actor: Actor, age: Age) -> UUID:
    """A case of the police about somebody of the age, where the talk is chosen on the ladder."""
    case_id = stories.open_one(actor, age=age).id
    stories.assessment(actor, case_id)
    stories.choose(actor, case_id, stories.Step.TALK)
    return case_id


def url(name: str, *parts: Any) -> str:
    """A page of the talk."""
    return reverse(f"cases:{name}", args=parts)


def filled(page: Any, **more: str) -> dict[str, str]:
    """An invitation as the police fill it in, with the page's hidden fields."""
    day = clock.today() + timedelta(days=9)
    given = {
        "day": f"{day:%d.%m.%Y}",
        "time": "14.30",
        "place": "Lensmannskontoret",
        "purpose": "Å snakke om høsten",
        "phone": "400 00 000",
        "language": "nb",
        "guardians": "Mor og far",
        "attendance": "voluntary",
    }
    return given | {name: hidden(page, name) for name in ("submission", "kept_for")} | more
