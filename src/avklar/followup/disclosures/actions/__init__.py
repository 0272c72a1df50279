"""What one can do with a disclosure, one verb each. check → change → journal in one transaction."""

from avklar.followup.disclosures.actions.consents import record_consent, withdraw_consent
from avklar.followup.disclosures.actions.correcting import correct
from avklar.followup.disclosures.actions.handling import accept, ask, end, feedback, reply, send_back
from avklar.followup.disclosures.actions.reading import link_case, read
from avklar.followup.disclosures.actions.sending import send, sent, subject

__all__ = [
    "accept",
    "ask",
    "correct",
    "end",
    "feedback",
    "link_case",
    "read",
    "record_consent",
    "reply",
    "send",
    "send_back",
    "sent",
    "subject",
    "withdraw_consent",
]
