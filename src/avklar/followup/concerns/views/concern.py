"""The concern as the contact sees it: what was seen, the dialogue, the note, and what is right now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import actions, differences, forms, messaging, presenting, queries, rules, words
from avklar.followup.concerns.cards import Opened
from avklar.followup.concerns.states import Outcome, State, Utterance
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.anonymity import AgeBand
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link
from avklar.people.organisations import queries as people


@dataclass
class Desk:
    """The page's three forms, and what one of them made it say."""

    request: HttpRequest
    actor: Actor
    opened: Opened
    answer: forms.MessageForm
    note: forms.NoteForm
    outcome: forms.OutcomeForm
    looked: messaging.Looked | None = None
    changes: list[differences.Piece] = field(default_factory=list)
    status: int = 200

    @property
    def id(self) -> UUID:
        """The concern's id."""
        return self.opened.line.id


@needs(Permission.CONCERN_HANDLE)
@require_http_methods(["GET", "POST"])
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponseBase:
    """Read, answer, ask, note down or close: the button's name says which."""
    actor = acting(request)
    desk = _desk(request, actor, queries.opened(actor, concern_id))
    verb = VERBS.get(request.POST.get("do", "")) if request.method == "POST" else None
    if verb is not None:
        done = verb(desk) if desk.opened.readable else _shut(desk)
        if done is not None:
            return done
    response = _draw(desk)
    actions.read(actor, concern_id=concern_id)
    return response


@needs(Permission.CONCERN_HANDLE)
@require_http_methods(["GET", "POST"])
def classify(request: HttpRequest, concern_id: UUID, observation_id: UUID) -> HttpResponseBase:
    """Class one utterance, and name the provision where it may be punishable (R3)."""
    actor = acting(request)
    opened = queries.opened(actor, concern_id)
    seen = next((each for each in opened.observations if each.id == observation_id), None)
    if seen is None:
        raise (Conflict(rules.CLOSED_NOW) if not opened.readable else NotFound())
    now = {"utterance": seen.by_contact or seen.reported, "provision": seen.provision}
    form = forms.ClassForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.classify(
                actor,
                concern_id=concern_id,
                observation_id=observation_id,
                utterance=Utterance(given["utterance"]),
                provision=given["provision"],
            )
            return redirect(_url(concern_id) + f"#o-{seen.position}")
        except Invalid as problem:
            messaging.put_errors(form, problem)
    context = {
        "form": form,
        "heading": _("Vurder observasjonen"),
        "crumbs": [
            Link(_("Bekymringer"), reverse("concerns:inbox")),
            Link(opened.line.reference, _url(concern_id)),
            Link(_("Vurder observasjonen"), ""),
        ],
        "observation": presenting.observation(seen, opened.line),
        "back_url": _url(concern_id),
    }
    response = render(request, "concerns/classify.html", context, status=422 if form.errors else 200)
    actions.read(actor, concern_id=concern_id)
    return response


# --- What the buttons do; each gives a response, or None when the page is drawn again


def _answer(desk: Desk) -> HttpResponseBase | None:
    return _say(desk, actions.answer, _("Svaret er sendt."))


def _ask(desk: Desk) -> HttpResponseBase | None:
    return _say(desk, actions.ask, _("Spørsmålet er sendt. Nå venter bekymringen på melderen."))


def _say(desk: Desk, verb: messaging.Say, said: str) -> HttpResponseBase | None:
    result = messaging.say(desk.actor, desk.id, verb, desk.request.POST, desk.answer, draft=_draft(desk.id))
    if result.sent:
        messages.success(desk.request, said)
        return redirect(_url(desk.id) + "#samtale")
    desk.answer, desk.looked, desk.status = result.form, result.looked, result.status
    return None


def _note(desk: Desk) -> HttpResponseBase | None:
    form = desk.note
    if not form.is_valid():
        desk.status = 422
        return None
    given = form.cleaned_data
    try:
        actions.edit_note(desk.actor, concern_id=desk.id, text=given["text"], version=given["version"])
    except Conflict:
        _note_again(desk, given["text"])
        return None
    except Invalid as problem:
        messaging.put_errors(form, problem)
        desk.status = 422
        return None
    drafts.discard(desk.actor.person, _draft(desk.id))
    messages.success(desk.request, _("Notatet er lagret."))
    return redirect(_url(desk.id) + "#notat")


def _note_again(desk: Desk, text: str) -> None:
    """Somebody saved in between: the page shows what differs, and the field keeps what was written here."""
    desk.opened = queries.opened(desk.actor, desk.id)
    desk.changes = differences.words_changed(desk.opened.note, text)
    again = {"text": text, "version": desk.opened.note_version}
    desk.note = _note_form(desk.opened, again, drafts.token(desk.actor.person, _draft(desk.id)))
    desk.status = 409


def _close(desk: Desk) -> HttpResponseBase | None:
    form = desk.outcome
    if not form.is_valid():
        desk.status = 422
        return None
    given = form.cleaned_data
    if given["outcome"] == forms.CASE:
        return redirect(f"{reverse('cases:open')}?concern={desk.id}")
    outcome = Outcome(given["outcome"])
    if outcome is Outcome.CONSULTATION:
        return redirect(f"{reverse('consultations:start')}?concern={desk.id}")
    try:
        actions.close(desk.actor, concern_id=desk.id, outcome=outcome, reason=given["reason"], version=given["version"])
    except Invalid as problem:
        messaging.put_errors(form, problem)
        desk.status = 422
        return None
    except Conflict as problem:
        return _close_again(desk, form, problem)
    if outcome is Outcome.MISUSE:
        messages.success(desk.request, _("Meldingen er slettet for godt. Bare et tall er igjen."))
        return redirect("concerns:inbox")
    messages.success(desk.request, _("Bekymringen er avsluttet. Teksten er fjernet fra siden."))
    return redirect(_url(desk.id))


def _close_again(desk: Desk, form: forms.OutcomeForm, problem: Conflict) -> HttpResponseBase | None:
    """It changed meanwhile: show it as it is now, with what was chosen and written here."""
    desk.opened = queries.opened(desk.actor, desk.id)
    if not desk.opened.readable:
        return _shut(desk)
    again = form.data.copy()  # type: ignore[attr-defined]
    again["version"] = desk.opened.version
    desk.outcome = _outcome_form(desk.actor, desk.opened, again, drafts.token(desk.actor.person, _draft(desk.id)))
    desk.outcome.full_clean()
    desk.outcome.add_error(None, str(problem.sentence))
    desk.status = 409
    return None


def _swap(desk: Desk) -> HttpResponseBase | None:
    """Follow every suggestion; nothing is sent yet."""
    desk.answer, desk.looked = messaging.swapped(desk.request.POST, desk.answer)
    return None


def _shut(desk: Desk) -> HttpResponseBase | None:
    desk.status = 409
    messages.warning(desk.request, str(rules.CLOSED_NOW))
    return None


VERBS = {"answer": _answer, "ask": _ask, "note": _note, "close": _close, "swap": _swap}


# --- Drawing


def _desk(request: HttpRequest, actor: Actor, opened: Opened) -> Desk:
    posted = request.POST if request.method == "POST" else None
    doing = request.POST.get("do", "")
    kept = None if posted else drafts.load(actor.person, _draft(opened.line.id))
    token = drafts.token(actor.person, _draft(opened.line.id))
    said = posted if doing in ("answer", "ask", "swap") else None
    return Desk(
        request,
        actor,
        opened,
        answer=messaging.form(said, label=_("Svar til melderen"), kept=_meant_for("text", kept), token=token),
        note=_note_form(opened, posted if doing == "note" else None, token, _meant_for("note", kept)),
        outcome=_outcome_form(actor, opened, posted if doing == "close" else None, token, _meant_for("close", kept)),
    )


def _meant_for(part: str, kept: dict[str, Any] | None) -> dict[str, Any]:
    """What a lost session left behind, for the form whose button was pressed."""
    doing = (kept or {}).get("do", "")
    return (kept or {}) if doing == part or (part == "text" and doing in ("answer", "ask", "swap")) else {}


def _note_form(opened: Opened, data: Any, token: str, kept: dict[str, Any] | None = None) -> forms.NoteForm:
    now = {"text": (kept or {}).get("text", opened.note), "version": opened.note_version}
    return forms.NoteForm(data, initial=now, kept_for=token, auto_id="notat-%s")


def _outcome_form(
    actor: Actor, opened: Opened, data: Any, token: str, kept: dict[str, Any] | None = None
) -> forms.OutcomeForm:
    switched_on = not rules.only_expression(opened.observations) and people.cases_on(actor.organisation)
    return forms.OutcomeForm(
        data,
        initial={name: (kept or {}).get(name, "") for name in ("outcome", "reason")} | {"version": opened.version},
        kept_for=token,
        auto_id="utfall-%s",
        doors=rules.doors(answered=opened.answered, observations=opened.observations, private=opened.line.private),
        why_no_case=rules.why_no_case(opened.observations, switched_on=switched_on),
        unread=opened.unread,
    )


def _draw(desk: Desk) -> HttpResponse:
    opened, line = desk.opened, desk.opened.line
    context = {
        "crumbs": [Link(_("Bekymringer"), reverse("concerns:inbox")), Link(line.reference, "")],
        "concern": opened,
        "line": line,
        "title": line.sender_kind.heading,
        "state": presenting.page_state(line),
        "came": words.full_moment(line.sent_at),
        "facts": presenting.facts(line),
        "child": rules.offers_child_welfare(AgeBand(line.age_band)),
    }
    if not opened.readable:
        context |= {"closed_as": presenting.closed_as(line), "closed_at": _closed_when(line.closed_at)}
        return render(desk.request, "concerns/closed.html", context, status=desk.status)
    authors = {each.author_id for each in opened.messages if each.author_id}
    names = people.names(authors | {desk.actor.person, opened.note_by or line.id})
    context |= {
        "observations": [
            (
                presenting.observation(each, line),
                each.position,
                presenting.provision(each),
                reverse("concerns:classify", args=[line.id, each.id]),
            )
            for each in opened.observations
        ],
        "dialogue": presenting.dialogue(opened.messages, desk.actor.person, names, for_sender=False),
        "answer": desk.answer,
        "looked": desk.looked,
        "note": desk.note,
        "note_by": names.get(opened.note_by, "") if opened.note_by else "",
        "changes": desk.changes,
        "outcome": desk.outcome,
        "consulted": line.state is State.CONSULTED,
        "signed": presenting.signed(opened),
        "receipt_ends": words.day(opened.receipt_ends_at) if opened.receipt_ends_at else "",
    }
    return render(desk.request, "concerns/concern.html", context, status=desk.status)


def _closed_when(at: Any) -> str:
    return words.moment(at) if at else ""


def _draft(concern_id: UUID) -> str:
    return f"concern-answer:{concern_id}"


def _url(concern_id: UUID) -> str:
    return reverse("concerns:concern", args=[concern_id])
