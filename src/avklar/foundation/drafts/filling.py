"""A form that is filled in: done once, or shown again with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.forms import Form

NEVER_RESTORED = {"submission", "version", "do"}


def kept(actor: Actor, draft: str) -> dict[str, Any]:
    """What a lost session left of the form, for its `initial`; empty when there is nothing."""
    found = drafts.load(actor.person, draft) or {}
    return {name: value for name, value in found.items() if name not in NEVER_RESTORED}


def done(actor: Actor, form: Form, verb: Callable[[Mapping[str, Any]], None], *, draft: str) -> bool:
    """Run `verb` with the form's values; False when it is to be shown again. What is wrong then stands in the form."""
    if not form.is_valid():
        return False
    try:
        verb(form.cleaned_data)
    except Invalid as problem:
        for name, sentence in (problem.fields or {"": problem.sentence}).items():
            form.add_error(name if name in form.fields else None, str(sentence))
        return False
    drafts.discard(actor.person, draft)
    return True


def stale(form: Form, problem: Conflict, *, version: int | None = None) -> None:
    """Say what changed in between; sent again, the form goes by what is there now."""
    if version is not None:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(version)  # type: ignore[index]
    form.add_error(None, str(problem.sentence))
