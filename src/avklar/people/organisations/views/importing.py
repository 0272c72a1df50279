"""Importing contacts: a file, what would happen line by line with what has to be chosen, and the one confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link, State, StateKind
from avklar.people.organisations import actions, listed_forms, queries
from avklar.people.organisations.importing import keeping
from avklar.people.organisations.importing.asking import Question
from avklar.people.organisations.importing.verdicts import WORDS, Judged, Preview, Verdict, World, judge
from avklar.people.organisations.states import AppointmentKind

either = require_http_methods(["GET", "HEAD", "POST"])
MOST_SHOWN, MOST_QUESTIONS = 300, 60
KINDS: dict[Verdict, StateKind] = {
    Verdict.CHOICE: "soon",
    Verdict.UNREADABLE: "over",
    Verdict.CHANGED: "new",
    Verdict.NEW: "new",
    Verdict.UNCHANGED: "done",
    Verdict.LEFT_OUT: "plain",
}


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it."""

    row: int
    place: str
    kind: str
    name: str
    told: str
    state: State
    why: str


@dataclass
class Desk:
    """An import under way: what it is judged by, what was answered, and what that gives."""

    source: str
    world: World
    preview: Preview
    questions: list[Question]
    seen: str


@needs(Permission.CONTACTS_MANAGE)
@either
def import_contacts(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet and read it; nothing is written to the list yet."""
    actor = acting(request)
    if not queries.is_district(actor):
        raise NotFound
    form = listed_forms.ContactFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.keep_import(actor, content=form.cleaned_data["file"], source=form.source)
            return redirect("organisations:contacts_import_look", made)
        except Invalid as problem:
            form.add_error("file", str(problem.fields["file"]))
    context = {
        "form": form,
        "heading": _("Les inn kontakter fra et regneark"),
        "lead": _("Du ser hva som vil skje med hver linje før noe blir ført inn. Store filer tar noen sekunder."),
        "submit_label": _("Les fila"),
        "back_url": reverse("organisations:contacts"),
    }
    return render(request, "organisations/file_page.html", context, status=422 if form.errors else 200)


@needs(Permission.CONTACTS_MANAGE)
@either
def look(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What would happen to every line; with the answers given, everything at once or nothing."""
    actor = acting(request)
    if request.method == "POST" and keeping.is_done(actor, import_id):
        return redirect("organisations:contacts")
    desk = _desk(actor, import_id, request.POST)
    draft = f"import:{import_id}"
    form = listed_forms.Answers(
        request.POST or None,
        initial=filling.kept(actor, draft) | {"seen": desk.seen},
        kept_for=drafts.token(actor.person, draft),
        questions=desk.questions[:MOST_QUESTIONS],
        unreadable=desk.preview.counts[Verdict.UNREADABLE],
    )
    written: list[Preview | None] = []

    def do(values: Mapping[str, Any]) -> None:
        answers = {question.key: values[question.key] for question in desk.questions if question.key in values}
        leave_out = bool(values.get("leave_out"))
        done = actions.import_contacts(
            actor, import_id=import_id, answers=answers, seen=values["seen"], leave_out=leave_out
        )
        written.append(done)

    status = 200
    if form.is_bound:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _told(written[0]))
                return redirect("organisations:contacts")
            status = 422
        except Conflict as problem:
            form.data = {**form.data.dict(), "seen": desk.seen}  # type: ignore[attr-defined]
            form.add_error(None, str(problem.sentence))
            status = 409
    return render(request, "organisations/contacts_import.html", _context(desk, form), status=status)


def _desk(actor: Actor, import_id: UUID, answers: Mapping[str, str]) -> Desk:
    """An answer may raise another question (a municipality is known now, and the person stands twice): both stay."""
    if not queries.is_district(actor):
        raise NotFound
    source, lines = keeping.waiting(actor, import_id)
    world = queries.world(actor.organisation)
    preview = judge(lines, world, answers)
    return Desk(source, world, preview, list(preview.asked), queries.fingerprint(world))


def _context(desk: Desk, form: listed_forms.Answers) -> dict[str, Any]:
    preview, order = desk.preview, list(Verdict)
    rows = sorted(preview.rows, key=lambda row: order.index(row.verdict))
    return {
        "form": form,
        "source": desk.source,
        "counts": [(State(KINDS[each], WORDS[each]), preview.counts[each]) for each in Verdict if preview.counts[each]],
        "rows": [_shown(row, desk.world) for row in rows[:MOST_SHOWN]],
        "more": max(len(rows) - MOST_SHOWN, 0),
        "too_many": len(desk.questions) > MOST_QUESTIONS,
        "writes": bool(preview.counts[Verdict.NEW] + preview.counts[Verdict.CHANGED] + len(preview.questions)),
        "crumbs": [Link(_("Kontaktliste"), reverse("organisations:contacts")), Link(_("Se over"), "")],
    }


def _shown(row: Judged, world: World) -> Shown:
    state = State(KINDS[row.verdict], WORDS[row.verdict])
    if row.contact is not None:
        contact = row.contact
        told = " · ".join(text for text in contact.texts()[1:3] if text)
        place = world.names[contact.place]
        return Shown(row.line.row, place, str(contact.kind.label), contact.name, told, state, row.why)
    line = row.line
    kind = str(AppointmentKind(line.kind).label) if line.kind else line.role
    place = " ".join(part for part in (line.number, line.place) if part)
    told = " · ".join(part for part in (line.email, line.phone) if part)
    return Shown(line.row, place, kind, line.name, told, state, row.why)


def _told(written: Preview | None) -> str:
    """«3 nye kontakter er ført inn, og 1 er endret.»"""
    if written is None:
        return _("Kontaktene var ført inn allerede.")
    new, changed = written.counts[Verdict.NEW], written.counts[Verdict.CHANGED]
    if not new and not changed:
        return _("Alt stod på lista fra før. Ingenting er endret.")
    told = ngettext("%(new)s ny kontakt er ført inn.", "%(new)s nye kontakter er ført inn.", new) % {"new": new}
    more = ngettext("%(changed)s er endret.", "%(changed)s er endret.", changed) % {"changed": changed}
    return f"{told} {more}" if changed else told
