"""Hand-overs: ending an appointment, the list that both tick off, and what is added to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.people.organisations import actions, administration, appointment_forms, queries
from avklar.people.organisations.appointment_forms import LATER, NOBODY, chosen
from avklar.people.organisations.states import Ended, Side

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.APPOINTMENT_MANAGE)
@either
def end_appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """The last day, why, and who takes over; then the list, where there is to be one."""
    actor = acting(request)
    held = administration.held(actor, appointment_id)
    takers = queries.takers(actor.organisation, held.user_id)
    draft = f"end:{appointment_id}"
    initial = {"last_day": clock.today(), "taker": LATER} | filling.kept(actor, draft)
    form = appointment_forms.EndAppointment(
        request.POST or None, takers=takers, initial=initial, kept_for=drafts.token(actor.person, draft)
    )
    made: list[UUID | None] = []

    def do(values: Mapping[str, Any]) -> None:
        made.append(
            actions.end_appointment(
                actor,
                appointment_id=appointment_id,
                last_day=values["last_day"],
                why=Ended(values["why"]),
                hand_over=values["taker"] != NOBODY,
                taker_id=chosen(values["taker"]),
            )
        )

    if request.method == "POST" and filling.done(actor, form, do, draft=draft):
        messages.success(request, _("Oppnevningen er avsluttet."))
        return redirect("organisations:handover", made[0]) if made[0] else redirect("organisations:manage")
    lead = f"{held.name} · {held.kind.label} · {held.municipality}"
    words = {"heading": _("Avslutt oppnevningen"), "lead": lead, "submit_label": _("Avslutt oppnevningen")}
    return _form(request, form, words, back=reverse("organisations:manage"))


@needs(Permission.NETWORK_SEE)
@either
def start_handover(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Begin a list before the appointment ends: by an administrator, or by whoever leaves."""
    actor = acting(request)
    held = administration.held(actor, appointment_id)
    if held.user_id != actor.user_id and not actor.may(Permission.APPOINTMENT_MANAGE):
        raise NotFound
    form = appointment_forms.StartHandover(
        request.POST or None, takers=queries.takers(actor.organisation, held.user_id), initial={"taker": LATER}
    )
    made: list[UUID] = []

    def do(values: Mapping[str, Any]) -> None:
        taker_id = chosen(values["taker"])
        made.append(actions.start_handover(actor, appointment_id=appointment_id, taker_id=taker_id))

    if request.method == "POST" and filling.done(actor, form, do, draft=f"handover:{appointment_id}"):
        return redirect("organisations:handover", made[0])
    lead = f"{held.name} · {held.kind.label} · {held.municipality}"
    words = {"heading": _("Lag en overleveringsliste"), "lead": lead, "submit_label": _("Lag lista")}
    return _form(request, form, words, back=reverse("organisations:directory"))


@needs(Permission.NETWORK_SEE)
@require_safe
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The list: what goes to whom, and what each of the two has ticked."""
    card = queries.handover(acting(request), handover_id)
    side = card.sides[0] if card.sides else None
    ticked = {point.id for point in card.points if side and point.ticked(side)}
    context = {
        "card": card,
        "side": side,
        "points": [(point, point.id in ticked) for point in card.points],
        "left": len(card.points) - len(ticked) if side else 0,
        "done": sum(1 for point in card.points if point.done),
        "for_another": side == Side.LEAVES and card.parties.leaver_id != acting(request).person,
    }
    return render(request, "organisations/handover.html", context)


@needs(Permission.NETWORK_SEE)
@require_POST
def tick(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Tick what is chosen, for the side that the person ticks for."""
    actor, here = acting(request), reverse("organisations:handover", args=[handover_id])
    card = queries.handover(actor, handover_id)
    try:
        version = int(request.POST.get("version", ""))
        points = [UUID(each) for each in request.POST.getlist("point")]
    except ValueError:
        raise NotFound from None
    if not points:
        messages.warning(request, _("Kryss av minst ett punkt."))
        return redirect(here)
    try:
        finished = actions.tick_off(actor, handover_id=handover_id, side=_side(card), point_ids=points, version=version)
    except Conflict as problem:
        messages.warning(request, str(problem.sentence))
    else:
        messages.success(request, _("Overleveringen er ferdig. Takk til dere begge.") if finished else _("Lagret."))
    return redirect(here)


@needs(Permission.NETWORK_SEE)
@require_POST
def untick(request: HttpRequest, handover_id: UUID, point_id: UUID) -> HttpResponse:
    """Take one's own tick back."""
    actor = acting(request)
    side = _side(queries.handover(actor, handover_id))
    actions.take_back_tick(actor, handover_id=handover_id, side=side, point_id=point_id)
    messages.success(request, _("Krysset er tatt bort."))
    return redirect("organisations:handover", handover_id)


@needs(Permission.NETWORK_SEE)
@require_POST
def remove_point(request: HttpRequest, handover_id: UUID, point_id: UUID) -> HttpResponse:
    """A point that doesn't concern these two goes off the list."""
    try:
        version = int(request.POST.get("version", ""))
    except ValueError:
        raise NotFound from None
    actions.remove_point(acting(request), handover_id=handover_id, point_id=point_id, version=version)
    messages.success(request, _("Punktet er tatt bort."))
    return redirect("organisations:handover", handover_id)


@needs(Permission.NETWORK_SEE)
@either
def add_point(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """An own point."""
    actor = acting(request)
    card = queries.handover(actor, handover_id)
    draft = f"handover-point:{handover_id}"
    form = appointment_forms.AddPoint(
        request.POST or None,
        initial=filling.kept(actor, draft) | {"version": card.version},
        kept_for=drafts.token(actor.person, draft),
    )

    def do(values: Mapping[str, Any]) -> None:
        names = ("text", "goes_to", "version", "submission")
        actions.add_point(actor, handover_id=handover_id, **{name: values[name] for name in names})

    words = {"heading": _("Legg til et punkt"), "submit_label": _("Legg til")}
    return _changed(request, form, do, card, draft=draft, said=_("Punktet er lagt til."), **words)


@needs(Permission.NETWORK_SEE)
@either
def choose_taker(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Say who takes over."""
    actor = acting(request)
    card = queries.handover(actor, handover_id)
    if not card.may_arrange:
        raise NotFound
    form = appointment_forms.ChooseTaker(
        request.POST or None,
        takers=queries.takers(actor.organisation, card.parties.leaver_id),
        initial={"version": card.version, "taker": str(card.parties.taker_id or "")},
    )

    def do(values: Mapping[str, Any]) -> None:
        taker_id = UUID(values["taker"])
        actions.choose_taker(actor, handover_id=handover_id, taker_id=taker_id, version=values["version"])

    words = {"heading": _("Hvem tar over?"), "submit_label": _("Lagre")}
    return _changed(request, form, do, card, draft=f"handover-taker:{handover_id}", said=_("Lagret."), **words)


def _side(card: queries.HandoverCard) -> Side:
    if not card.sides:
        if card.finished_at is not None:
            raise Conflict(_("Overleveringen er ferdig. Da kan den ikke endres."))
        raise NotFound
    return card.sides[0]


def _changed(
    request: HttpRequest, form: Any, do: Any, card: queries.HandoverCard, *, draft: str, said: str, **words: str
) -> HttpResponse:
    """Draw the form, or change the list and go back to it; a list that changed meanwhile is said, nothing is lost."""
    here, status = reverse("organisations:handover", args=[card.id]), 200
    if form.is_bound:
        try:
            if filling.done(acting(request), form, do, draft=draft):
                messages.success(request, said)
                return redirect(here)
            status = 422
        except Conflict as problem:
            filling.stale(form, problem, version=card.version)
            status = 409
    lead = _("%(kind)s i %(municipality)s") % {"kind": card.kind.label, "municipality": card.municipality}
    return _form(request, form, {"lead": lead, **words}, back=here, status=status)


def _form(request: HttpRequest, form: Any, words: Mapping[str, str], *, back: str, status: int = 0) -> HttpResponse:
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "ui/form_page.html", {"form": form, "back_url": back, **words}, status=status)
