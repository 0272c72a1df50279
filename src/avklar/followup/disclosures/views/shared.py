"""The page both sides open: the copy, what was said since, and the buttons of one's own side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import queries as cases
from avklar.followup.concerns.messaging import put_errors
from avklar.followup.disclosures import actions, presenting, queries, rules
from avklar.followup.disclosures.cards import CopiedFact, Copy, Page
from avklar.followup.disclosures.forms import CorrectForm, LinkForm, SayForm
from avklar.followup.disclosures.states import Side, Verb
from avklar.followup.disclosures.views.keeping import Kept, SeeOther, of_correction, of_words
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link

Act = Callable[[Actor, UUID, str, UUID], None]

VERBS: dict[str, tuple[Verb, Act, Promise]] = {
    "accept": (
        Verb.ACCEPT,
        lambda actor, one, text, submission: actions.accept(actor, one, text=text, submission=submission),
        gettext_lazy("Opplysningene er tatt imot."),
    ),
    "ask": (
        Verb.ASK,
        lambda actor, one, text, submission: actions.ask(actor, one, text=text, submission=submission),
        gettext_lazy("Spørsmålet er sendt."),
    ),
    "reply": (
        Verb.REPLY,
        lambda actor, one, text, submission: actions.reply(actor, one, text=text, submission=submission),
        gettext_lazy("Meldingen er sendt."),
    ),
    "return": (
        Verb.RETURN,
        lambda actor, one, text, submission: actions.send_back(actor, one, text=text, submission=submission),
        gettext_lazy("Opplysningene er sendt tilbake. Dere ser dem ikke lenger."),
    ),
    "feedback": (
        Verb.FEEDBACK,
        lambda actor, one, text, submission: actions.feedback(actor, one, text=text, submission=submission),
        gettext_lazy("Tilbakemeldingen er sendt."),
    ),
    "end": (
        Verb.END,
        lambda actor, one, text, submission: actions.end(actor, one, submission=submission),
        gettext_lazy("Utleveringen er avsluttet. Den fjernes om et år."),
    ),
}


@needs(Permission.DISCLOSURE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest, disclosure_id: UUID) -> HttpResponseBase:
    """Read it, or do what the button says."""
    actor = acting(request)
    kept = of_words(actor, disclosure_id)
    if request.method != "POST":
        opened = actions.read(actor, disclosure_id)
        form = SayForm(initial={"text": kept.load().get("text", "")}, kept_for=kept.token)
        return _draw(request, actor, opened, form)
    form = SayForm(request.POST)
    if request.POST.get("do") not in VERBS or not form.is_valid():
        return _again(request, actor, disclosure_id, form, 422)
    return _do(request, actor, disclosure_id, form, kept)


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, disclosure_id: UUID, position: int) -> HttpResponseBase:
    """Give one fact a new wording; the old one stays readable."""
    actor, kept = acting(request), of_correction(acting(request), disclosure_id, position)
    opened = queries.page(actor, disclosure_id)
    if not _may_correct(opened):
        raise Conflict(rules.MOVED_ON) if opened.line.side is Side.OWNER else Denied(rules.NOT_YOURS)
    fact = _fact(opened, position)
    now = {"text": fact.text, "verified": fact.verified, "revision": fact.revision, **kept.load()}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=now, kept_for=kept.token)
    status = 200
    if request.method == "POST":
        status = _correct(actor, disclosure_id, position, form)
        if status == 303:
            kept.discard()
            messages.success(request, _("Opplysningen er rettet, og mottakeren får beskjed."))
            return SeeOther(_url(disclosure_id))
    if status == 409:
        form = _with_revision(form, fact)
    context = {
        **_around(opened, _("Rett")),
        "form": form,
        "fact": presenting.drawn(_copy_of(opened)).facts[_place(opened, position)],
        "clash": status == 409,
        "back_url": _url(disclosure_id),
    }
    actions.read(actor, disclosure_id)
    return render(request, "disclosures/correct.html", context, status=status)


@needs(Permission.DISCLOSURE_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, disclosure_id: UUID) -> HttpResponseBase:
    """Tie what came in to a case of one's own; or open a new one first."""
    actor = acting(request)
    opened = queries.page(actor, disclosure_id)
    rules.check_linkable(opened.line.side, opened.line.state)
    mine = [(str(each.id), f"{each.reference} · {each.age.label}") for each in cases.listing(actor).lines]
    now = {"case": str(opened.case_id or request.GET.get("sak", ""))}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=now, cases=mine)
    if request.method == "POST" and form.is_valid():
        actions.link_case(actor, disclosure_id, UUID(form.cleaned_data["case"]))
        messages.success(request, _("Opplysningene er knyttet til saken."))
        return SeeOther(_url(disclosure_id))
    context = {
        **_around(opened, _("Knytt til sak")),
        "form": form,
        "several": bool(mine),
        "open_url": f"{reverse('cases:open')}?disclosure=",
        "back_url": _url(disclosure_id),
    }
    return render(request, "disclosures/link.html", context, status=422 if form.errors else 200)


def _do(request: HttpRequest, actor: Actor, disclosure_id: UUID, form: SayForm, kept: Kept) -> HttpResponseBase:
    _verb, act, said = VERBS[request.POST["do"]]
    given = form.cleaned_data
    try:
        act(actor, disclosure_id, given["text"], given["submission"] or clock.new_id())
    except (Invalid, Conflict, Denied) as problem:
        kept.save({"text": given["text"]})
        form.add_error("text" if isinstance(problem, Invalid) else None, _sentence(problem))
        return _again(request, actor, disclosure_id, form, problem.status)
    kept.discard()
    messages.success(request, str(said))
    return SeeOther(_url(disclosure_id))


def _sentence(problem: Invalid | Conflict | Denied) -> str:
    if isinstance(problem, Invalid) and problem.fields:
        return str(next(iter(problem.fields.values())))
    return str(problem.sentence)


def _again(request: HttpRequest, actor: Actor, disclosure_id: UUID, form: SayForm, status: int) -> HttpResponse:
    form.is_valid()
    return _draw(request, actor, actions.read(actor, disclosure_id), form, status=status)


def _correct(actor: Actor, disclosure_id: UUID, position: int, form: CorrectForm) -> int:
    """The status to answer with; 303 when it was corrected."""
    if not form.is_valid():
        return 422
    given = form.cleaned_data
    try:
        actions.correct(
            actor,
            disclosure_id,
            position=position,
            text=given["text"],
            verified=given["verified"],
            reason=given["reason"],
            revision=given["revision"],
            submission=given["submission"] or clock.new_id(),
        )
    except Invalid as problem:
        put_errors(form, problem)
        return 422
    except Conflict:
        return 409
    return 303


def _with_revision(form: CorrectForm, fact: CopiedFact) -> CorrectForm:
    """What was written stays; sending it again replaces the wording that now stands above the field."""
    again = form.data.copy()  # type: ignore[attr-defined]
    again["revision"] = str(fact.revision)
    return CorrectForm(again)


def _fact(opened: Page, position: int) -> CopiedFact:
    return _copy_of(opened).facts[_place(opened, position)]


def _place(opened: Page, position: int) -> int:
    for place, fact in enumerate(_copy_of(opened).facts):
        if fact.position == position:
            return place
    raise NotFound


def _copy_of(opened: Page) -> Copy:
    if opened.copy is None:
        raise NotFound
    return opened.copy


def _may_correct(opened: Page) -> bool:
    return rules.may(Verb.CORRECT, opened.line.side, opened.line.state) and not opened.line.returned


def _may(opened: Page, verb: Verb) -> bool:
    return rules.may(verb, opened.line.side, opened.line.state)


def _draw(request: HttpRequest, actor: Actor, opened: Page, form: SayForm, *, status: int = 200) -> HttpResponse:
    line = opened.line
    shares = not line.withdrawn and (opened.consent_until is None or opened.consent_until >= clock.today())
    context = {
        **_around(opened, ""),
        "copy": presenting.drawn(opened.copy) if opened.copy else None,
        "unverified": opened.copy.unverified if opened.copy else 0,
        "dialogue": presenting.dialogue(opened.entries),
        "form": form if any(_may(opened, verb) for verb, _act, _said in VERBS.values()) else None,
        "unsent": form["text"].value() or "",
        "may": {name: _may(opened, verb) for name, (verb, _act, _said) in VERBS.items()},
        "may_correct": _may_correct(opened),
        "numbers": [each.position for each in opened.copy.facts] if opened.copy else [],
        "may_link": rules.may_link(line.side, line.state),
        "shares": shares,
        "sends": line.side is Side.OWNER,
        "under_18": opened.line.age.may_be_under_18,
        "case_url": reverse("casefile:case", args=[opened.case_id]) if _named(actor, opened.case_id) else "",
        "linked": opened.case_id is not None,
    }
    return render(request, "disclosures/disclosure.html", context, status=status)


def _named(actor: Actor, case_id: UUID | None) -> bool:
    """Whether the actor may open the own case it belongs to."""
    if case_id is None:
        return False
    try:
        cases.line(actor, case_id)
    except NotFound:
        return False
    return True


def _around(opened: Page, here: str) -> dict[str, Any]:
    line = opened.line
    box = "inn" if line.side is Side.RECEIVER else "ut"
    crumbs = [
        Link(_("Utleveringer"), f"{reverse('disclosures:list')}?liste={box}"),
        Link(line.reference, _url(line.id) if here else ""),
    ]
    return {
        "page": opened,
        "line": line,
        "own": opened.own,
        "state": presenting.state(line),
        "crumbs": [*crumbs, Link(here, "")] if here else crumbs,
    }


def _url(disclosure_id: UUID) -> str:
    return reverse("disclosures:disclosure", args=[disclosure_id])
