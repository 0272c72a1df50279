"""What can go wrong in the vault. No message ever carries text, keys or a person's data."""


class VaultError(Exception):
    """Anything the vault refuses."""


class Locked(VaultError):
    """An encrypted attribute was read before `keys.unlock` fetched its key."""


class KeyGone(VaultError):
    """The record's key doesn't exist: it was destroyed, or never made. No key: no read and no write."""


class Sealed(VaultError):
    """The record is sealed: out of reach in daily work until it is explicitly unsealed (R12)."""


class Tampered(VaultError):
    """A ciphertext was changed, moved to another place, or belongs to another key."""


class KeyExists(VaultError):
    """A record already has a key; a second one would leave its text unreadable."""


class SweepRefused(VaultError):
    """More orphaned keys than expected: a sign that a room was forgotten, so nothing was removed."""


class VaultUnusable(VaultError):
    """The vault can't be used; the message is one sentence for the operator."""


class KeyFileError(VaultUnusable):
    """The installation's key is missing, malformed or readable by others."""
