"""The check of a text before it crosses to the other side (R2): finds, explanations, words that show a sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from avklar.followup.consultations.rules import LONGEST_TEXT, NOT_HIDDEN, Hidden, is_reason, remaining, word_pattern
from avklar.foundation.anonymity import Find, Kind, find, replace
from avklar.foundation.anonymity.normal import Plain


@dataclass(frozen=True)
class Checked:
    """A text with its finds. `left` are those that still stop; `kept` are explained and may stand."""

    text: str
    finds: tuple[Find, ...]
    left: tuple[Find, ...]

    @property
    def kept(self) -> tuple[Find, ...]:
        """The finds that stand with an explanation."""
        return tuple(one for one in self.finds if one not in self.left)

    @property
    def suggested(self) -> str:
        """The text with every suggestion followed: how the reader would read it."""
        return replace(self.text, self.left)


def check(text: str, explanations: Mapping[str, str] | None = None, hidden: Hidden = NOT_HIDDEN) -> Checked:
    """Find what may identify somebody in `text`, and settle what the explanations cover.

    A text that is too long anyway isn't searched. An explanation that itself holds an unexplained find covers nothing.
    """
    finds = find_all(text, hidden) if len(text) <= LONGEST_TEXT else []
    reasons = {quote: reason for quote, reason in (explanations or {}).items() if is_reason(reason)}
    sound = {
        quote: reason for quote, reason in reasons.items() if not remaining(find_all(reason, hidden), reasons, hidden)
    }
    return Checked(text, tuple(finds), tuple(remaining(finds, sound, hidden)))


def find_all(text: str, hidden: Hidden = NOT_HIDDEN) -> list[Find]:
    """The house's finds, and where the sender is hidden the words that show who asks."""
    finds = find(text)
    if not hidden.words:
        return finds
    taken = {place for one in finds for place in range(one.start, one.end)}
    own = [one for one in _own_words(text, hidden) if not taken & set(range(one.start, one.end))]
    return sorted([*finds, *own], key=lambda one: one.start)


def hidden_sender(municipality: str, sender: str) -> Hidden:
    """The words that would show a hidden sender: the municipality's name and the parts of the sender's."""
    parts = [part for part in sender.split() if len(part) > 1]
    return Hidden((municipality, *parts))


def kept_reasons(checked: Checked, explanations: Mapping[str, str]) -> list[dict[str, str]]:
    """What is stored with the text: each kept find with its kind and explanation."""
    quotes = dict.fromkeys((one.text, str(one.kind)) for one in checked.kept)
    return [{"text": text, "kind": kind, "why": explanations[text].strip()} for text, kind in quotes]


def _own_words(text: str, hidden: Hidden) -> list[Find]:
    plain = Plain(text)
    found = []
    for place, word in enumerate(hidden.words):
        kind = Kind.PLACE if place == 0 else Kind.NAME
        for match in word_pattern(word).finditer(plain.text):
            start, end = plain.original(match.start(), match.end())
            found.append(Find(start, end, kind, text[start:end], False, ""))
    return found
