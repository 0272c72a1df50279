"""The `kept_for` token: short, signed, expiring."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from avklar.foundation import clock
from avklar.foundation.drafts import tokens

LONGEST = "f" * 80


def test_token_reads_back(owner: UUID) -> None:
    form = f"concern-answer:{owner}"
    assert tokens.read_token(tokens.token(owner, form)) == tokens.KeptFor(owner, form)


def test_token_fits_its_field(owner: UUID) -> None:
    assert len(tokens.token(owner, LONGEST)) <= 160


def test_token_of_eight_days_ago_is_refused(owner: UUID) -> None:
    with clock.frozen(clock.now() - timedelta(days=8)):
        old = tokens.token(owner, "concern")
    assert tokens.read_token(old) is None


def test_token_of_six_days_ago_is_read(owner: UUID) -> None:
    with clock.frozen(clock.now() - timedelta(days=6)):
        old = tokens.token(owner, "concern")
    assert tokens.read_token(old) is not None


@pytest.mark.parametrize("text", ["", ".", "a.b.c", "a.b.c.d", "\x00", "ø" * 10, "." * 300])
def test_what_is_no_token_is_refused(text: str) -> None:
    assert tokens.read_token(text) is None


def test_token_for_another_form_is_refused(owner: UUID) -> None:
    assert tokens.read_token(tokens.token(owner, "concern").replace("concern", "message")) is None
