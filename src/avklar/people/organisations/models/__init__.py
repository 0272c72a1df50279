"""The tables of organisations: people and places, and the law that each organisation goes by."""

from __future__ import annotations

from avklar.people.organisations.models.law import ActStart, CaseSwitchEntry, GroundApproval
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
    "Appointment",
    "CaseSwitchEntry",
    "EmailDomain",
    "GroundApproval",
    "Installation",
    "Invitation",
    "Membership",
    "Organisation",
    "Service",
]
