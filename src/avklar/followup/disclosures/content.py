"""What a human puts together before it is sent, and what is said of a consent: frozen values with own checks. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from avklar.followup.cases.rules import check_text
from avklar.followup.cases.states import LONGEST_REASON
from avklar.followup.disclosures import rules
from avklar.followup.disclosures.states import LONGEST_PURPOSE, LONGEST_TEXT, ConsentAnswer, ConsentBy
from avklar.foundation.access.errors import Invalid, Sentence


@dataclass(frozen=True)
class Pick:
    """One observation that is chosen. `text` is the sender's own shorter wording; empty: as it stands in the case."""

    observation_id: UUID
    text: str = ""


@dataclass(frozen=True)
class DisclosureContent:
    """Everything the sender decides. `receiver` is an addressee's key, `ground` a legal ground's code."""

    receiver: str
    picks: tuple[Pick, ...]
    purpose: str
    ground: str
    proportionality: str
    told_on: date | None = None
    not_told: str = ""
    not_told_reason: str = ""
    answer_by: date | None = None
    with_name: bool = False
    name_reason: str = ""
    swap_reason: str = ""

    @property
    def observations(self) -> list[UUID]:
        """The chosen observations' ids, in order."""
        return [each.observation_id for each in self.picks]

    def problems(self, today: date) -> dict[str, Sentence]:
        """What can't be sent as it stands, by field: every field at once."""
        checks: list[Callable[[], None]] = [
            lambda: rules.check_number(len(self.picks)),
            *(lambda text=each.text: rules.check_fact(text) for each in self.picks if each.text),
            lambda: check_text(self.purpose, "purpose", longest=LONGEST_PURPOSE),
            lambda: check_text(self.proportionality, "proportionality", longest=LONGEST_TEXT),
            lambda: rules.check_told(
                told_on=self.told_on, not_told=self.not_told, reason=self.not_told_reason, today=today
            ),
            lambda: rules.check_answer_by(self.answer_by, today),
            lambda: check_text(self.name_reason, "name_reason", longest=LONGEST_REASON, required=self.with_name),
            lambda: check_text(self.swap_reason, "swap_reason", longest=LONGEST_REASON, required=False),
        ]
        return problems_of(checks)


@dataclass(frozen=True)
class ConsentContent:
    """An answer to the question whether these facts may be shared with this organisation, until when (R9)."""

    receiver: UUID
    facts: tuple[UUID, ...]
    answer: ConsentAnswer
    given_by: ConsentBy
    asked_on: date
    until: date | None = None
    words: str = ""

    def check(self, today: date) -> None:
        """Invalid at the field that can't be received."""
        rules.check_consent(answer=self.answer, asked_on=self.asked_on, until=self.until, facts=self.facts, today=today)
        check_text(self.words, "words", longest=LONGEST_REASON, required=False)


def problems_of(checks: list[Callable[[], None]]) -> dict[str, Sentence]:
    """Run every check and gather what they say, by field."""
    found: dict[str, Sentence] = {}
    for check in checks:
        try:
            check()
        except Invalid as problem:
            for field, sentence in problem.fields.items():
                found.setdefault(field, sentence)
    return found
