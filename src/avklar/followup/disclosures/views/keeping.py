"""The encrypted draft of one text, and going on by GET so that reloading sends nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponseRedirect

from avklar.foundation.access.actor import Actor
from avklar.foundation.drafts import drafts


class SeeOther(HttpResponseRedirect):
    """To a page by GET."""

    status_code = 303


@dataclass(frozen=True)
class Kept:
    """One person's draft of one text, encrypted under the organisation's key."""

    actor: Actor
    form: str

    def load(self) -> dict[str, Any]:
        """What is kept; empty when there is nothing."""
        return dict(drafts.load(self.actor.person, self.form) or {})

    def save(self, data: Mapping[str, Any]) -> None:
        """Keep it; Invalid when it is too much to keep."""
        drafts.save(self.actor.person, self.form, dict(data), organisation_id=self.actor.organisation)

    def discard(self) -> None:
        """It was sent, or isn't wanted."""
        drafts.discard(self.actor.person, self.form)

    @property
    def token(self) -> str:
        """What the form carries, so that an ended session loses nothing."""
        return drafts.token(self.actor.person, self.form)


def of_composer(actor: Actor, case_id: UUID) -> Kept:
    """The draft of a disclosure from a case."""
    return Kept(actor, f"disclosure:{case_id}")


def of_words(actor: Actor, disclosure_id: UUID) -> Kept:
    """The draft of a few words to the other side."""
    return Kept(actor, f"disclosure-words:{disclosure_id}")


def of_correction(actor: Actor, disclosure_id: UUID, position: int) -> Kept:
    """The draft of a fact's new wording."""
    return Kept(actor, f"disclosure-fact-{position}:{disclosure_id}")


def of_consent(actor: Actor, case_id: UUID) -> Kept:
    """The draft of an answer about consent."""
    return Kept(actor, f"disclosure-consent:{case_id}")
