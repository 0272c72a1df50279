"""The forms of a case, one file for each thing one does. They ask; the rules of the room answer."""

from avklar.followup.cases.forms.around import CloseForm, ReviewForm, TellForm
from avklar.followup.cases.forms.assessing import AssessForm
from avklar.followup.cases.forms.deciding import AnswerForm, DecideForm
from avklar.followup.cases.forms.observing import ObservationCard, ObserveForm
from avklar.followup.cases.forms.opening import OpenForm
from avklar.followup.cases.forms.people import AddForm, HandOverForm, IdentityForm, ReasonForm
from avklar.followup.cases.forms.planning import AgreeForm, EndForm, FollowUpForm, MeasureForm

__all__ = [
    "AddForm",
    "AgreeForm",
    "AnswerForm",
    "AssessForm",
    "CloseForm",
    "DecideForm",
    "EndForm",
    "FollowUpForm",
    "HandOverForm",
    "IdentityForm",
    "MeasureForm",
    "ObservationCard",
    "ObserveForm",
    "OpenForm",
    "ReasonForm",
    "ReviewForm",
    "TellForm",
]
