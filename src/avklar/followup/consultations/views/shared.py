"""What the pages of one consultation have in common: the page's context, and the draft that a text is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from avklar.followup.consultations import composer, looking, parties, presenting, rules
from avklar.followup.consultations.cards import Page, facts_text
from avklar.followup.consultations.composer import Composed
from avklar.followup.consultations.forms import AdviceForm, TextForm
from avklar.followup.consultations.states import Side
from avklar.foundation.access.actor import Actor
from avklar.foundation.drafts import drafts
from avklar.foundation.ui.components import Link, State
from avklar.foundation.vault import keys


class SeeOther(HttpResponseRedirect):
    """To a page by GET, so that reloading sends nothing twice."""

    status_code = 303


def to_page(consultation_id: UUID) -> SeeOther:
    """To the consultation, from the top: the place one came from doesn't follow."""
    return SeeOther(reverse("consultations:page", args=[consultation_id]) + "#innhold")


@dataclass(frozen=True)
class Kept:
    """One person's encrypted draft of one text."""

    actor: Actor
    form: str

    def load(self) -> dict[str, Any]:
        """What is kept; empty when there is nothing."""
        return dict(drafts.load(self.actor.person, self.form) or {})

    def save(self, data: Mapping[str, Any]) -> None:
        """Keep it, encrypted under the organisation's key."""
        drafts.save(self.actor.person, self.form, dict(data), organisation_id=self.actor.organisation)

    def discard(self) -> None:
        """It was sent."""
        drafts.discard(self.actor.person, self.form)

    @property
    def token(self) -> str:
        """What the form carries, so that an ended session loses nothing."""
        return drafts.token(self.actor.person, self.form)


def message_draft(actor: Actor, consultation_id: UUID) -> Kept:
    """The draft of a message."""
    return _kept(actor, "message", consultation_id)


def advice_draft(actor: Actor, consultation_id: UUID) -> Kept:
    """The draft of the advice."""
    return _kept(actor, "advice", consultation_id)


def _kept(actor: Actor, what: str, consultation_id: UUID) -> Kept:
    """The draft's name is keyed, so that no row outside the access table ties a person to a consultation (R2)."""
    name = keys.derive(actor.organisation, f"consultation-{what}:{consultation_id}").hex()[:40]
    return Kept(actor, f"consultation-{what}:{name}")


def around(opened: Page) -> dict[str, Any]:
    """What every page of one consultation shows."""
    line = opened.line
    return {
        "page": opened,
        "line": line,
        "state": presenting.state(line),
        "other_tag": State("other", _("Med %(other)s") % {"other": line.other}),
        "facts": facts_text(line.facts),
        "under_18": line.facts.age.under_18,
        "asked": presenting.day(line.asked_at),
        "removed": presenting.day(line.remove_at) if line.remove_at else "",
        "crumbs": [Link(_("Drøftinger"), reverse("consultations:list")), Link(line.reference, "")],
        "is_open": rules.is_open(line.state),
        "may_end": rules.may_end(line.side, line.state),
        "asks": line.side is Side.OWNER,
        "case_url": _case_url(opened),
    }


def _case_url(opened: Page) -> str:
    """Where the asking side goes on with a name once there is advice; a concern has the way on its own page."""
    if opened.line.side is not Side.OWNER or not opened.advice or opened.concern_id:
        return ""
    return f"{reverse('cases:open')}?consultation={opened.line.id}"


def context_of(request: HttpRequest, actor: Actor, opened: Page) -> dict[str, Any]:
    """The open consultation with its dialogue, and the text being written."""
    kept = message_draft(actor, opened.line.id)
    now = composer.from_draft(kept.load())
    return {
        **around(opened),
        "dialogue": presenting.dialogue(opened.dialogue),
        "kept": [one for entry in opened.dialogue for one in entry.kept],
        "away": _away(actor, opened),
        "advice": opened.advice,
        "advice_when": presenting.moment(opened.advice.at) if opened.advice else "",
        **writing_context(now, kept, opened, actor),
        "action": reverse("consultations:send", args=[opened.line.id]),
    }


def _away(actor: Actor, opened: Page) -> parties.Away | None:
    """The asked police contact, when away; it is never sent elsewhere (R18)."""
    if opened.line.side is not Side.OWNER or opened.receiver_id is None:
        return None
    return next((each for each in parties.police_absence(actor)[1] if each.user_id == opened.receiver_id), None)


def writing_context(
    now: Composed,
    kept: Kept,
    opened: Page,
    actor: Actor,
    *,
    form: TextForm | None = None,
    version: int | None = None,
) -> dict[str, Any]:
    """The text being written: in a field, or looked over with its finds."""
    if not rules.is_open(opened.line.state):
        return {"composed": now, "looked": None, "gate": None, "form": None}
    looked: presenting.Looked | None = None
    stops: tuple[rules.Stop, ...] = ()
    if now.looked_over:
        look = looking.check_text(actor, opened.line.id, now.text, now.reasons)
        looked = presenting.looked_over(look.checked, reader_of(opened), now.reasons, now.asking, look.hidden)
        stops = look.stops
    if form is None:
        kind = TextForm if version is None else AdviceForm
        form = kind(initial={"text": now.text, "version": version}, kept_for=kept.token)
    return {
        "composed": now,
        "looked": looked,
        "gate": presenting.gate(stops, looked),
        "form": form,
        "reader": reader_of(opened),
    }


def reader_of(opened: Page) -> str:
    """What the other side is called in a sentence."""
    if opened.line.side is Side.RECEIVER:
        return _("kommunen")
    return opened.line.other.split()[0] if opened.police else opened.line.other
