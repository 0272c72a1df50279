"""One talk: inviting to it, its page with the letter and the calendar file, a new date, and what came of it (R6)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Opened
from avklar.followup.cases.talks import actions, calendar, forms, paper, presenting, queries
from avklar.followup.cases.talks.cards import TalkCard
from avklar.followup.cases.talks.states import TalkState
from avklar.followup.cases.views.desk import Desk, Page, around, desk, draw, run, shut
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.people.organisations import queries as people

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.TALK_HANDLE)
@either
def invite(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Invite to a talk, once it is chosen on the ladder."""
    at = desk(request, case_id, "talk-invite")
    municipalities = people.municipalities(at.actor.organisation)
    page = Page(
        heading=_("Inviter til avklaringssamtale"),
        lead=_("Samtalen er en måte å finne ut av det på, sammen. Du får brevet som PDF, og deler det ut selv."),
        submit=_("Lag invitasjonen"),
        done=_("Samtalen er avtalt. Brevet ligger her."),
        template="cases/talk_invite.html",
        initial=presenting.first_answers(at.actor, municipalities),
        context={"not_chosen": presenting.not_chosen(at.found), "age": at.found.line.age},
        after=lambda made: reverse("cases:talk", args=[case_id, made]),
    )

    if at.found.readable and request.method != "POST" and presenting.not_chosen(at.found):
        return draw(at, page, None)

    def build(found: Opened) -> Any:
        return partial(forms.InviteForm, age=found.line.age, municipalities=municipalities)

    def act(form: Any) -> UUID:
        given = form.cleaned_data
        return actions.invite(
            at.actor,
            case_id=case_id,
            invitation=form.invitation,
            language=form.letter_language,
            submission=given["submission"],
        )

    return run(at, page, build, act)


@needs(Permission.TALK_HANDLE)
@require_safe
def talk(request: HttpRequest, case_id: UUID, talk_id: UUID) -> HttpResponseBase:
    """The talk, its phases, and what one can do with it."""
    at = desk(request, case_id, "talk", talk_id)
    if not at.found.readable:
        return shut(at, Page(heading=_("Avklaringssamtale"), submit="", done=""))
    each = queries.talk(at.actor, case_id, talk_id)
    context = around(at, _("Avklaringssamtale")) | presenting.page(at.actor, case_id, each)
    response = render(request, "cases/talk.html", context)
    actions.read(at.actor, talk_id=talk_id)
    return response


@needs(Permission.TALK_HANDLE)
@either
def move(request: HttpRequest, case_id: UUID, talk_id: UUID) -> HttpResponseBase:
    """A new date: the old talk stays as moved, and a new letter is made."""
    at = desk(request, case_id, "talk-move", talk_id)
    context = _shown(at, talk_id)
    if _is_over(at, context):
        return redirect("cases:talk", case_id, talk_id)
    page = Page(
        heading=_("Finn en ny tid"),
        lead=_("Å flytte en samtale er helt vanlig. Resten av invitasjonen blir som den var, og du får et nytt brev."),
        submit=_("Flytt samtalen"),
        done=_("Samtalen er flyttet. Det nye brevet ligger her."),
        template="cases/talk_form.html",
        context=context,
        after=lambda made: reverse("cases:talk", args=[case_id, made]),
    )

    def act(form: Any) -> UUID:
        given = form.cleaned_data
        return actions.move(
            at.actor,
            case_id=case_id,
            talk_id=talk_id,
            at=given["at"],
            short_notice_reason=given.get("short_notice_reason", ""),
            submission=given["submission"],
        )

    return run(at, page, lambda found: partial(forms.MoveForm, attendance=context["talk"].attendance), act)


@needs(Permission.TALK_HANDLE)
@either
def outcome(request: HttpRequest, case_id: UUID, talk_id: UUID) -> HttpResponseBase:
    """What came of it. That nobody came, or said no, is ordinary."""
    at = desk(request, case_id, "talk-outcome", talk_id)
    context = _shown(at, talk_id)
    if _is_over(at, context):
        return redirect("cases:talk", case_id, talk_id)
    page = Page(
        heading=_("Hvordan gikk samtalen?"),
        submit=_("Lagre"),
        done=_("Det er lagret."),
        template="cases/talk_outcome.html",
        context=context,
        version=lambda found: queries.talk(at.actor, case_id, talk_id).version,
        after=lambda made: reverse("cases:talk", args=[case_id, talk_id]),
    )

    def act(form: Any) -> None:
        given = form.cleaned_data
        actions.record(
            at.actor,
            case_id=case_id,
            talk_id=talk_id,
            ending=TalkState(given["state"]),
            result=given.get("result", ""),
            agreed_plan=given.get("agreed_plan", ""),
            version=given["version"],
        )

    return run(at, page, lambda found: partial(forms.OutcomeForm, talk=context["talk"]), act)


@needs(Permission.TALK_HANDLE)
@either
def note(request: HttpRequest, case_id: UUID, talk_id: UUID, phase: str) -> HttpResponseBase:
    """The note of one phase; the page exists only where the district has entered its basis for notes."""
    at = desk(request, case_id, f"talk-note-{phase}", talk_id)
    words = presenting.phase(at.actor, phase)
    kept = queries.notes(at.actor, case_id, talk_id).get(phase) if at.found.readable else None
    page = Page(
        heading=words.title,
        lead=words.help,
        submit=_("Lagre notatet"),
        done=_("Notatet er lagret."),
        initial={"text": kept.text if kept else ""},
        version=lambda found: presenting.note_version(at.actor, case_id, talk_id, phase),
        after=lambda made: reverse("cases:talk", args=[case_id, talk_id]),
    )

    def act(form: Any) -> int:
        given = form.cleaned_data
        return actions.note(
            at.actor, case_id=case_id, talk_id=talk_id, phase=phase, text=given["text"], version=given["version"]
        )

    return run(at, page, lambda found: forms.NoteForm, act)


@needs(Permission.TALK_HANDLE)
@require_safe
def letter(request: HttpRequest, case_id: UUID, talk_id: UUID) -> HttpResponse:
    """The letter of a talk to come, as PDF."""
    actor = acting(request)
    each = _to_come(actor, case_id, talk_id)
    child = cases.line(actor, case_id).age.may_be_under_18
    made = paper.letter(each, **presenting.signature(actor, each), child=child)
    return _file(actor, each, made, "application/pdf", "brev.pdf")


@needs(Permission.TALK_HANDLE)
@require_safe
def calendar_file(request: HttpRequest, case_id: UUID, talk_id: UUID) -> HttpResponse:
    """The hour of a talk to come, as a calendar file."""
    actor = acting(request)
    each = _to_come(actor, case_id, talk_id)
    return _file(actor, each, calendar.calendar(each), "text/calendar; charset=utf-8", "avtale.ics")


def _file(actor: Actor, each: TalkCard, content: bytes, kind: str, name: str) -> HttpResponse:
    """A download that nobody's cache keeps (the guard says so); that it was read is journalled."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    actions.read(actor, talk_id=each.id)
    return HttpResponse(content, content_type=kind, headers=headers)


def _to_come(actor: Actor, case_id: UUID, talk_id: UUID) -> TalkCard:
    """NotFound for a talk that is over: its letter must not be sent any more."""
    each = queries.talk(actor, case_id, talk_id)
    if each.state is not TalkState.PLANNED:
        raise NotFound
    return each


def _shown(at: Desk, talk_id: UUID) -> dict[str, Any]:
    """The talk above its form; nothing of it in a case that is shut."""
    if not at.found.readable:
        return {}
    each = queries.talk(at.actor, at.id, talk_id)
    return {"talk": each, "when": presenting.when(each)}


def _is_over(at: Desk, context: dict[str, Any]) -> bool:
    """Somebody has opened the form of a talk that was written down already."""
    return at.request.method != "POST" and bool(context) and context["talk"].state is not TalkState.PLANNED
