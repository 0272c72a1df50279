"""A text on its way to the other side: write, look over the finds, swap or explain, send. Pure.

The same for the question, a message and the advice. A button says what it does and on which stretch: `swap:12-17`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from avklar.followup.consultations.checking import Checked
from avklar.followup.consultations.rules import is_reason
from avklar.foundation.anonymity import Find
from avklar.foundation.anonymity import replace as follow

Check = Callable[[str, Mapping[str, str]], Checked]
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST_EXPLANATIONS = 50
TOO_SHORT: Promise = gettext_lazy("Skriv med noen ord hvorfor det kan stå uten å vise hvem det er.")
MOVED: Promise = gettext_lazy("Teksten er endret siden du så den. Se over funnene på nytt.")


@dataclass(frozen=True)
class Composed:
    """What is written so far. `looked_over`: it stands marked instead of in a field. `asking`: the find to explain."""

    text: str = ""
    explanations: Mapping[str, str] | None = None
    looked_over: bool = False
    asking: str = ""
    notice: str = ""

    @property
    def reasons(self) -> dict[str, str]:
        """The explanations by the find's text."""
        return dict(self.explanations or {})

    @property
    def reasons_json(self) -> str:
        """The explanations as they travel in the form, so that an ended session keeps them too."""
        return json.dumps(self.reasons)

    def kept(self) -> dict[str, Any]:
        """What goes into the encrypted draft."""
        return {
            "text": self.text,
            "explanations": self.reasons,
            "looked_over": self.looked_over,
            "asking": self.asking,
            "notice": self.notice,
        }


def from_draft(data: Mapping[str, Any]) -> Composed:
    """What was kept, also when a form was kept as it was posted (an ended session)."""
    return Composed(
        text=_text(data.get("text")).replace("\r\n", "\n"),
        explanations=_explanations(data.get("explanations")),
        looked_over=bool(data.get("looked_over")),
        asking=_text(data.get("asking")),
        notice=_text(data.get("notice")),
    )


def step(now: Composed, do: str, *, check: Check, text: str | None = None, reason: str = "") -> Composed:
    """The text after a button was pressed. `text` is what stood in the field, None when there was none."""
    written = replace(now, notice="", asking="", text=now.text if text is None else text)
    verb, _colon, place = do.partition(":")
    if verb in ("", "recount", "leave"):
        return replace(written, asking=now.asking)
    if verb == "rewrite":
        return replace(written, looked_over=False)
    looked_over = replace(written, looked_over=bool(written.text.strip()))  # an empty text stays in its field
    if verb in ("check", "send"):
        return looked_over
    checked = check(written.text, written.reasons)
    if verb == "follow":
        return replace(looked_over, text=checked.suggested)
    find = _at(checked, place)
    if find is None:
        return replace(looked_over, notice=str(MOVED))
    return STEPS[verb](looked_over, find, reason) if verb in STEPS else looked_over


def _swap(now: Composed, find: Find, reason: str) -> Composed:
    return replace(now, text=follow(now.text, [find]))


def _ask(now: Composed, find: Find, reason: str) -> Composed:
    return replace(now, asking=find.text)


def _explain(now: Composed, find: Find, reason: str) -> Composed:
    if not is_reason(reason):
        return replace(now, asking=find.text, notice=str(TOO_SHORT))
    return replace(now, explanations={**now.reasons, find.text: reason.strip()})


def _not_a_name(now: Composed, find: Find, reason: str) -> Composed:
    return replace(now, explanations={**now.reasons, find.text: _("Det er ikke navnet på en person.")})


def _drop(now: Composed, find: Find, reason: str) -> Composed:
    return replace(now, explanations={quote: why for quote, why in now.reasons.items() if quote != find.text})


STEPS: dict[str, Callable[[Composed, Find, str], Composed]] = {
    "swap": _swap,
    "keep": _ask,
    "explain": _explain,
    "not-name": _not_a_name,
    "drop": _drop,
}


def _at(checked: Checked, place: str) -> Find | None:
    match = PLACE.fullmatch(place)
    if match is None:
        return None
    wanted = (int(match[1]), int(match[2]))
    return next((one for one in checked.finds if (one.start, one.end) == wanted), None)


def _explanations(value: Any) -> dict[str, str]:
    """Explanations from a draft (an object) or from a form (the same as JSON); anything else is none."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    if not isinstance(value, dict):
        return {}
    return {_sound(quote): _sound(why) for quote, why in list(value.items())[:MOST_EXPLANATIONS]}


def _sound(value: Any) -> str:
    """As text without half letters, which JSON can hold and no page can show."""
    return str(value).encode(errors="replace").decode()


def _text(value: Any) -> str:
    """A kept value as text; a form's own data may hold lists."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""
