"""The `kept_for` token in a form: whose text it is and which form's, signed, so that it can be kept after sign-out."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

from avklar.foundation import clock

FIELD = "kept_for"
VALID_FOR = timedelta(days=7)
_signer = signing.Signer(salt="avklar.drafts.kept_for", sep=".")


@dataclass(frozen=True)
class KeptFor:
    """Whose draft of which form."""

    owner_id: UUID
    form: str


def token(owner_id: UUID, form: str) -> str:
    """A signed text of at most 160 characters for the form's hidden field; valid for 7 days. It opens nothing."""
    owner = base64.urlsafe_b64encode(owner_id.bytes).decode().rstrip("=")
    expires = int((clock.now() + VALID_FOR).timestamp())
    return _signer.sign(f"{owner}.{expires:x}.{form}")


def read_token(text: str) -> KeptFor | None:
    """Whose form a token was made for; None when it is forged, expired or no token at all."""
    try:
        owner, expires, form = _signer.unsign(text).split(".", 2)
        found = KeptFor(UUID(bytes=base64.urlsafe_b64decode(owner + "==")), form)
        still_valid = int(expires, 16) > clock.now().timestamp()
    except (signing.BadSignature, ValueError):
        return None
    return found if still_valid else None
