"""The unsent worry: what each step has saved, as an encrypted draft of the writer's, and the content made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from avklar.followup.concerns import forms
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.queries import FORM
from avklar.followup.concerns.states import MOST_OBSERVATIONS, About, Hand, SenderKind, Utterance, When
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.anonymity import AgeBand, Setting
from avklar.foundation.drafts import drafts

ABOUT, OBSERVATIONS, EXPLANATIONS, DONE = "gjelder", "observasjoner", "forklaringer", "gjort"
STEPS = (ABOUT, OBSERVATIONS, EXPLANATIONS, DONE)
TOTAL = 6  # with danger first and the look before sending
FORMS: dict[str, type[Any]] = {
    ABOUT: forms.AboutForm,
    EXPLANATIONS: forms.ExplanationsForm,
    DONE: forms.DoneForm,
}
OBSERVATION_FIELDS = ("fact", "interpretation", "seen", "hand", "utterance")
MOST_KEPT = 20_000  # characters of one text that isn't ready yet; more is shown again, but not saved


@dataclass
class Unfinished:
    """What has been filled in. `submission` stays the same from the first step, so that two clicks send once."""

    submission: UUID
    danger: bool = False
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    observations: list[dict[str, str]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)

    def done(self, step: str) -> bool:
        """Whether a step has been saved."""
        return bool(self.observations) if step == OBSERVATIONS else step in self.answers

    def missing(self, before: str | None = None) -> str | None:
        """The first step that must be filled in before `before` (or before sending); None when all is there."""
        needed = STEPS if before is None else STEPS[: STEPS.index(before)]
        return next((step for step in needed if not self.valid(step)), None)

    def valid(self, step: str) -> bool:
        """Whether a step holds what its form asks for."""
        if step == OBSERVATIONS:
            return bool(self.observations) and all(each.is_valid() for each in observation_forms(self.observations))
        return step in self.answers and FORMS[step](self.answers[step]).is_valid()


def load(actor: Actor) -> Unfinished | None:
    """The writer's draft, or None."""
    found = drafts.load(actor.person, FORM)
    if found is None or "submission" not in found:
        return None
    return Unfinished(
        UUID(found["submission"]), found["danger"], found["answers"], found["observations"], found["kept"]
    )


def save(actor: Actor, unfinished: Unfinished) -> None:
    """Keep it, encrypted, for 14 days from now."""
    data = {
        "saved": clock.now().isoformat(),
        "submission": unfinished.submission.hex,
        "danger": unfinished.danger,
        "answers": unfinished.answers,
        "observations": unfinished.observations,
        "kept": unfinished.kept,
    }
    drafts.save(actor.person, FORM, data, actor.organisation)


def begin(actor: Actor) -> Unfinished:
    """The draft at hand, or a new one."""
    return load(actor) or Unfinished(clock.new_id())


def discard(actor: Actor) -> bool:
    """Throw it away."""
    return drafts.discard(actor.person, FORM)


def observation_forms(given: list[dict[str, str]]) -> list[forms.ObservationForm]:
    """A form for each observation, filled in; their fields are called o1-fact, o1-seen, … on the page."""
    return [_filled(f"o{number}", each) for number, each in enumerate(given, 1)]


def _filled(prefix: str, given: dict[str, str]) -> forms.ObservationForm:
    data = {f"{prefix}-{name}": given.get(name, "") for name in OBSERVATION_FIELDS}
    return forms.ObservationForm(data, prefix=prefix)


def posted_observations(posted: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the page sent, in its order; at most eight."""
    numbers = [number for number in range(1, MOST_OBSERVATIONS + 1) if f"o{number}-fact" in posted]
    return [{name: str(posted.get(f"o{number}-{name}", "")) for name in OBSERVATION_FIELDS} for number in numbers]


def storable(given: list[dict[str, str]]) -> list[dict[str, str]]:
    """Observations that aren't ready yet, as far as a draft takes them."""
    return [{name: text[:MOST_KEPT] for name, text in each.items()} for each in given]


def content(unfinished: Unfinished) -> ConcernContent:
    """The worry as it will be sent. Call it when nothing is `missing`."""
    about = _cleaned(unfinished, ABOUT)
    explained, done = _cleaned(unfinished, EXPLANATIONS), _cleaned(unfinished, DONE)
    return ConcernContent(
        observations=tuple(_observation(each) for each in observation_forms(unfinished.observations)),
        about=About(about["about"]),
        age_band=AgeBand(about["age_band"] or AgeBand.NOT_GIVEN),
        setting=Setting(about["setting"]),
        sender_kind=SenderKind(about["sender_kind"]),
        ordinary=explained["ordinary"],
        works_well=explained["works_well"],
        done=done["done"],
        wish=done["wish"],
        danger_advised=unfinished.danger,
        kept=unfinished.kept,
    )


def age_band(unfinished: Unfinished) -> AgeBand | None:
    """The age as far as it is known, for R19; None before it is asked."""
    given = unfinished.answers.get(ABOUT, {}).get("age_band", "")
    return AgeBand(given) if given in AgeBand.values else None


def put_text(unfinished: Unfinished, place: str, text: str) -> None:
    """Change one text: fact-0, meaning-0, …, ordinary, works_well, done, wish."""
    name, _, number = place.partition("-")
    if number:
        unfinished.observations[int(number)]["fact" if name == "fact" else "interpretation"] = text
        return
    step = EXPLANATIONS if name in ("ordinary", "works_well") else DONE
    unfinished.answers[step][name] = text


def step_of(place: str) -> str:
    """The step on which a text is written."""
    if "-" in place:
        return OBSERVATIONS
    return EXPLANATIONS if place in ("ordinary", "works_well") else DONE


def _cleaned(unfinished: Unfinished, step: str) -> dict[str, Any]:
    form = FORMS[step](unfinished.answers[step])
    form.full_clean()
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def _observation(form: forms.ObservationForm) -> ObservationContent:
    form.full_clean()
    given = form.cleaned_data
    return ObservationContent(
        given["fact"], given["interpretation"], When(given["seen"]), Hand(given["hand"]), Utterance(given["utterance"])
    )
