"""Proof of work: what our worker finds is accepted once, and nothing else is."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from avklar.followup.concerns import proof
from avklar.foundation import clock


@pytest.fixture(autouse=True)
def _light_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "PREFIX", "00")


def solve(challenge: dict[str, Any]) -> int:
    """What altcha's worker does."""
    asked = challenge["parameters"]
    start = bytes.fromhex(asked["salt"]) + bytes.fromhex(asked["nonce"])
    for number in count():
        if hashlib.sha256(start + number.to_bytes(4)).hexdigest().startswith(asked["keyPrefix"]):
            return number
    raise AssertionError


def packed(challenge: object, counter: object) -> str:
    said = {"challenge": challenge, "solution": {"counter": counter}}
    return base64.b64encode(json.dumps(said).encode()).decode()


def solved() -> str:
    challenge = json.loads(proof.challenge())
    return packed(challenge, solve(challenge))


def test_solution_is_accepted_once(db: None) -> None:
    payload = solved()
    assert proof.accepted(payload)
    assert not proof.accepted(payload)


def test_solution_in_time_only(db: None) -> None:
    payload = solved()
    with clock.frozen(clock.now() + proof.VALID_FOR + timedelta(seconds=1)):
        assert not proof.accepted(payload)


def test_challenge_of_ones_own_is_refused(db: None) -> None:
    challenge = json.loads(proof.challenge())
    for easier in ({"keyPrefix": ""}, {"expiresAt": 2**40}, {"nonce": "00"}):
        changed = challenge | {"parameters": challenge["parameters"] | easier}
        assert not proof.accepted(packed(changed, solve(changed)))


def test_wrong_counter_is_refused(db: None) -> None:
    challenge = json.loads(proof.challenge())
    right = solve(challenge)
    wrong = next(number for number in count(right + 1) if number != right)
    for counter in (-1, 2**32, True, None, str(right), right + 0.5, [right]):
        assert not proof.accepted(packed(challenge, counter))
    assert proof.accepted(packed(challenge, right))
    assert wrong != right


@pytest.mark.parametrize(
    "payload", ["", "x", "é", "bnVsbA==", "W10=", "e30=", "A" * 200_000, base64.b64encode(b"[" * 2900).decode()]
)
def test_anything_else_is_refused(payload: str, db: None) -> None:
    assert not proof.accepted(payload)
