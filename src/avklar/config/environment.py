"""Typed readers of `AVKLAR_…` environment variables; a missing or bad value stops the start with one sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(SystemExit):
    """Stops the start. The text says which variable to set and to what; exit code 1."""


def text(name: str, default: str | None = None) -> str:
    """The variable as text; required when there is no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise BadSetting(f"Avklar starter ikke: sett {name}.")
    return default


def flag(name: str, default: bool) -> bool:
    """The variable as yes or no: 1/0, true/false, ja/nei."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "ja", "yes"}:
        return True
    if value in {"0", "false", "nei", "no"}:
        return False
    raise BadSetting(f"Avklar starter ikke: {name} må være 1 eller 0, ikke «{value}».")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """The variable as a whole number from `least` to `most`."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(f"Avklar starter ikke: {name} må være et helt tall fra {least} til {most}, ikke «{value}».")
    return int(value)


def path(name: str, default: Path) -> Path:
    """The variable as a path; `~` is the home folder."""
    return Path(text(name, str(default))).expanduser()


def public_key(name: str, readable: Callable[[str], bool]) -> str:
    """The variable as a public key that `readable` knows, or "" when it is not set."""
    value = text(name, "")
    if value and not readable(value):
        raise BadSetting(f"Avklar starter ikke: {name} må være en offentlig nøkkel som begynner med age1.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """The variable as a list of words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def url(name: str, default: str, *, schemes: tuple[str, ...]) -> str:
    """The variable as an address with one of `schemes`."""
    value = text(name, default)
    if urlsplit(value).scheme not in schemes:
        allowed = " eller ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(f"Avklar starter ikke: {name} må begynne med {allowed}.")
    return value


def moment(name: str) -> datetime | None:
    """The variable as a moment with time zone (ISO 8601), or None when it is not set."""
    value = text(name, "")
    if not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise BadSetting(
            f"Avklar starter ikke: {name} må være et tidspunkt med tidssone, for eksempel 2026-11-23T10:00+01:00."
        )
    return parsed
