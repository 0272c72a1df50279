"""A message on its way: checked for what points at somebody (R2), sent once, or shown again with its text kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django import forms as plain
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.concerns import rules
from avklar.followup.concerns.forms import MessageForm
from avklar.followup.concerns.states import LONGEST_TEXT
from avklar.foundation import anonymity
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.anonymity import Kind
from avklar.foundation.drafts import drafts
from avklar.foundation.ui import components as ui

SAYS: dict[Kind, Promise] = {
    Kind.IDENTITY_NUMBER: _("ser ut som et fødselsnummer"),
    Kind.PHONE: _("ser ut som et telefonnummer"),
    Kind.EMAIL: _("er en e-postadresse"),
    Kind.ADDRESS: _("ser ut som en gateadresse"),
    Kind.LINK: _("er en lenke eller et brukernavn"),
    Kind.NAME: _("ser ut som et navn"),
    Kind.BIRTH_DATE: _("er en dato"),
    Kind.ORGANISATION: _("er en skole, en arbeidsplass eller et lag"),
    Kind.ROLE: _("er rolle og sted sammen"),
    Kind.PLACE: _("er et stedsnavn"),
}


class Say(Protocol):
    """One of the verbs answer, ask and reply."""

    def __call__(
        self, actor: Actor, *, concern_id: UUID, text: str, submission: UUID | None, kept: Mapping[str, str]
    ) -> UUID: ...


@dataclass(frozen=True)
class Looked:
    """A text that was looked over: where it may point at somebody, and what could be written instead."""

    text: str
    finds: tuple[ui.Find, ...]
    suggested: str


@dataclass(frozen=True)
class Result:
    """What came of it: sent, or the form again."""

    sent: bool
    form: MessageForm
    looked: Looked | None = None
    status: int = 200


def form(posted: Any, *, label: str, token: str, kept: dict[str, Any] | None = None) -> MessageForm:
    """The message's form; `kept` is what a lost session left behind."""
    initial = {"text": kept.get("text", "")} if kept else {}
    return MessageForm(posted, label=label, kept_for=token, initial=initial, auto_id="svar-%s")


def say(actor: Actor, concern_id: UUID, verb: Say, posted: Any, given: MessageForm, *, draft: str) -> Result:
    """Send the message, unless the text must be looked over first; what was typed is never lost."""

    def send(**said: Any) -> None:
        verb(actor, concern_id=concern_id, **said)

    result = sent_or_shown(send, posted, given)
    if result.sent:
        drafts.discard(actor.person, draft)
    return result


def sent_or_shown(send: Callable[..., None], posted: Any, given: MessageForm) -> Result:
    """The same for whoever sends: `send` gets the text, the submission and the finds that are kept."""
    if not given.is_valid():
        return Result(False, given, status=422)
    text, reason = given.cleaned_data["text"], given.cleaned_data.get("reason", "")
    finds = anonymity.find(text)
    kept = {each.text: reason for each in finds if each.explainable and reason.strip()}
    left = [each for each in finds if each.text not in kept]
    if left:
        return Result(False, _asking(posted, given, left), _looked(text, left), status=422)
    try:
        send(text=text, submission=given.cleaned_data["submission"], kept=kept)
    except Invalid as problem:
        put_errors(given, problem)
        return Result(False, given, status=422)
    except Conflict as problem:
        given.add_error(None, str(problem.sentence))
        return Result(False, given, status=409)
    return Result(True, given)


def swapped(posted: Any, given: MessageForm) -> tuple[MessageForm, Looked | None]:
    """The form with every suggestion followed, and what is left to look at."""
    text = posted.get("text", "")[: 4 * LONGEST_TEXT]
    changed = anonymity.replace(text, anonymity.find(text))
    again = posted.copy()
    again["text"] = changed
    left = anonymity.find(changed)
    fresh = _like(given, again, asks_reason=any(each.explainable for each in left))
    return fresh, _looked(changed, left) if left else None


def put_errors(target: plain.Form, problem: Invalid) -> None:
    """Say an action's objections at the form's fields, or on top where it has none."""
    for name, sentence in problem.fields.items():
        target.add_error(name if name in target.fields else None, str(sentence))
    if not problem.fields:
        target.add_error(None, str(problem.sentence))


def _asking(posted: Any, given: MessageForm, left: list[anonymity.Find]) -> MessageForm:
    again = _like(given, posted, asks_reason=any(each.explainable for each in left))
    again.full_clean()
    again.add_error("text", str(rules.POINTS_AT_SOMEBODY))
    return again


def _like(given: MessageForm, data: Any, *, asks_reason: bool) -> MessageForm:
    return MessageForm(
        data,
        label=given.fields["text"].label,
        asks_reason=asks_reason,
        kept_for=given.initial.get("kept_for", ""),
        auto_id=given.auto_id,
    )


def _looked(text: str, left: list[anonymity.Find]) -> Looked:
    return Looked(text, tuple(marks(left)), anonymity.replace(text, left))


def marks(finds: list[anonymity.Find], first: int = 1) -> list[ui.Find]:
    """The finds as numbered marks, without buttons."""
    return [
        ui.Find(number, each.start, each.end, short(each.text), SAYS[each.kind], each.kind.why)
        for number, each in enumerate(finds, first)
    ]


def short(quote: str) -> str:
    """At most sixty characters of a find, on one line."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
