"""Pure cryptography of the vault: AES-256-GCM envelopes, HKDF and HMAC. No database, no settings."""

import hashlib
import hmac
import os
from typing import NoReturn
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import Tampered

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
FORMAT = b"\x01"  # first byte of every envelope, so that a later format can stand beside this one


def new_key() -> bytes:
    """32 random bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def encrypt(key: bytes, data: bytes, context: str) -> bytes:
    """Return format byte + 12-byte nonce + ciphertext + 16-byte tag; `context` is bound, not stored."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, data, _bound(context))


def decrypt(key: bytes, envelope: bytes, context: str) -> bytes:
    """Open an envelope made by `encrypt`; raises Tampered when key, context or a single bit differs."""
    if len(envelope) < len(FORMAT) + NONCE_BYTES + TAG_BYTES or envelope[:1] != FORMAT:
        raise Tampered("not an envelope of this vault")
    nonce, body = envelope[1 : 1 + NONCE_BYTES], envelope[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, _bound(context))
    except InvalidTag:
        raise Tampered("the envelope does not belong to this key and place") from None


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, by HKDF-SHA256; different purposes give unrelated keys."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_bound(purpose)).derive(secret)


def digest(secret: bytes, purpose: str, value: str) -> bytes:
    """Keyed hash (HMAC-SHA256, 32 bytes) for exact look-ups of `value` under `purpose`."""
    return hmac.digest(derive(secret, f"lookup:{purpose}"), value.encode("utf-8", "surrogatepass"), hashlib.sha256)


def _bound(context: str) -> bytes:
    return b"avklar:" + context.encode()


class RecordKey:
    """One record's unlocked key. It lives on the instances it was fetched for and can't leave the process."""

    __slots__ = ("__key", "record_id")

    def __init__(self, record_id: UUID, key: bytes) -> None:
        self.record_id = record_id
        self.__key = key

    def encrypt(self, data: bytes, place: str) -> bytes:
        """Encrypt for one place, given as table.column:row; the record is bound as well."""
        return encrypt(self.__key, data, f"{self.record_id}/{place}")

    def decrypt(self, envelope: bytes, place: str) -> bytes:
        """Open what was encrypted for this record and place; raises Tampered."""
        return decrypt(self.__key, envelope, f"{self.record_id}/{place}")

    def wrap(self, outer: bytes, context: str) -> bytes:
        """This key, encrypted under an outer key."""
        return encrypt(outer, self.__key, context)

    def __repr__(self) -> str:
        return f"<RecordKey {self.record_id}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an unlocked key is never pickled: it must not reach a cache, session or queue")
