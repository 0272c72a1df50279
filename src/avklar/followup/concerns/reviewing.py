"""The look before sending (R2), for the employee's form and the public one: marks, offers, what a button settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from avklar.followup.concerns import messaging
from avklar.followup.concerns.content import finds_in, settled
from avklar.foundation import anonymity
from avklar.foundation.anonymity import Find
from avklar.foundation.ui import components as ui

LABELS: dict[str, Promise] = {
    "fact": gettext_lazy("Sett eller hørt"),
    "meaning": gettext_lazy("Slik du tolker det"),
    "ordinary": gettext_lazy("Vanlige forklaringer"),
    "works_well": gettext_lazy("Det som virker"),
    "done": gettext_lazy("Det du har gjort"),
    "wish": gettext_lazy("Det du ønsker"),
}
LONGEST_REASON = 300
MOST_KEPT = 100


@dataclass(frozen=True)
class Kept:
    """A find the writer wants to keep: its words, the reason, and whether the reason is missing."""

    number: int
    words: str
    reason: str
    missing: bool


@dataclass(frozen=True)
class Text:
    """One text of the worry, with what is left to settle in it."""

    place: str
    label: str
    text: str
    finds: tuple[ui.Find, ...]

    @property
    def observed(self) -> bool:
        """Whether it belongs to an observation."""
        return "-" in self.place


@dataclass(frozen=True)
class Looked:
    """The whole worry, looked over."""

    texts: tuple[Text, ...]
    kept: tuple[Kept, ...]

    @property
    def finds(self) -> list[ui.Find]:
        """What is left to settle, in reading order."""
        return [find for each in self.texts for find in each.finds]

    @property
    def left_says(self) -> str:
        """How many places are left."""
        left = len(self.finds)
        return ngettext(
            "Ett sted i teksten kan vise hvem det er. Se over det før du sender.",
            "%(left)s steder i teksten kan vise hvem det er. Se over dem før du sender.",
            left,
        ) % {"left": left}


def look_over(texts: Mapping[str, str], kept: Mapping[str, str], *, ask_again: bool = False) -> Looked:
    """Mark what may point at somebody. `ask_again`: sending was tried, so reasons that are missing are said."""
    found = finds_in(texts)
    standing = {each.text: each for finds in found.values() for each in finds}
    return Looked(
        tuple(_texts(texts, found, kept)),
        tuple(
            Kept(number, words, reason, missing=ask_again and not settled(standing[words], kept))
            for number, (words, reason) in enumerate(kept.items(), 1)
            if words in standing
        ),
    )


def settle(texts: Mapping[str, str], kept: Mapping[str, str], doing: str) -> tuple[dict[str, str], dict[str, str]]:
    """The texts that a button changes, and the finds that are kept after it.

    `all`, `swap:place:start:end`, `keep:place:start:end` or `unkeep:number`; an old page's button does nothing.
    """
    verb, _colon, where = doing.partition(":")
    if verb == "unkeep":
        return {}, {words: reason for number, (words, reason) in enumerate(kept.items(), 1) if str(number) != where}
    changed, keeping = dict[str, str](), dict(kept)
    for place, finds in finds_in(texts).items():
        meant = [each for each in finds if where == f"{place}:{each.start}:{each.end}"]
        if verb == "all":
            meant = [each for each in finds if each.text not in kept]
        if verb in ("all", "swap") and meant:
            changed[place] = anonymity.replace(texts[place], meant)
        elif verb == "keep":
            keeping = {each.text: "" for each in meant if each.explainable} | keeping
    return changed, keeping


def posted_reasons(posted: Mapping[str, Any]) -> dict[str, str]:
    """The finds that the page keeps, with the reasons typed beside them."""
    found = dict[str, str]()
    for number in range(1, MOST_KEPT + 1):
        words = str(posted.get(f"words-{number}", ""))
        if words:
            found[words] = " ".join(str(posted.get(f"reason-{number}", "")).split())[:LONGEST_REASON]
    return found


def _texts(texts: Mapping[str, str], found: Mapping[str, list[Find]], kept: Mapping[str, str]) -> list[Text]:
    shown, number = list[Text](), 1
    for place, text in texts.items():
        if not text:
            continue
        finds = [each for each in found.get(place, []) if each.text not in kept and not settled(each, kept)]
        marks = _marks(place, finds, number)
        number += len(marks)
        name, _dash, order = place.partition("-")
        label = str(LABELS[name])
        if order and "fact-1" in texts:
            label = f"{label} ({int(order) + 1})"
        shown.append(Text(place, label, text, tuple(marks)))
    return shown


def _marks(place: str, finds: list[Find], first: int) -> list[ui.Find]:
    plain = messaging.marks(finds, first)
    return [
        ui.Find(mark.number, mark.start, mark.end, mark.quote, mark.says, mark.why, tuple(_offers(place, find)))
        for mark, find in zip(plain, finds, strict=True)
    ]


def _offers(place: str, find: Find) -> list[ui.Offer]:
    where = f"{place}:{find.start}:{find.end}"
    swap = _("Bytt til «%(words)s»") % {"words": find.suggestion} if find.suggestion else _("Ta bort")
    offers = [ui.Offer(swap, "do", f"swap:{where}")]
    if find.explainable:
        offers.append(ui.Offer(_("Behold og forklar"), "do", f"keep:{where}"))
    return offers
