"""Proof of work in place of a captcha: altcha's challenge, made, signed and checked here. No third party, no cookie.

The page's own worker counts until the hash is the one asked for: a second or two of work for whoever sends one worry,
much for whoever sends thousands. The work has an end, so a slow phone is never unlucky. Without JavaScript there is
none: a worry is then marked so, and a receipt waits a minute instead.
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

HASHES = 65_536
"""At most so many, half of them on average."""
BYTES_ASKED_FOR = 16
VALID_FOR = timedelta(hours=2)
WAIT = timedelta(minutes=1)
LONGEST = 4000
MOST_COUNTED = 2**32
WORKER = "ui/vendor/altcha/sha.js"

Given = dict[str, Any]


def challenge(about: str) -> str:
    """A fresh challenge, packed as the form sends it back; it counts for what it is about and nothing else."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16)
    parameters = {
        "algorithm": "SHA-256",
        "nonce": nonce.hex(),
        "salt": salt.hex(),
        "cost": 1,
        "keyLength": 32,
        "keyPrefix": _hash(salt, nonce, secrets.randbelow(HASHES))[: 2 * BYTES_ASKED_FOR],
        "expiresAt": int((clock.now() + VALID_FOR).timestamp()),
    }
    said = {"challenge": {"parameters": parameters, "signature": _signature(parameters, about)}}
    return base64.b64encode(json.dumps(said).encode()).decode()


def solved(payload: str, about: str) -> bool:
    """Whether the solution is right, in time and new; a challenge counts once."""
    given = _signed(payload, about)
    return given is not None and _is_solution(given) and _used(given)


def waited(payload: str, about: str) -> bool:
    """Whether a challenge that nobody solved was handed out at least a minute ago, and is in time and new."""
    given = _signed(payload, about)
    return given is not None and _seconds_to_wait(given) <= 0 and _used(given)


def asked_again(payload: str, about: str) -> tuple[str, int]:
    """The same challenge when it still counts, so that nobody begins to wait anew, or a fresh one; and the seconds
    that are left to wait."""
    given = _signed(payload, about)
    if given is None or _seconds_left(given) <= 0 or cache.get(_name(given)):
        payload = challenge(about)
        given = _signed(payload, about)
        assert given is not None
    return payload, max(0, _seconds_to_wait(given))


def _signed(payload: str, about: str) -> Given | None:
    """What was sent, when the challenge in it is ours and about this."""
    try:
        given = json.loads(base64.b64decode(payload, validate=True)) if len(payload) <= LONGEST else {}
        signed = _signature(given["challenge"]["parameters"], about)
        return given if hmac.compare_digest(given["challenge"]["signature"], signed) else None
    except (binascii.Error, ValueError, TypeError, LookupError, RecursionError):
        return None


def _is_solution(given: Given) -> bool:
    solution, asked = given.get("solution"), given["challenge"]["parameters"]
    counter = solution.get("counter") if isinstance(solution, dict) else None
    if not isinstance(counter, int) or isinstance(counter, bool) or not 0 <= counter < MOST_COUNTED:
        return False
    found = _hash(bytes.fromhex(asked["salt"]), bytes.fromhex(asked["nonce"]), counter)
    return found.startswith(asked["keyPrefix"])


def _hash(salt: bytes, nonce: bytes, counter: int) -> str:
    return hashlib.sha256(salt + nonce + counter.to_bytes(4)).hexdigest()


def _used(given: Given) -> bool:
    """Use it up; false when it is too late or was used before. Noted until it expires: only the challenge's own random
    number, nothing of who sent it."""
    left = _seconds_left(given)
    return left > 0 and bool(cache.add(_name(given), 1, timeout=left + 60))


def _seconds_left(given: Given) -> int:
    return int(given["challenge"]["parameters"]["expiresAt"]) - int(clock.now().timestamp())


def _seconds_to_wait(given: Given) -> int:
    return _seconds_left(given) - int((VALID_FOR - WAIT).total_seconds())


def _name(given: Given) -> str:
    return f"proof:{given['challenge']['parameters']['nonce']}"


def _signature(parameters: object, about: str) -> str:
    """A keyed hash over all that the challenge says; only what we signed gets so far that it is read."""
    said = json.dumps([parameters, about], sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(keys.derive(None, "proof-of-work"), said, hashlib.sha256).hexdigest()
