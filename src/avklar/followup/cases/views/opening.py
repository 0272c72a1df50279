"""Opening a case: danger first (R1), then why, how old, what was seen, and when the person is told (R20)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.cases import actions, forms, opening, rules
from avklar.followup.cases.actions.opening import Opening
from avklar.followup.cases.forms.fields import put_errors
from avklar.followup.cases.forms.telling import YES
from avklar.followup.cases.opening import MOST_OBSERVATIONS, Door
from avklar.followup.cases.states import Age, Origin
from avklar.followup.concerns import actions as concern_actions
from avklar.followup.concerns import presenting as concern_presenting
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied, Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import CaseSwitch

NOT_KEPT = {"csrfmiddlewaretoken", "submission", "kept_for", "do"}


@needs(Permission.CASE_HANDLE)
@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest) -> HttpResponseBase:
    """The form; while named cases are off it says why and what to do."""
    actor = acting(request)
    door = opening.door(actor, request.GET)
    switch = people.case_switch(actor.organisation)
    if not switch.on:
        return _off(request, actor, door, switch)
    if request.method != "POST":
        return _begin(request, actor, door)
    doing = request.POST.get("do", "open")
    given = opening.cards(request.POST)
    if doing != "open":
        return _rearranged(request, actor, door, opening.changed(given, doing, door.seen()))
    form = forms.OpenForm(request.POST, kept_for=_token(actor, door))
    if request.POST.get("help") == YES:
        given = [each for each in given if any(each.values())]  # nothing needs to be seen where help is asked for
    cards = _cards(given, door)
    valid = [card.is_valid() for card in cards]  # every card, so that each shows its own errors
    if form.is_valid() and all(valid):
        return _open(request, actor, door, form, cards)
    return _draw(request, actor, door, form, cards, status=422)


def _open(request: HttpRequest, actor: Actor, door: Door, form: Any, cards: list[Any]) -> HttpResponseBase:
    wanted = Opening(
        reason=form.cleaned_data["reason"],
        age=Age(form.cleaned_data["age"]),
        telling=form.telling,
        origin=Origin.SELF if door.origin is Origin.OTHER and form.asked_for_help else door.origin,
        origin_id=door.origin_id,
        asked_for_help=form.asked_for_help,
        observations=tuple(card.content for card in cards),
    )
    try:
        new = actions.open_case(actor, opening=wanted, submission=form.cleaned_data["submission"])
    except Invalid as problem:
        put_errors(form, problem)
        return _draw(request, actor, door, form, cards, status=422)
    except Denied as problem:  # R3: said on the page, with everything that was written still there
        return _draw(request, actor, door, form, cards, status=422, problem=problem)
    drafts.discard(actor.person, door.draft)
    messages.success(request, _("Sak %(reference)s er åpnet. Du har ansvaret for den.") % {"reference": new.reference})
    return redirect("casefile:case", new.id)


def _begin(request: HttpRequest, actor: Actor, door: Door) -> HttpResponse:
    kept = drafts.load(actor.person, door.draft) or {}
    given = opening.cards(kept)
    initial = {"age": door.age, **{name: text for name, text in kept.items() if name not in NOT_KEPT}}
    form = forms.OpenForm(initial=initial, kept_for=_token(actor, door))
    if not kept and door.concern is None:
        given = [{}]
    cards = [forms.ObservationCard(initial=each, prefix=f"o{number}") for number, each in enumerate(given, 1)]
    return _draw(request, actor, door, form, cards)


def _off(request: HttpRequest, actor: Actor, door: Door, switch: CaseSwitch) -> HttpResponse:
    """Named cases are off: why, and what to do. What was being written meanwhile stays the writer's draft."""
    posted = request.method == "POST" and "kept_for" in request.POST
    if posted:
        _keep(request, actor, door, opening.cards(request.POST))
    context = {
        "crumbs": _crumbs(),
        "switch": switch,
        "consult": actor.may(Permission.CONCERN_HANDLE),
        "kept": posted,
        "child": False,
    }
    return render(request, "cases/off.html", context, status=409 if request.method == "POST" else 200)


def _keep(request: HttpRequest, actor: Actor, door: Door, given: list[dict[str, str]]) -> None:
    own = {name: text for name, text in request.POST.items() if name in forms.OpenForm.base_fields}
    data = {**{name: text for name, text in own.items() if name not in NOT_KEPT}, **opening.numbered(given)}
    drafts.save(actor.person, door.draft, data, organisation_id=actor.organisation)


def _rearranged(request: HttpRequest, actor: Actor, door: Door, given: list[dict[str, str]]) -> HttpResponseBase:
    """A card more or less: everything is kept in the draft, and the page is opened afresh."""
    _keep(request, actor, door, given)
    return redirect(request.get_full_path() + (f"#o{len(given)}" if given else "#sett"))


def _cards(given: list[dict[str, str]], door: Door) -> list[forms.ObservationCard]:
    """A form for each observation; what it was copied from must be of this very concern."""
    own = {str(each) for each in door.seen()}
    kept = [each if each["copied_from"] in own else {**each, "copied_from": ""} for each in given]
    data = opening.numbered(kept)
    return [forms.ObservationCard(data, prefix=f"o{number}") for number, _each in enumerate(kept, 1)]


def _draw(
    request: HttpRequest,
    actor: Actor,
    door: Door,
    form: Any,
    cards: list[Any],
    *,
    status: int = 200,
    problem: Denied | None = None,
) -> HttpResponse:
    age = str(form["age"].value() or "")
    taken = {str(card["copied_from"].value() or "") for card in cards}
    context = {
        "crumbs": _crumbs(),
        "form": form,
        "cards": cards,
        "errors": _errors(form, cards) if status == 422 else [],
        "problem": problem,
        "door": door,
        "offered": [
            (concern_presenting.observation(seen, door.concern.line), str(seen.id), str(seen.id) in taken)
            for seen in door.seen().values()
        ]
        if door.concern
        else [],
        "may_add": len(cards) < MOST_OBSERVATIONS,
        "back_url": reverse("concerns:concern", args=[door.origin_id]) if door.concern else reverse("casefile:list"),
        "child": age in Age.values and rules.offers_child_welfare(Age(age)),
    }
    response = render(request, "cases/open.html", context, status=status)
    if door.concern:
        concern_actions.read(actor, concern_id=door.concern.line.id)
    return response


def _errors(form: Any, cards: list[Any]) -> list[dict[str, Any]]:
    """One summary for the form and all cards: which card (0 is none), which question, what is wrong, and where."""
    whole = [{"number": 0, "label": "", "text": text, "anchor": ""} for text in form.non_field_errors()]
    return whole + [
        {"number": number, "label": field.label, "text": text, "anchor": _anchor(field)}
        for number, part in enumerate([form, *cards])
        for field in part.visible_fields()
        for text in field.errors
    ]


def _anchor(field: BoundField) -> str:
    """A group of radio buttons has its id on the group."""
    return field.auto_id if field.name in ("told", "help", "hand", "kind", "legal_class") else field.id_for_label


def _token(actor: Actor, door: Door) -> str:
    return drafts.token(actor.person, door.draft)


def _crumbs() -> list[Link]:
    return [Link(_("Saker"), reverse("casefile:list")), Link(_("Ny"), "")]
