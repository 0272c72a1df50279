"""Rows of organisations: people and places, law, confirmations and hand-overs, listed contacts and agreements."""

from __future__ import annotations

from avklar.people.organisations.models.agreements import (
    AgreementEvaluation,
    AgreementReminder,
    AgreementVersion,
)
from avklar.people.organisations.models.confirmation import AppointmentReminder, Confirmation
from avklar.people.organisations.models.handover import Handover, HandoverPoint
from avklar.people.organisations.models.law import ActStart, CaseSwitchEntry, GroundApproval
from avklar.people.organisations.models.listed import ContactImport, ListedContact
from avklar.people.organisations.models.people import (
    Absence,
    Appointment,
    EmailDomain,
    Installation,
    Invitation,
    Membership,
    Organisation,
    Service,
)

__all__ = [
    "Absence",
    "ActStart",
    "AgreementEvaluation",
    "AgreementReminder",
    "AgreementVersion",
    "Appointment",
    "AppointmentReminder",
    "CaseSwitchEntry",
    "Confirmation",
    "ContactImport",
    "EmailDomain",
    "GroundApproval",
    "Handover",
    "HandoverPoint",
    "Installation",
    "Invitation",
    "ListedContact",
    "Membership",
    "Organisation",
    "Service",
]
