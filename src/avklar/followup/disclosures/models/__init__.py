"""Tables of the disclosures. What is shared is reached through `Access`; only the sender's `Ownership` grants it."""

from avklar.followup.disclosures.models.consent import Consent
from avklar.followup.disclosures.models.disclosure import Access, Disclosure, Entry, Fact
from avklar.followup.disclosures.models.own import Link, Ownership

__all__ = ["Access", "Consent", "Disclosure", "Entry", "Fact", "Link", "Ownership"]
