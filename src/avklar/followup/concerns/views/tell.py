"""Telling a worry without an account: the municipality, danger first (R1), one page to write, a look, and the receipt.

What is typed travels in the form from page to page: no session, cookie, cache or draft ever holds it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from avklar.followup.concerns import (
    actions,
    forms,
    messaging,
    presenting,
    proof,
    receipts,
    reviewing,
    rules,
    telling,
    words,
)
from avklar.followup.concerns.cards import Told
from avklar.followup.concerns.states import WORKING_DAYS_TO_ANSWER, Naming
from avklar.followup.concerns.views.anybody import for_anybody, municipality, phones, shut
from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.people.accounts import throttle
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard

YES, NO = "ja", "nei"
PROVED = "worry"
"""What the proof of work is about."""


@for_anybody
@require_safe
def choose(request: HttpRequest) -> HttpResponseBase:
    """Which municipality? From the list, or by the search among the contacts."""
    number = request.GET.get("kommune", "")
    if number:
        return redirect("concerns:tell_to", municipality(request, number).number)
    return render(request, "concerns/tell.html", {"places": people.municipalities()})


@for_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, number: str) -> HttpResponseBase:
    """Is somebody in danger now? Nothing more is required (R1); shut when nobody receives (R18)."""
    place = municipality(request, number)
    if people.receivers(place.id).shut:
        return shut(request, place)
    form = forms.DangerForm(request.POST if request.method == "POST" else None, initial={"danger": None})
    if form.is_valid():
        if form.cleaned_data["danger"] == "yes":
            _note_advice(request, place)
            return redirect("concerns:tell_danger", number)
        return redirect(f"{reverse('concerns:tell_write', args=[number])}?fare={NO}")
    context = {"place": place, "form": form}
    return render(request, "concerns/tell_begin.html", context, status=422 if form.errors else 200)


def _note_advice(request: HttpRequest, place: OrganisationCard) -> None:
    """Journal that the advice was shown; whoever clicks too often sees it all the same, unjournalled.

    So does everybody while nothing can be written: a full disk must not stand between somebody in danger and 112 (R1).
    """
    with suppress(throttle.TooOften, DatabaseError):
        throttle.count(request, "worry")
        actions.advise_anybody(place.id)


@for_anybody
@require_safe
def danger(request: HttpRequest, number: str) -> HttpResponse:
    """What to do now: 112, the police's number, and the way on for later (R1)."""
    place = municipality(request, number)
    go_on = f"{reverse('concerns:tell_write', args=[number])}?fare={YES}"
    return render(request, "concerns/tell_danger.html", {"place": place, "go_on_url": go_on})


@for_anybody
@csp_update({"worker-src": [SELF]})  # type: ignore[arg-type]  # the proof of work's; no other page has one
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: str) -> HttpResponseBase:
    """One page to write on and one to look it over; the button's name says what comes next."""
    place = municipality(request, number)
    if request.GET.get("fare") not in (YES, NO):
        return redirect("concerns:tell_to", number)
    if request.method != "POST":
        if people.receivers(place.id).shut:
            return shut(request, place)
        return _draw_form(request, place, telling.TellForm())
    form = telling.TellForm(request.POST)
    doing = request.POST.get("do", "look")
    if doing == "edit":
        return _draw_form(request, place, telling.TellForm(initial=_typed(request.POST)))
    if not form.is_valid():
        return _draw_form(request, place, form)
    look = Look(request, place, form, reviewing.posted_reasons(request.POST))
    if doing == "send":
        return _send(look)
    if doing != "look":
        look = _settled(look, doing)
    return _draw_look(look)


@dataclass(frozen=True)
class Look:
    """The look before sending: a valid form, the finds that are kept with their reasons, and what went wrong."""

    request: HttpRequest
    place: OrganisationCard
    form: telling.TellForm
    kept: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    status: int = 200
    ring: bool = False

    @property
    def content(self) -> Any:
        """The worry as it stands."""
        return telling.content(self.form, self.kept, danger=self.request.GET.get("fare") == YES)


def _settled(look: Look, doing: str) -> Look:
    changed, kept = reviewing.settle(look.content.texts(), look.kept, doing)
    posted = _typed(look.request.POST) | {telling.PLACES[place]: text for place, text in changed.items()}
    form = telling.TellForm(posted)
    form.full_clean()
    return replace(look, form=form, kept=kept)


def _send(look: Look) -> HttpResponseBase:
    """Send once. Whatever stops it, the page comes back with all that was written."""
    request, place, given = look.request, look.place, look.form.cleaned_data
    try:
        throttle.count(request, "worry")
        proved = proof.solved(request.POST.get("proof", ""), PROVED)
        told = actions.tell(
            place.id,
            content=look.content,
            seed=given["submission"] or clock.new_id(),
            signature=telling.signature(look.form),
            proved=proved,
            crowded=not proved and throttle.is_full(request, "worry_unproved"),
        )
    except Invalid as problem:
        messaging.put_errors(look.form, problem)
        if set(problem.fields) & set(look.form.fields):
            return _draw_form(request, place, look.form)
        return _draw_look(replace(look, problem=str(problem.sentence), status=422))
    except Conflict as problem:
        return _draw_look(replace(look, problem=str(problem.sentence), status=409, ring=True))
    except throttle.TooOften as problem:
        return _draw_look(replace(look, problem=str(problem.sentence), status=429, ring=True))
    if not proved and not told.again:
        _note_unproved(request)
    return _draw_receipt(look, told)


def _note_unproved(request: HttpRequest) -> None:
    """Count one that came without proof of work; when there are many from one address, the next is held back, not lost.

    Only what was sent is counted: whoever is shown a find three times is no flood.
    """
    with suppress(throttle.TooOften, DatabaseError):  # the worry is sent, whatever becomes of the counter
        throttle.count(request, "worry_unproved")


# --- Drawing


def _draw_form(request: HttpRequest, place: OrganisationCard, form: telling.TellForm) -> HttpResponse:
    context = {
        "place": place,
        "form": form,
        "kept": reviewing.posted_reasons(request.POST).items(),
        "danger": request.GET.get("fare") == YES,
        "answer_by": words.full_moment(clock.working_days_after(clock.now(), WORKING_DAYS_TO_ANSWER)),
        "readers": words.names([each.name for each in people.receivers(place.id).people]),
    }
    return render(request, "concerns/tell_write.html", context, status=422 if form.errors else 200)


def _draw_look(look: Look) -> HttpResponse:
    content, form = look.content, look.form
    context = {
        "place": look.place,
        "typed": (_typed(form.data) | {"submission": form.cleaned_data["submission"] or clock.new_id()}).items(),
        "facts": [*presenting.coarse_facts(content), (_("Du er"), content.sender_kind.label), _how_signed(form)],
        "looked": reviewing.look_over(content.texts(), look.kept, ask_again=bool(look.problem)),
        "problem": look.problem,
        "ring": look.ring,
        "contacts": phones(look.place) if look.ring else [],
        "child": rules.offers_child_welfare(content.age_band),
        "challenge": proof.challenge(PROVED),
        "worker": static(proof.WORKER),
    }
    return render(look.request, "concerns/tell_look.html", context, status=look.status)


def _how_signed(form: telling.TellForm) -> tuple[str, object]:
    signature = telling.signature(form)
    shown = signature.name or Naming.ANONYMOUS.label
    return _("Du skriver som"), shown


def _draw_receipt(look: Look, told: Told) -> HttpResponse:
    """Not a redirect: the receipt must stand in no address. A second click gives this page again."""
    context = {
        "place": look.place,
        "receipt": receipts.spoken(told.receipt),
        "again": told.again,
        "answer_by": words.full_moment(told.due_at) if told.due_at else "",
        "ends": words.day(told.receipt_ends_at) if told.receipt_ends_at else "",
        "child": rules.offers_child_welfare(look.content.age_band),
    }
    return render(look.request, "concerns/tell_receipt.html", context)


def _typed(posted: Any) -> dict[str, Any]:
    """What the form's own fields hold, so that nothing else travels on."""
    return {name: posted.get(name, "") for name in telling.TellForm.base_fields if name in posted}
