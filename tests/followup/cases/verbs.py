"""Every page of a case's verbs as a table: how it is reached, and what is sent to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from tests.cast import Person
from tests.followup.cases import stories
from tests.followup.cases.stories import look
from tests.followup.concerns.pages import hidden

TEXT = "Han ble rolig da vi snakket."


def ahead(days: int) -> str:
    """A day to come, as people write it."""
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y}"


def today() -> str:
    """Today, as people write it."""
    return ahead(0)


def seen_fields(fact: str = TEXT, **more: str) -> dict[str, str]:
    """The fields of one observation."""
    return {
        "fact": fact,
        "interpretation": "Kan være tretthet.",
        "seen_on": today(),
        "source": "own_service",
        "hand": "first",
        "kind": "act",
        "legal_class": "lawful",
        **more,
    }


@dataclass(frozen=True)
class Verb:
    """One page: its name, the text that it takes, and what else is sent. `part`: an id in the case, of whom by whom."""

    name: str
    field: str
    more: dict[str, str] = field(default_factory=dict)
    part: Callable[[Person, Person, UUID], UUID] | None = None

    def url(self, writer: Person, other: Person, case_id: UUID) -> str:
        """The page's address; what it is about is made first, by the other where somebody else must have written it."""
        parts = [self.part(writer, other, case_id)] if self.part else []
        return reverse(f"cases:{self.name}", args=[case_id, *parts])

    def filled(self, page: Any, text: str = TEXT) -> dict[str, str]:
        """A filled-in form, with the hidden fields of the page as it was drawn."""
        names = ["submission", "kept_for"]
        names += [name for name in ("version", "since") if f'name="{name}"' in page.content.decode()]
        return {**self.more, self.field: text} | {name: hidden(page, name) for name in names}


def _fact(writer: Person, other: Person, case_id: UUID) -> UUID:
    return look(writer.actor(), case_id).standing_facts[0].id


def _assessment(writer: Person, other: Person, case_id: UUID) -> UUID:
    return stories.assessment(other.actor(), case_id)


def _decision(writer: Person, other: Person, case_id: UUID) -> UUID:
    return stories.choose(other.actor(), case_id, stories.Step.PST, danger=True)


def _measure(writer: Person, other: Person, case_id: UUID) -> UUID:
    return stories.measure(writer.actor(), case_id)


MEASURE = {"service": "leisure", "who": "Klubben", "good_enough": "Han kommer."}

VERBS = {
    each.name: each
    for each in (
        Verb("observe", "fact", seen_fields()),
        Verb("correct", "fact", seen_fields(), _fact),
        Verb(
            "assess",
            "attitude_reason",
            {"attitude": "none", "willingness": "dont_know", "willingness_reason": "Vi vet for lite."},
        ),
        Verb("answer-assessment", "reason", {"answer": "refuse"}, _assessment),
        Verb("decide", "reason", {"step": "support"}),
        Verb("answer-decision", "reason", {"answer": "refuse"}, _decision),
        Verb("plan", "what", MEASURE),
        Verb("follow-up", "text", {"effect": "better"}, _measure),
        Verb("end-measure", "effect", {"state": "reached"}, _measure),
        Verb("agree", "own_words", {"agreed_with": "Personen og mor"}),
        Verb("tell", "waiting_reason", {"told": "no", "waiting": "purpose"}),
        Verb("close", "reason", {"outcome": "helped"}),
    )
}


def dated(verb: Verb) -> dict[str, str]:
    """The days of a form, which can't stand in the table: they are counted from the day of the test."""
    days = {"plan": {"starts_on": today()}, "follow-up": {"on": today()}, "agree": {"on": today()}}
    return days.get(verb.name, {}) | ({"look_again": ahead(30)} if verb.name == "tell" else {})


def send(client: Client, url: str, verb: Verb, page: Any, text: str = TEXT, **more: str) -> Any:
    """Post the form as it was drawn, with a text."""
    return client.post(url, verb.filled(page, text) | dated(verb) | more)
