"""The tables of organisations: people and places, the law that each goes by, listed contacts and agreements."""

from __future__ import annotations

from avklar.people.organisations.models.agreements import (
    AgreementEvaluation,
    AgreementReminder,
    AgreementVersion,
)
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
    "CaseSwitchEntry",
    "ContactImport",
    "EmailDomain",
    "GroundApproval",
    "Installation",
    "Invitation",
    "ListedContact",
    "Membership",
    "Organisation",
    "Service",
]
