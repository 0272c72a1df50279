"""The worried person's form, one question a page, without any script: danger first, then what was seen (R1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from avklar.followup.concerns import actions, draft, forms, queries, rules, words
from avklar.followup.concerns.draft import ABOUT, DONE, EXPLANATIONS, OBSERVATIONS, STEPS, TOTAL, Unfinished
from avklar.followup.concerns.states import MOST_OBSERVATIONS
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts
from avklar.people.organisations import queries as people

HEADINGS = {
    ABOUT: gettext_lazy("Hva gjelder bekymringen?"),
    OBSERVATIONS: gettext_lazy("Hva har du sett eller hørt?"),
    EXPLANATIONS: gettext_lazy("Hva kan forklare det, og hva virker bra?"),
    DONE: gettext_lazy("Hva har du gjort, og hva ønsker du?"),
}
LEADS = {
    ABOUT: gettext_lazy("Bare grove trekk. Vi spør ikke om navn, og det finnes ikke noe felt for det."),
    OBSERVATIONS: gettext_lazy(
        "Ett felt for det som skjedde, og ett for det du tenker om det. Da blir det lettere å gi gode råd."
    ),
    EXPLANATIONS: gettext_lazy(
        "Det meste som bekymrer, har en vanlig forklaring. Det som virker bra, er ofte veien videre."
    ),
    DONE: gettext_lazy("Du trenger ikke å ha gjort noe. Du trenger ikke å vite hva du vil heller."),
}


@needs(Permission.CONCERN_SEND)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Step 1: is somebody in danger now? Nothing more is required (R1); shut when nobody receives (R18)."""
    actor = acting(request)
    receivers = people.receivers(actor.organisation)
    if receivers.shut:
        return _shut(request, actor)
    form = forms.DangerForm(request.POST if request.method == "POST" else None, initial={"danger": None})
    if form.is_valid():
        unfinished = draft.begin(actor)
        unfinished.danger = form.cleaned_data["danger"] == "yes"
        draft.save(actor, unfinished)
        if unfinished.danger:
            actions.advise_danger(actor, intake_id=unfinished.submission)
            return redirect("concerns:danger")
        return redirect("concerns:step", draft.ABOUT)
    waiting = draft.load(actor)
    context = {
        "form": form,
        "heading": _("Meld en bekymring"),
        "step": 1,
        "total": TOTAL,
        "unsent": queries.unsent(actor) if waiting else None,
        "go_on_url": _go_on(waiting) if waiting else "",
        "readers": words.names([each.name for each in receivers.people]),
    }
    return render(request, "concerns/new.html", context, status=422 if form.errors else 200)


@needs(Permission.CONCERN_SEND)
@require_GET
def danger(request: HttpRequest) -> HttpResponse:
    """What to do now: 112, the police's number, and the way on for later (R1)."""
    return render(request, "concerns/danger.html", {"go_on_url": reverse("concerns:step", args=[draft.ABOUT])})


@needs(Permission.CONCERN_SEND)
@require_POST
def discard(request: HttpRequest) -> HttpResponseBase:
    """Throw the draft away."""
    if draft.discard(acting(request)):
        messages.success(request, _("Kladden er slettet. Ingenting er sendt."))
    return redirect("concerns:new")


@needs(Permission.CONCERN_SEND)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponseBase:
    """Steps 2–5. Each one saves the draft; the way back keeps everything."""
    if step not in STEPS:
        raise NotFound
    actor = acting(request)
    unfinished = draft.load(actor)
    if unfinished is None:
        return redirect("concerns:new")
    missing = unfinished.missing(before=step)
    if missing is not None:
        return redirect("concerns:step", missing)
    page = _observations if step == OBSERVATIONS else _plain
    return page(request, actor, unfinished, step)


def _plain(request: HttpRequest, actor: Actor, unfinished: Unfinished, step: str) -> HttpResponseBase:
    kind = draft.FORMS[step]
    token = drafts.token(actor.person, _rescue(step))
    if request.method == "POST":
        form = kind(request.POST, kept_for=token)
        if form.is_valid():
            names = [name for name in form.fields if name not in ("submission", "kept_for")]
            unfinished.answers[step] = {name: str(form.cleaned_data[name]) for name in names}
            return _saved(actor, unfinished, step)
    else:
        kept = drafts.load(actor.person, _rescue(step)) or {}
        form = kind(initial=unfinished.answers.get(step, {}) | _own_fields(kind, kept), kept_for=token)
    context = _context(step, unfinished) | {"form": form}
    return render(request, "concerns/step.html", context, status=422 if form.errors else 200)


def _observations(request: HttpRequest, actor: Actor, unfinished: Unfinished, step: str) -> HttpResponseBase:
    """The observations, each on its own card; another is added and one taken away without script."""
    token = drafts.token(actor.person, _rescue(step))
    if request.method == "POST":
        given = draft.posted_observations(request.POST)
        doing = request.POST.get("do", "next")
        if doing != "next":
            unfinished.observations = draft.storable(_changed(given, doing))
            draft.save(actor, unfinished)
            return redirect(reverse("concerns:step", args=[step]) + f"#o{len(unfinished.observations)}")
        cards = draft.observation_forms(given)
        valid = [card.is_valid() for card in cards]  # every card, so that each shows its own errors
        if cards and all(valid):
            unfinished.observations = given
            return _saved(actor, unfinished, step)
        status = 422
    else:
        kept = draft.posted_observations(drafts.load(actor.person, _rescue(step)) or {})
        given = kept or unfinished.observations or [{}]
        cards = [forms.ObservationForm(initial=each, prefix=f"o{number}") for number, each in enumerate(given, 1)]
        status = 200
    context = _context(step, unfinished) | {
        "cards": cards,
        "errors": _errors(cards) if status == 422 else [],
        "form": forms.SendForm(kept_for=token),
        "may_add": len(cards) < MOST_OBSERVATIONS,
    }
    return render(request, "concerns/observations.html", context, status=status)


def _errors(cards: list[forms.ObservationForm]) -> list[dict[str, object]]:
    """One summary for all cards: which card, which question, what is wrong, and where it is."""
    return [
        {"number": number, "label": field.label, "text": text, "anchor": _anchor(field)}
        for number, card in enumerate(cards, 1)
        for field in card
        for text in field.errors
    ]


def _anchor(field: BoundField) -> str:
    """A group of radio buttons has its id on the group."""
    return field.auto_id if field.name in ("hand", "utterance") else field.id_for_label


def _changed(given: list[dict[str, str]], doing: str) -> list[dict[str, str]]:
    """One card more, or without the one named in `remove:2`."""
    if doing == "add" and len(given) < MOST_OBSERVATIONS:
        return [*given, {}]
    number = doing.removeprefix("remove:")
    left = [each for place, each in enumerate(given, 1) if str(place) != number]
    return left or [{}]


def _saved(actor: Actor, unfinished: Unfinished, step: str) -> HttpResponseBase:
    draft.save(actor, unfinished)
    drafts.discard(actor.person, _rescue(step))
    following = STEPS[STEPS.index(step) + 1 :]
    return redirect("concerns:step", following[0]) if following else redirect("concerns:review")


def _own_fields(kind: type[Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Of what a lost session left behind, what belongs to the form."""
    return {name: kept[name] for name in kind.base_fields if name in kept and name != "submission"}


def _context(step: str, unfinished: Unfinished) -> dict[str, Any]:
    place = STEPS.index(step)
    age = draft.age_band(unfinished)
    return {
        "heading": HEADINGS[step],
        "lead": LEADS[step],
        "step": place + 2,
        "total": TOTAL,
        "back_url": reverse("concerns:step", args=[STEPS[place - 1]]) if place else reverse("concerns:new"),
        "child": age is not None and step != ABOUT and rules.offers_child_welfare(age),
    }


def _go_on(unfinished: Unfinished) -> str:
    missing = unfinished.missing()
    return reverse("concerns:step", args=[missing]) if missing else reverse("concerns:review")


def _rescue(step: str) -> str:
    """The draft that a lost session makes of one step."""
    return f"concern-step:{step}"


def _shut(request: HttpRequest, actor: Actor) -> HttpResponse:
    """R18: nobody receives; the form is shut and phone numbers are shown. Never the police instead."""
    context = {
        "organisation": people.organisation(actor.organisation),
        "contacts": [each for each in people.contacts_of(actor.organisation) if each.kind != "police_contact"],
    }
    return render(request, "concerns/shut.html", context)


def submission_of(request: HttpRequest) -> UUID | None:
    """The submission that a send button carries, if it is one."""
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return None
