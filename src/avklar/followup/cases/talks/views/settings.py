"""The district's own phases of the talk, and the basis on which notes of talks may stand in Avklar (R6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.followup.cases.forms.fields import at_their_fields
from avklar.followup.cases.talks import actions, forms, queries
from avklar.followup.cases.talks.cards import PhaseWords
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.forms import Form
from avklar.people.organisations import queries as people

HOME = "cases:talk-settings"
NEVER_RESTORED = {"submission", "version", "kept_for"}


@needs(Permission.TALK_SETTINGS)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The phases as they are now, and whether notes are kept here."""
    actor = acting(request)
    history = queries.notes_history(actor.organisation)
    names = people.names(each.entered_by for each in history)
    context = {
        "phases": queries.phase_words(actor.organisation),
        "next_code": queries.next_code(actor.organisation),
        "basis": queries.notes_basis(actor.organisation),
        "history": [(each, names.get(each.entered_by, "")) for each in history],
        "crumbs": _crumbs(_("Samtalens faser og notater")),
    }
    return render(request, "cases/talk_settings.html", context)


@needs(Permission.TALK_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: HttpRequest, code: str) -> HttpResponse:
    """Word one phase, place it, take it out of use, or add the next one."""
    actor = acting(request)
    now = _words(actor, code)
    draft = f"talk-phase:{code}"
    initial = asdict(now) | _kept(actor, draft) | {"version": now.version}
    form = forms.PhaseForm(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))

    def save() -> None:
        actions.word_phase(actor, words=form.words(code))

    heading = now.title_nb or _("En ny fase")
    return _page(request, form, save, draft, heading=heading, said=_("Fasen er lagret."), version=now.version)


@needs(Permission.TALK_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def allow_notes(request: HttpRequest) -> HttpResponse:
    """Enter the basis; from then on each phase has a field for notes."""
    actor = acting(request)
    draft = "talk-notes"
    form = forms.BasisForm(
        request.POST or None, initial=_kept(actor, draft), kept_for=drafts.token(actor.person, draft)
    )

    def save() -> None:
        actions.allow_notes(actor, basis=form.cleaned_data["basis"])

    lead = _(
        "Vanligvis står notatene fra samtalen i politiets eget system. Skal de stå her, må distriktet ha et grunnlag "
        "for det. Det du skriver, vises med navnet ditt og datoen."
    )
    said = _("Grunnlaget er ført inn. Hver fase har nå et felt for notater.")
    return _page(request, form, save, draft, heading=_("Før inn grunnlaget for notater"), lead=lead, said=said)


@needs(Permission.TALK_SETTINGS)
@require_POST
def end_notes(request: HttpRequest) -> HttpResponse:
    """No more notes are written here."""
    actions.end_notes(acting(request))
    messages.success(request, _("Det skrives ikke flere notater her. De som står, følger saken sin."))
    return redirect(HOME)


def _page(
    request: HttpRequest,
    form: Form,
    save: Callable[[], None],
    draft: str,
    *,
    said: str,
    version: int | None = None,
    **words: Any,
) -> HttpResponse:
    """Draw the form, or save it and go back to the settings; what was typed stays when it can't be saved."""
    status = 200
    if form.is_bound:
        status = _tried(form, save, version)
        if status == 200:
            drafts.discard(acting(request).person, draft)
            messages.success(request, said)
            return redirect(HOME)
    context = {"form": form, "back_url": reverse(HOME), "crumbs": _crumbs(words["heading"]), **words}
    return render(request, "cases/talk_setting.html", context, status=status)


def _tried(form: Form, save: Callable[[], None], version: int | None) -> int:
    """Save; returns the status of how it went."""
    try:
        if form.is_valid():
            with at_their_fields(form):
                save()
    except Conflict as problem:
        if version is not None:
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(version)  # type: ignore[index]
        form.add_error(None, str(problem.sentence))
        return 409
    return 422 if form.errors else 200


def _words(actor: Actor, code: str) -> PhaseWords:
    """The phase as it is now; empty for the next one to add, NotFound for any other."""
    known = queries.phase_words(actor.organisation)
    for each in known:
        if each.code == code:
            return each
    if code != queries.next_code(actor.organisation):
        raise NotFound
    return PhaseWords(code, len(known) + 1, "", "", "", "", True, 0)


def _kept(actor: Actor, draft: str) -> dict[str, Any]:
    found = drafts.load(actor.person, draft) or {}
    return {name: value for name, value in found.items() if name not in NEVER_RESTORED}


def _crumbs(heading: str) -> list[Link]:
    first = [Link(_("Saker"), reverse("casefile:list"))]
    here = _("Samtalens faser og notater")
    return [*first, Link(here, "")] if heading == here else [*first, Link(here, reverse(HOME)), Link(heading, "")]
