"""What the pages of step 4 have in common: crumbs, drafts of unsent text, and errors said at their field."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms as plain
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.followup.cases.cards import Line
from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link


def url(case_id: UUID) -> str:
    """The case's page, one floor up."""
    return reverse("casefile:case", args=[case_id])


def crumbs(line: Line, here: str) -> list[Link]:
    """Cases, the case, this page."""
    return [Link(_("Saker"), reverse("casefile:list")), Link(line.reference, url(line.id)), Link(here, "")]


def say(form: plain.Form, problem: Invalid | Conflict) -> int:
    """Say an action's objection at the form's fields, or on top where it has none; returns the page's status."""
    fields = problem.fields if isinstance(problem, Invalid) else {}
    for name, sentence in fields.items():
        form.add_error(name if name in form.fields else None, str(sentence))
    if not fields:
        form.add_error(None, str(problem.sentence))
    return problem.status


def kept(actor: Actor, code: str, kind: type[plain.Form]) -> dict[str, Any]:
    """What a lost session left behind, for the fields of a form; a field that was kept whole holds a list."""
    found = drafts.load(actor.person, code) or {}
    single = {name: value[0] if isinstance(value, list) and value else value for name, value in found.items()}
    return {name: value for name, value in single.items() if name in kind.base_fields}


def draw(request: HttpRequest, template: str, line: Line, context: dict[str, Any], *, status: int) -> HttpResponse:
    """The page, and the journal's row that the actor read the case."""
    response = render(request, f"escalation/{template}.html", {"line": line, **context}, status=status)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    journal.read(actor, kind="escalation", object_id=line.id)
    return response
