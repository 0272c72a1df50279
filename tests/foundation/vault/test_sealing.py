"""Sealing to a public key: only the private key that belongs to it opens."""

from __future__ import annotations

from typing import Any

import pyrage
import pytest

from avklar.foundation.vault import sealing

PLAIN = "Grått hus, blå dør.".encode()


def test_only_the_matching_key_opens() -> None:
    pst, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = sealing.seal(str(pst.to_public()), PLAIN)
    assert pyrage.decrypt(sealed, [pst]) == PLAIN
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])


def test_nothing_lies_in_clear_and_no_two_are_alike() -> None:
    public = str(pyrage.x25519.Identity.generate().to_public())
    first, second = sealing.seal(public, PLAIN), sealing.seal(public, PLAIN)
    assert PLAIN not in first
    assert first != second


def test_one_changed_byte_opens_nothing() -> None:
    pst = pyrage.x25519.Identity.generate()
    sealed = bytearray(sealing.seal(str(pst.to_public()), PLAIN))
    sealed[-1] ^= 1
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bytes(sealed), [pst])


def test_public_key_is_known() -> None:
    assert sealing.is_recipient(str(pyrage.x25519.Identity.generate().to_public()))


@pytest.mark.parametrize("text", ["", "age1", "age1" + "q" * 58, "tull", "ssh-ed25519 AAAA", "æøå"])
def test_anything_else_is_not_a_public_key(text: str) -> None:
    assert not sealing.is_recipient(text)


def test_private_key_is_not_a_public_key() -> None:
    assert not sealing.is_recipient(str(pyrage.x25519.Identity.generate()))


def test_without_a_setting_there_is_no_recipient(settings: Any) -> None:
    settings.AVKLAR_PST_RECIPIENT = ""
    assert sealing.recipient() is None
