"""The installation's key: read from a key file or the environment, written only when made or rotated."""

import base64
import binascii
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from . import envelope
from .errors import KeyFileError

HEADER = "# Avklar: installation key. Keep a copy apart from the databases; without it nothing can be read.\n"


@dataclass(frozen=True, repr=False)
class Ring:
    """All known versions of the installation's key; the highest is used for new wraps."""

    keys: dict[int, bytes]

    @property
    def newest(self) -> int:
        """The version that new keys are wrapped with."""
        return max(self.keys)

    def __repr__(self) -> str:
        return f"<Ring versions {sorted(self.keys)}>"


def parse(text: str) -> Ring:
    """Read `version:base64` parts separated by line breaks or commas; # starts a comment line."""
    found: dict[int, bytes] = {}
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for part in (part.strip() for line in lines for part in line.split(",")):
        if not part:
            continue
        version, key = _parse_part(part)
        if version in found:
            raise KeyFileError(gettext("Nøkkelen har samme versjonsnummer to ganger."))
        found[version] = key
    if not found:
        raise KeyFileError(gettext("Nøkkelen er tom."))
    return Ring(found)


def _parse_part(part: str) -> tuple[int, bytes]:
    version, _, encoded = part.partition(":")
    try:
        number, key = int(version), base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        number, key = 0, b""
    if number < 1 or len(key) != envelope.KEY_BYTES:
        raise KeyFileError(gettext("Nøkkelen er skrevet feil: hver linje skal være «versjon:base64» med 32 byte."))
    return number, key


def read_key_file(path: Path) -> Ring:
    """Parse a key file; refuses one that others than its owner may touch (mode must be 0600)."""
    try:
        with path.open(encoding="ascii") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            text = file.read()
    except FileNotFoundError:
        raise KeyFileError(gettext("Nøkkelfilen %(path)s finnes ikke.") % {"path": path}) from None
    except (OSError, UnicodeDecodeError):
        raise KeyFileError(gettext("Nøkkelfilen %(path)s kan ikke leses.") % {"path": path}) from None
    if mode & 0o077:
        raise KeyFileError(
            gettext("Nøkkelfilen %(path)s kan leses av andre; kjør «chmod 600 %(path)s».") % {"path": path}
        )
    return parse(text)


def create_key_file(path: Path) -> Ring:
    """Make a new key file with one random key, mode 0600; refuses to overwrite an existing one."""
    ring = Ring({1: envelope.new_key()})
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileError(gettext("Nøkkelfilen %(path)s finnes fra før.") % {"path": path}) from None
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            _write(file.fileno(), ring)
    except BaseException:
        path.unlink(missing_ok=True)  # half a key file would stand in the way of the next try
        raise
    _sync_folder(path.parent)
    return ring


def replace_key_file(path: Path, ring: Ring) -> None:
    """Write all versions to a new file beside the old one and swap them in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp gives mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            _write(file.fileno(), ring)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write(handle: int, ring: Ring) -> None:
    lines = [f"{version}:{base64.b64encode(key).decode()}\n" for version, key in sorted(ring.keys.items())]
    os.write(handle, (HEADER + "".join(lines)).encode())
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)  # without it the new name may be lost in a power cut
    finally:
        os.close(handle)


_loaded: tuple[tuple[str, str], Ring] | None = None


def load() -> Ring:
    """Read the installation's key afresh from the environment or the key file."""
    global _loaded
    if settings.AVKLAR_MASTER_KEYS:
        ring = parse(settings.AVKLAR_MASTER_KEYS)
    elif settings.AVKLAR_KEY_FILE:
        ring = read_key_file(Path(settings.AVKLAR_KEY_FILE))
    else:
        raise KeyFileError(gettext("Ingen nøkkel er oppgitt: sett AVKLAR_KEY_FILE eller AVKLAR_MASTER_KEYS."))
    _loaded = (_source(), ring)
    return ring


def key(version: int) -> bytes:
    """The key of one version; looks at the file again when a rotation has added versions since."""
    ring = _loaded[1] if _loaded and _loaded[0] == _source() else load()
    if version not in ring.keys:
        ring = load()
    if version not in ring.keys:
        raise KeyFileError(gettext("Versjon %(version)s av nøkkelen mangler i nøkkelfilen.") % {"version": version})
    return ring.keys[version]


def _source() -> tuple[str, str]:
    return settings.AVKLAR_MASTER_KEYS or "", str(settings.AVKLAR_KEY_FILE or "")
