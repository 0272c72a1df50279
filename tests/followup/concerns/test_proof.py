"""Proof of work: what our worker finds is accepted once, and nothing else is; or a minute's wait where it is enough."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest

from avklar.followup.concerns import proof
from avklar.foundation import clock

ABOUT = "worry"
SECOND = timedelta(seconds=1)
NOT_OURS = ["", "x", "é", "bnVsbA==", "W10=", "e30=", "A" * 200_000, base64.b64encode(b"[" * 2900).decode()]


@pytest.fixture(autouse=True)
def _light_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "HASHES", 300)


def unpacked(payload: str) -> Any:
    return json.loads(base64.b64decode(payload))["challenge"]


def packed(challenge: object, counter: object) -> str:
    said = {"challenge": challenge, "solution": {"counter": counter}}
    return base64.b64encode(json.dumps(said).encode()).decode()


def counter_of(challenge: dict[str, Any]) -> int:
    """What altcha's worker finds."""
    asked = challenge["parameters"]
    start = bytes.fromhex(asked["salt"]) + bytes.fromhex(asked["nonce"])
    tried = (hashlib.sha256(start + number.to_bytes(4)).hexdigest() for number in range(proof.HASHES))
    return next(number for number, found in enumerate(tried) if found.startswith(asked["keyPrefix"]))


def solution(payload: str) -> str:
    challenge = unpacked(payload)
    return packed(challenge, counter_of(challenge))


def test_solution_is_accepted_once(db: None) -> None:
    payload = solution(proof.challenge(ABOUT))
    assert proof.solved(payload, ABOUT)
    assert not proof.solved(payload, ABOUT)
    assert not proof.waited(payload, ABOUT)


def test_solution_counts_for_what_it_is_about(db: None) -> None:
    payload = solution(proof.challenge(ABOUT))
    assert not proof.solved(payload, "another")
    assert proof.solved(payload, ABOUT)


def test_solution_in_time_only(db: None) -> None:
    payload = solution(proof.challenge(ABOUT))
    with clock.frozen(clock.now() + proof.VALID_FOR + SECOND):
        assert not proof.solved(payload, ABOUT)
        assert not proof.waited(payload, ABOUT)


def test_challenge_of_ones_own_is_refused(db: None) -> None:
    challenge = unpacked(proof.challenge(ABOUT))
    for easier in ({"keyPrefix": ""}, {"expiresAt": 2**40}, {"nonce": "00"}):
        changed = challenge | {"parameters": challenge["parameters"] | easier}
        for counter in range(3):
            assert not proof.solved(packed(changed, counter), ABOUT)
        with clock.frozen(clock.now() + proof.WAIT + SECOND):
            assert not proof.waited(packed(changed, 0), ABOUT)


def test_wrong_counter_is_refused(db: None) -> None:
    challenge = unpacked(proof.challenge(ABOUT))
    right = counter_of(challenge)
    for counter in (-1, right + 1, 2**32, True, None, str(right), right + 0.5, [right]):
        assert not proof.solved(packed(challenge, counter), ABOUT)
    assert proof.solved(packed(challenge, right), ABOUT)


@pytest.mark.parametrize("payload", NOT_OURS)
def test_anything_else_is_refused(payload: str, db: None) -> None:
    assert not proof.solved(payload, ABOUT)
    assert not proof.waited(payload, ABOUT)
    with clock.frozen(clock.now()):
        fresh, seconds = proof.asked_again(payload, ABOUT)
    assert fresh != payload
    assert seconds == 60


def test_whoever_waits_is_let_in_after_a_minute_and_once(db: None) -> None:
    start = clock.now().replace(microsecond=0)
    with clock.frozen(start):
        payload = proof.challenge(ABOUT)
    with clock.frozen(start + proof.WAIT - SECOND):
        assert not proof.waited(payload, ABOUT)
        assert proof.asked_again(payload, ABOUT) == (payload, 1)
        assert proof.asked_again(payload, "another")[1] == 60
    with clock.frozen(start + proof.WAIT):
        assert not proof.solved(payload, ABOUT)
        assert not proof.waited(payload, "another")
        assert proof.asked_again(payload, ABOUT) == (payload, 0)
        assert proof.waited(payload, ABOUT)
        assert not proof.waited(payload, ABOUT)
        fresh, seconds = proof.asked_again(payload, ABOUT)
        assert (fresh == payload, seconds) == (False, 60)
