"""Every route of the house with its methods, guard, permission and step of the staircase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from avklar.foundation.access.guard import Guard, guard_of

ANSWERED = ("GET", "POST")


@dataclass(frozen=True)
class Route:
    """One route. `guard` is empty for a route without a guard: it answers 403 and fails the tests."""

    path: str
    name: str
    methods: str
    guard: str
    permission: str
    step: int
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def routes() -> list[Route]:
    """All routes, in the order in which they are tried."""
    return [_route(path, name, pattern) for path, name, pattern in patterns()]


def patterns() -> Iterator[tuple[str, str, URLPattern]]:
    """(path, route name with namespace, pattern) of every route."""
    yield from _walk(get_resolver(), "/", "")


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner)
        else:
            yield path, f"{namespace}{entry.name or ''}", entry


def _route(path: str, name: str, pattern: URLPattern) -> Route:
    guard = guard_of(pattern.callback, name) or Guard("")
    return Route(
        path=path,
        name=name,
        methods=" ".join(_methods(pattern.callback)),
        guard=guard.kind,
        permission=str(guard.permission or ""),
        step=guard.step,
        reason=guard.reason,
    )


def _methods(view: Any) -> list[str]:
    """The methods a view answers: those of Django's `require_…` decorator, of a class-based view, or GET and POST."""
    view_class = getattr(view, "view_class", None)
    if view_class:
        return [method for method in ANSWERED if hasattr(view_class, method.lower())]
    required = _required(view)
    return [method for method in ANSWERED if method in required] if required else list(ANSWERED)


def _required(view: Any) -> list[str]:
    """What `require_http_methods` was given, found by peeling the decorators off; empty when there is none."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return list(view.__closure__[names.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return []
