"""The composer: facts to the left, the receiver's copy to the right; then looking over, and sending."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Fact, Line
from avklar.followup.concerns.messaging import put_errors
from avklar.followup.disclosures import actions, addressees, composing, presenting
from avklar.followup.disclosures.addressees import Addressee
from avklar.followup.disclosures.cards import Copy
from avklar.followup.disclosures.forms import NO, ComposeForm, as_posted, flat
from avklar.followup.disclosures.states import MOST_FACTS
from avklar.followup.disclosures.views.keeping import Kept, SeeOther, of_composer
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link
from avklar.people.organisations.cards import Ground


@dataclass
class Desk:
    """What the composer's pages look at: the case's line, its facts, and who and what can be chosen today."""

    actor: Actor
    case: Line
    facts: list[Fact]

    @cached_property
    def offered(self) -> list[Addressee]:
        return addressees.offered(self.actor)

    @cached_property
    def grounds(self) -> list[Ground]:
        return composing.grounds(self.actor)

    @property
    def kept(self) -> Kept:
        return of_composer(self.actor, self.case.id)

    def form(self, data: Any) -> ComposeForm:
        """The form filled with what was posted or kept."""
        return ComposeForm(data, offered=self.offered, grounds=self.grounds, kept_for=self.kept.token)


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Choose and write; every button keeps the draft first."""
    desk = _desk(acting(request), case_id)
    if request.method != "POST":
        draft = desk.kept.load()
        return _draw(request, desk, as_posted(draft), started=bool(draft))
    if request.POST.get("do") == "discard":
        desk.kept.discard()
        messages.success(request, _("Kladden er kastet."))
        return SeeOther(request.path)
    form = desk.form(request.POST)
    try:
        desk.kept.save(flat(request.POST))
    except Invalid as problem:
        form.is_valid()
        put_errors(form, problem)
        return _draw(request, desk, request.POST, form=form, status=422)
    if request.POST.get("do") != "review":
        return _saved(request)
    if _may_be_looked_over(desk, form):
        return SeeOther(reverse("disclosures:review", args=[case_id]))
    return _draw(request, desk, request.POST, form=form, status=422)


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The copy exactly as it will arrive, and the button that sends it."""
    desk = _desk(acting(request), case_id)
    draft = desk.kept.load()
    posted = ComposeForm(request.POST)
    posted.is_valid()
    submission = posted.cleaned_data.get("submission") if request.method == "POST" else None
    if submission is not None:
        again = actions.sent(desk.actor, submission)
        if again is not None:
            return SeeOther(reverse("disclosures:disclosure", args=[again]))
    if not draft:
        return SeeOther(reverse("disclosures:compose", args=[case_id]))
    form = desk.form(as_posted(draft))
    form.is_valid()
    try:
        if submission is not None:
            return _send(request, desk, form, submission)
        return _look_over(request, desk, form)
    except (Invalid, Conflict) as problem:
        _put(form, problem)
        return _draw(request, desk, as_posted(draft), form=form, status=problem.status)


def _send(request: HttpRequest, desk: Desk, form: ComposeForm, submission: UUID) -> HttpResponse:
    sent = actions.send(
        desk.actor,
        case_id=desk.case.id,
        content=form.content(),
        submission=submission,
        looked_over=request.POST.get("mark", "") or "-",
    )
    desk.kept.discard()
    messages.success(request, _("Opplysningene er sendt."))
    return SeeOther(reverse("disclosures:disclosure", args=[sent]))


def _look_over(request: HttpRequest, desk: Desk, form: ComposeForm) -> HttpResponse:
    content = form.content()
    name = actions.subject(desk.actor, desk.case.id) if content.with_name else None
    copy = composing.look_over(desk.actor, desk.case.id, content, name=name)
    context = {
        **_around(desk, _("Se over")),
        "copy": presenting.drawn(copy),
        "mark": composing.mark(copy),
        "form": ComposeForm(kept_for=desk.kept.token),
        "unverified": copy.unverified,
        "heading": _("Se over og send"),
    }
    return render(request, "disclosures/review.html", context)


def _saved(request: HttpRequest) -> HttpResponse:
    if request.POST.get("do") == "save":
        messages.success(request, _("Kladden er lagret."))
    return SeeOther(request.path)


def _may_be_looked_over(desk: Desk, form: ComposeForm) -> bool:
    """Whether everything holds; otherwise the form says at each field what doesn't. The name isn't read yet."""
    form.is_valid()
    content = form.content()
    try:
        composing.look_over(desk.actor, desk.case.id, content, name="" if content.with_name else None)
    except Invalid as problem:
        _put(form, problem)
    return not form.errors


def _put(form: ComposeForm, problem: Invalid | Conflict) -> None:
    """Say the objections at the fields; a field that has its own keeps that one."""
    if isinstance(problem, Conflict):
        form.add_error(None, str(problem.sentence))
        return
    fields = dict(problem.fields)
    if form.cleaned_data.get("told") != NO:
        fields.pop("not_told", None)  # the form itself asks for the answer, or for the day
    if not problem.fields:
        put_errors(form, problem)
    for name, sentence in fields.items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, str(sentence))


def _desk(actor: Actor, case_id: UUID) -> Desk:
    return Desk(actor, cases.line(actor, case_id), cases.facts(actor, case_id))


def _draw(
    request: HttpRequest,
    desk: Desk,
    data: Any,
    *,
    form: ComposeForm | None = None,
    started: bool = True,
    status: int = 200,
) -> HttpResponse:
    """The composer. Without `form` nothing is objected to yet: what was kept is only shown."""
    read = form or desk.form(data)
    read.is_valid()
    content = read.content()
    copy = _sketch(desk, read)
    if form is None:
        form = ComposeForm(initial=data.dict(), offered=desk.offered, grounds=desk.grounds, kept_for=desk.kept.token)
    wordings: dict[object, str] = {each.observation_id: each.text for each in content.picks}
    context = {
        **_around(desk, _("Utlever")),
        "form": form,
        "choices": presenting.choices(desk.facts, content.observations, wordings, MOST_FACTS),
        "picked": len(content.picks),
        "all": len(desk.facts),
        "copy": presenting.drawn(copy),
        "stays": len(desk.facts) - len(copy.facts),
        "unverified": copy.unverified,
        "shown_swap": bool(content.swap_reason or form.errors.get("swap_reason")),
        "readable": not desk.case.locked and desk.case.closed_at is None,
        "started": started,
        "consents_url": reverse("disclosures:consents", args=[desk.case.id]),
    }
    return render(request, "disclosures/compose.html", context, status=status)


def _sketch(desk: Desk, form: ComposeForm) -> Copy:
    content = form.content()
    to = next((each for each in desk.offered if each.key == content.receiver), None)
    ground = next((composing.ground_words(each) for each in desk.grounds if each.code == content.ground), "")
    return composing.sketch(content, desk.facts, desk.case.age, composing.sender_of(desk.actor), to, ground)


def _around(desk: Desk, here: str) -> dict[str, Any]:
    case_url = reverse("casefile:case", args=[desk.case.id])
    return {
        "crumbs": [
            Link(_("Saker"), reverse("casefile:list")),
            Link(desk.case.reference, case_url),
            Link(here, ""),
        ],
        "case": desk.case,
        "case_url": case_url,
        "under_18": desk.case.age.may_be_under_18,
        "own": composing.sender_of(desk.actor).own.full_name,
    }
