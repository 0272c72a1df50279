"""The page where a consultation is started: facts and crowd, text and finds, send. A draft between the steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import queries as concern_queries
from avklar.followup.concerns.cards import Brief
from avklar.followup.consultations import actions, checking, composer, parties, presenting
from avklar.followup.consultations.composer import Composed
from avklar.followup.consultations.forms import NewForm, facts_of, party_of, uuid_of
from avklar.followup.consultations.parties import Party
from avklar.followup.consultations.views.shared import Kept, SeeOther, to_page
from avklar.followup.consultations.weighing import Weighed
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import Link, State


@needs(Permission.CONSULTATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """A new consultation, about one of the own concerns (`?concern=`) or about nothing that is kept here."""
    actor = acting(request)
    actions.check_may_start(actor)
    brief = _concern(request, actor)
    concern_id = brief.id if brief else None
    kept = Kept(actor, f"consultation:{concern_id}" if concern_id else "consultation")
    offered = parties.offered(actor)
    if not offered:
        return render(
            request, "consultations/nobody.html", {"vacant": parties.police_absence(actor)[0], "crumbs": _crumbs()}
        )
    if request.method == "POST":
        return _posted(request, actor, kept, offered, concern_id)
    data = kept.load() or _known(brief)
    form = NewForm(initial={**data, "text": composer.from_draft(data).text}, parties=offered, kept_for=kept.token)
    return _page(request, _weigh(actor, offered, data), composer.from_draft(data), form, offered, data)


def _posted(
    request: HttpRequest, actor: Actor, kept: Kept, offered: list[Party], concern_id: UUID | None
) -> HttpResponse:
    form = NewForm(request.POST, parties=offered)
    form.is_valid()
    submission = form.cleaned_data.get("submission")
    already = actions.started(actor, submission) if submission else None
    if already is not None:
        return to_page(already)
    data = {**kept.load(), **form.chosen(), **form.posted()}
    before = composer.from_draft(data)
    do = request.POST.get("do", "")
    if "text" in form.errors:
        return _page(request, _weigh(actor, offered, data), before, form, offered, data, status=422)
    weighed = _weigh(actor, offered, data)
    now = composer.step(
        before,
        do,
        check=lambda text, reasons: checking.check(text, reasons, weighed.hidden),
        reason=request.POST.get("reason", ""),
    )
    kept.save({**data, **now.kept()})
    if do == "send" and before.looked_over:
        return _send(request, actor, kept, weighed, concern_id, submission)
    return _back(request, "#opplysninger" if do in ("", "recount") else "#tekst")


def _send(
    request: HttpRequest, actor: Actor, kept: Kept, weighed: Weighed, concern_id: UUID | None, submission: UUID | None
) -> HttpResponse:
    try:
        sent = actions.start(
            actor,
            facts=weighed.facts,
            question=weighed.text,
            receiver=weighed.party,
            hide_sender=weighed.facts.hide_municipality,
            explanations=weighed.explanations,
            concern_id=concern_id,
            submission=submission,
        )
    except Invalid as stopped:
        messages.warning(request, str(stopped.sentence))
        return _back(request, "#send")
    kept.discard()
    messages.success(request, _("Drøftingen er sendt."))
    return to_page(sent)


def _page(
    request: HttpRequest,
    weighed: Weighed,
    now: Composed,
    form: NewForm,
    offered: list[Party],
    data: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    looked = None
    if now.looked_over and "text" not in form.errors:
        looked = presenting.looked_over(weighed.checked, weighed.party.short, now.reasons, now.asking, weighed.hidden)
    estimate, if_hidden = weighed.estimate, weighed.if_hidden
    vacant, away = parties.police_absence(weighed.actor)
    context = {
        "crumbs": _crumbs(),
        "form": form,
        "party": weighed.party,
        "several": len(offered) > 1,
        "tag": State("other", _("Med %(party)s") % {"party": weighed.party.label}),
        "vacant": vacant,
        "away": next((each for each in away if each.user_id == weighed.party.user_id), None),
        "own_name": weighed.own_name,
        "hide": weighed.facts.hide_municipality,
        "if_hidden": presenting.counted(if_hidden.about) if if_hidden and if_hidden.enough else "",
        "estimate": estimate,
        "missing": "" if estimate.known else presenting.missing(weighed),
        "funnel": presenting.funnel(weighed),
        "more": presenting.if_more(weighed),
        "composed": now,
        "looked": looked,
        "reader": weighed.party.short,
        "gate": presenting.gate(weighed.stops, looked),
        "under_18": weighed.facts.age.under_18,
        "sized": weighed.facts.size is not None,
    }
    return render(request, "consultations/start.html", context, status=status)


def _weigh(actor: Actor, offered: list[Party], data: Mapping[str, Any]) -> Weighed:
    party = party_of(data, offered)
    assert party is not None
    now, facts = composer.from_draft(data), facts_of(data)
    return Weighed(actor, party, facts, now.text, now.reasons)


def _known(brief: Brief | None) -> dict[str, Any]:
    """What the concern says already, to begin with."""
    return {"age": str(brief.age_band), "setting": str(brief.setting)} if brief else {}


def _concern(request: HttpRequest, actor: Actor) -> Brief | None:
    """The own concern it is about; a foreign or unknown one doesn't exist."""
    wanted = request.GET.get("concern", "")
    if not wanted:
        return None
    concern_id = uuid_of(wanted)
    if concern_id is None:
        raise NotFound
    return concern_queries.brief(actor, concern_id)


def _back(request: HttpRequest, anchor: str) -> HttpResponse:
    """To a place on the same page."""
    return SeeOther(request.get_full_path() + anchor)


def _crumbs() -> list[Link]:
    return [Link(_("Drøftinger"), reverse("consultations:list")), Link(_("Ny"), "")]
