"""What makes the suite strict: no network, and no template that reads a variable nobody gave it."""

from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.template.base import FilterExpression

import avklar

OUR_TEMPLATES = str(Path(avklar.__file__).parent)
FORGIVING_FILTERS = {"default", "default_if_none"}


class NetworkReached(AssertionError):
    """A test tried to leave the machine."""


def close_the_network() -> None:
    """From now on sockets reach this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(str(address[0])):
            raise NetworkReached(f"a test tried to reach {address[0]}")
        return connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class UndefinedVariable(AssertionError):
    """One of our templates read a variable that is not in the context."""


class Undefined(str):
    """Stands in for `string_if_invalid`: raises for our own templates, stays empty for those of libraries.

    Django asks `if string_if_invalid` and then `string_if_invalid % name`; the frame that asks holds the expression and
    the context. `{{ x|default:"…" }}` says in so many words that x may be missing, so it is let through.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return self._raises(sys._getframe(1))

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(f"the template has no variable «{variable}»")

    def _raises(self, frame: FrameType) -> bool:
        expression, context = frame.f_locals.get("self"), frame.f_locals.get("context")
        if not isinstance(expression, FilterExpression) or context is None:
            return False
        filters = expression.filters
        if filters and getattr(filters[0][0], "_filter_name", filters[0][0].__name__) in FORGIVING_FILTERS:
            return False
        template = getattr(context.render_context, "template", None) or context.template
        return bool(template) and str(template.origin.name).startswith(OUR_TEMPLATES)
