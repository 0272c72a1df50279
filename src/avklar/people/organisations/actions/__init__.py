"""Everything that can be done with organisations, one function per verb; actor first, the rest by keyword."""

from __future__ import annotations

from avklar.people.organisations.actions.agreements import enter_agreement, evaluate_agreement, remind_of_agreements
from avklar.people.organisations.actions.appointments import (
    appoint,
    end_absence,
    end_appointment,
    record_absence,
)
from avklar.people.organisations.actions.case_switch import state_case_basis, switch_cases_off
from avklar.people.organisations.actions.confirmation import (
    answer_confirmation,
    ask_for_confirmations,
    find_confirmation,
    record_answer,
    remind_of_endings,
)
from avklar.people.organisations.actions.handover import (
    add_point,
    choose_taker,
    remove_point,
    start_handover,
    take_back_tick,
    tick_off,
)
from avklar.people.organisations.actions.invitations import accept_invitation, find_invitation, invite
from avklar.people.organisations.actions.law import approve_grounds, end_ground, set_act_start
from avklar.people.organisations.actions.listed import correct_listed, import_contacts, import_file, keep_import, unlist
from avklar.people.organisations.actions.memberships import admit, confirm, end_membership, grant
from avklar.people.organisations.actions.organisation import (
    list_email_domain,
    load_municipalities,
    remove_email_domain,
    serve,
    set_up,
)
from avklar.people.organisations.actions.returned import tell_of_returned_mail

__all__ = [
    "accept_invitation",
    "add_point",
    "admit",
    "answer_confirmation",
    "appoint",
    "approve_grounds",
    "ask_for_confirmations",
    "choose_taker",
    "confirm",
    "correct_listed",
    "end_absence",
    "end_appointment",
    "end_ground",
    "end_membership",
    "enter_agreement",
    "evaluate_agreement",
    "find_confirmation",
    "find_invitation",
    "grant",
    "import_contacts",
    "import_file",
    "invite",
    "keep_import",
    "list_email_domain",
    "load_municipalities",
    "record_absence",
    "record_answer",
    "remind_of_agreements",
    "remind_of_endings",
    "remove_email_domain",
    "remove_point",
    "serve",
    "set_act_start",
    "set_up",
    "start_handover",
    "state_case_basis",
    "switch_cases_off",
    "take_back_tick",
    "tell_of_returned_mail",
    "tick_off",
    "unlist",
]
