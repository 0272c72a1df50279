"""Proof of work in place of a captcha: altcha's challenge, made, signed and checked here. No third party, no cookie.

The page's own worker looks for a counter whose hash begins as asked: a second or two of work for whoever sends one
worry, much for whoever sends thousands. Without JavaScript there is none, and the worry is marked so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from datetime import timedelta
from typing import Any

from django.core.cache import cache

from avklar.foundation import clock
from avklar.foundation.vault import keys

PREFIX = "0000"
"""Four hexadecimal digits: 65,536 hashes on average."""
VALID_FOR = timedelta(hours=2)
LONGEST = 4000
MOST_COUNTED = 2**32


def challenge() -> str:
    """A fresh challenge as JSON, in the shape that altcha's worker takes."""
    parameters = {
        "algorithm": "SHA-256",
        "nonce": secrets.token_hex(16),
        "salt": secrets.token_hex(16),
        "cost": 1,
        "keyLength": 32,
        "keyPrefix": PREFIX,
        "expiresAt": int((clock.now() + VALID_FOR).timestamp()),
    }
    return json.dumps({"parameters": parameters, "signature": _signature(parameters)})


def accepted(payload: str) -> bool:
    """Whether the solution is right, in time and new; a solution counts once."""
    try:
        given = json.loads(base64.b64decode(payload[: LONGEST + 1], validate=True)) if len(payload) <= LONGEST else {}
        parameters, counter = given["challenge"]["parameters"], given["solution"]["counter"]
        signed = hmac.compare_digest(given["challenge"]["signature"], _signature(parameters))
    except (binascii.Error, ValueError, TypeError, LookupError, RecursionError):
        return False
    return signed and _solved(parameters, counter) and _in_time_and_new(parameters)


def _solved(parameters: dict[str, Any], counter: object) -> bool:
    if not isinstance(counter, int) or isinstance(counter, bool) or not 0 <= counter < MOST_COUNTED:
        return False
    tried = bytes.fromhex(parameters["salt"]) + bytes.fromhex(parameters["nonce"]) + counter.to_bytes(4)
    return hashlib.sha256(tried).hexdigest().startswith(parameters["keyPrefix"])


def _in_time_and_new(parameters: dict[str, Any]) -> bool:
    """Noted until it expires: only the challenge's own random number, nothing of who solved it."""
    left = parameters["expiresAt"] - int(clock.now().timestamp())
    return left > 0 and bool(cache.add(f"proof:{parameters['nonce']}", 1, timeout=left + 60))


def _signature(parameters: object) -> str:
    """A keyed hash over all that the challenge says; only what we signed gets so far that it is read."""
    said = json.dumps(parameters, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(keys.derive(None, "proof-of-work"), said, hashlib.sha256).hexdigest()
