"""Secrets that outlive a rotation: derived keys, and encryption of what belongs to no record."""

from uuid import UUID

from . import envelope, ring


def derive(organisation_id: UUID | None, purpose: str) -> bytes:
    """32 bytes, always the same for one organisation (None: the installation) and purpose."""
    return envelope.derive(ring.secret(organisation_id or ring.INSTALLATION), purpose)


def encrypt(data: bytes, *, purpose: str, context: str, organisation_id: UUID | None = None) -> bytes:
    """Encrypt under the organisation's (None: the installation's) secret, bound to purpose and context."""
    return envelope.encrypt(derive(organisation_id, f"data:{purpose}"), data, context)


def decrypt(envelope_: bytes, *, purpose: str, context: str, organisation_id: UUID | None = None) -> bytes:
    """Open what `encrypt` made with the same arguments; raises Tampered."""
    return envelope.decrypt(derive(organisation_id, f"data:{purpose}"), envelope_, context)
