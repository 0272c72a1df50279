"""Texts for the tests: invented, without anything that identifies somebody."""

from __future__ import annotations

from typing import Any

from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.states import About, Hand, SenderKind, Utterance, When
from avklar.foundation.anonymity import AgeBand, Setting

FACT = "Eleven har sluttet å spise sammen med de andre og sitter alene i friminuttene."
SAID = "Eleven sa i timen at de som styrer burde kastes ut."


def worry(**changes: Any) -> ConcernContent:
    """A worry about a pupil, with what is to be different."""
    given: dict[str, Any] = {
        "about": About.PERSON,
        "age_band": AgeBand.FROM_13,
        "setting": Setting.SCHOOL,
        "sender_kind": SenderKind.SCHOOL,
        "observations": (
            ObservationContent(SAID, "Tonen var hardere enn før.", When.LAST_WEEK, Hand.FIRST, Utterance.DONT_KNOW),
            ObservationContent(FACT, "", When.THIS_WEEK, Hand.FIRST, Utterance.NONE),
        ),
        "ordinary": "Det har vært mye uro hjemme i høst.",
        "works_well": "Er glad i sløyd.",
        "done": "Jeg har ikke snakket med eleven ennå.",
        "wish": "Råd om hvordan jeg begynner.",
    }
    return ConcernContent(**given | changes)


TOLD = "Sønnen min sier at de andre skal få det de fortjener."


def told(**changes: Any) -> ConcernContent:
    """A private person's worry, with what is to be different."""
    given: dict[str, Any] = {
        "about": About.PERSON,
        "age_band": AgeBand.FROM_16,
        "setting": Setting.ONLINE,
        "sender_kind": SenderKind.FAMILY,
        "observations": (ObservationContent(TOLD, "Jeg er redd.", When.LAST_WEEK, Hand.FIRST, Utterance.DONT_KNOW),),
        "works_well": "Er glad i hunden.",
        "wish": "Råd om hvordan vi snakker.",
    }
    return ConcernContent(**given | changes)
