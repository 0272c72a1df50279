"""What one can do with a case, one verb each. check → change → journal in one transaction, the case's row locked."""

from avklar.followup.cases.actions.assessing import answer_assessment, assess
from avklar.followup.cases.actions.closing import close
from avklar.followup.cases.actions.deciding import answer_decision, decide
from avklar.followup.cases.actions.identity import judge_same, name_person, read_identity
from avklar.followup.cases.actions.locking import lock, open_for_a_time
from avklar.followup.cases.actions.observing import correct, observe
from avklar.followup.cases.actions.opening import open_case
from avklar.followup.cases.actions.planning import agree, end_measure, follow_up, plan
from avklar.followup.cases.actions.reminding import remind
from avklar.followup.cases.actions.reviewing import read, set_review, tell
from avklar.followup.cases.actions.staffing import add_staff, end_staff, hand_over, take_over

__all__ = [
    "add_staff",
    "agree",
    "answer_assessment",
    "answer_decision",
    "assess",
    "close",
    "correct",
    "decide",
    "end_measure",
    "end_staff",
    "follow_up",
    "hand_over",
    "judge_same",
    "lock",
    "name_person",
    "observe",
    "open_case",
    "open_for_a_time",
    "plan",
    "read",
    "read_identity",
    "remind",
    "set_review",
    "take_over",
    "tell",
]
