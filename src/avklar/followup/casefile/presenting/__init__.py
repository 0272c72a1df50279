"""Turns what was read into what the components draw. Words and shapes only: nothing is decided here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.followup.casefile import words
from avklar.followup.casefile.cards import CaseFile
from avklar.followup.casefile.presenting import around, assessed, head, observations, rungs, timeline, ways, working
from avklar.followup.casefile.presenting.ways import to
from avklar.followup.cases.states import Outcome, State
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link


def template(file: CaseFile) -> str:
    """The page with the texts, or one that says why they are gone."""
    if file.opened.line.state is State.CLOSED:
        return "casefile/closed.html"
    if not file.switched_on:
        return "casefile/off.html"
    return "casefile/case.html" if file.readable else "casefile/locked.html"


def context(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """What the page shows; without the texts it is only the head."""
    return common(actor, file) | (full(actor, file) if file.readable else {})


def common(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """What every state of the page shows."""
    line = file.opened.line
    return {
        "line": line,
        "title": _("Sak %(reference)s") % {"reference": line.reference},
        "crumbs": [Link(_("Saker"), reverse("casefile:list")), Link(line.reference, "")],
        "reached": 4 if file.contacts else 3 if file.disclosures else None,
        "contacts": around.contacts(file),
        "asked_to_open": around.asked_to_open(file),
        "readers": head.readers(file),
        "why_read": head.why_read(file, actor),
        "child": head.offers_child_welfare(file),
        "facts": head.facts(file) if file.readable else head.shut_facts(file),
        "outcome": str(Outcome(line.outcome).label) if line.outcome else "",
        "locked_why": head.locked_why(file),
        "reopen_url": to("escalation:reopen", file.id) if actor.may(Permission.ESCALATION_RECORD) else "",
    }


def full(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """Everything in the case."""
    return {
        "case": file.opened,
        "to": ways.writes(actor, file.id),
        "person_view": to("cases:person-view", file.id),
        "more": head.more(file, actor),
        "knows": head.knows(file),
        "agreed": head.agreed(file),
        "agreed_on": words.day(file.opened.plan_agreed_on) if file.opened.plan_agreed_on else "",
        "tags": head.tags(file, actor),
        "waiting": head.waiting(file),
        "assessment": assessed.section(file, actor.person),
        "ladder": rungs.ladder(file, actor.person),
        "plan": working.plan(file),
        "observations": observations.shown(file),
        "talks": around.talks(file),
        "shared": around.shared(file),
        "consents": to("disclosures:consents", file.id) if actor.may(Permission.DISCLOSURE_SEND) else "",
        "events": timeline.events(file),
    }
