"""Tables of step 2, all under the organisation's row-level security; texts under the case's own key.

Identities lie apart, under a key of their own (`people`). Every table leads with the organisation.
"""

from avklar.followup.cases.models.assessing import Assessment, Decision
from avklar.followup.cases.models.case import Case, CaseCounter, Observation, SameCase, Staff
from avklar.followup.cases.models.people import CasePerson
from avklar.followup.cases.models.plan import FollowUp, Measure
from avklar.followup.cases.models.talk import Talk, TalkNote, TalkNotesBasis, TalkPhase

__all__ = [
    "Assessment",
    "Case",
    "CaseCounter",
    "CasePerson",
    "Decision",
    "FollowUp",
    "Measure",
    "Observation",
    "SameCase",
    "Staff",
    "Talk",
    "TalkNote",
    "TalkNotesBasis",
    "TalkPhase",
]
