"""Observations, dialogues and timelines drawn in Python: a template takes several times as long for forty of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from avklar.foundation.ui import icons
from avklar.foundation.ui.components import Event, Message, Observation
from avklar.foundation.ui.rows import draw_state, safe

RINGS = {"theirs": "avk-who other", "plain": "avk-who plain"}


def dialogue(messages: Iterable[Message]) -> SafeString:
    """The messages, oldest first; every text is escaped."""
    return mark_safe(f'<ol class="avk-talk">{"".join(map(_message, messages))}\n</ol>')  # noqa: S308  parts escaped below


def timeline(events: Iterable[Event]) -> SafeString:
    """The points in the order given; every text is escaped unless it is marked safe."""
    return mark_safe(f'<ol class="avk-time">{"".join(map(_event, events))}</ol>')  # noqa: S308  parts escaped below


def observation(seen: Observation) -> SafeString:
    """One observation, the fact beside how it is interpreted; every text is escaped."""
    when, heading = safe(seen.when), safe(seen.interpretation_heading or _("Slik det tolkes"))
    # xgettext doesn't look inside f-strings
    none, name, fact = _("Ingen tolkning er skrevet."), _("Observasjon"), _("Sett eller hørt")
    icon = icons.SVG["eye" if seen.seen else "ear"]
    interpretation = paragraphs(seen.interpretation or none)
    unsure = f'<span class="avk-unsure">{safe(seen.unsure)}</span>' if seen.unsure else ""
    return mark_safe(  # noqa: S308  every text is escaped
        f'<article class="avk-obs" aria-label="{safe(name)}: {when}"><div class="avk-obs-head">{icon}'
        f"<b>{when}</b><span>{safe(seen.hand)}</span>{unsure}{_utterance(seen)}</div>"
        f'<div class="avk-obs-two"><div><h3 class="avk-eyebrow">{safe(fact)}</h3>'
        f'{paragraphs(seen.fact)}</div><div class="tolk"><h3 class="avk-eyebrow">{heading}</h3>'
        f"{interpretation}</div></div></article>"
    )


def paragraphs(text: str) -> str:
    """Django's `linebreaks`, escaped, with a short way for the many texts of one line."""
    if "\n" in text or "\r" in text:
        return linebreaks(text, autoescape=True)
    return f"<p>{safe(text)}</p>"


def _utterance(seen: Observation) -> str:
    if seen.utterance:
        return draw_state(seen.utterance)
    return f"<span>{safe(seen.utterance_text)}</span>" if seen.utterance_text else ""


def _message(message: Message) -> str:
    row = ' class="mine"' if message.side == "mine" else ""
    box = ' class="theirs"' if message.side == "theirs" else ""
    ring = RINGS.get(message.side, "avk-who")
    return (
        f'\n<li{row}><span class="{ring}" aria-hidden="true">{safe(message.initials)}</span><div{box}>'
        f'<p class="by"><b>{safe(message.author)}</b> · {safe(message.when)}</p>'
        f'<div class="said">{paragraphs(message.text)}</div></div></li>'
    )


def _event(event: Event) -> str:
    kind = f' class="{event.kind}"' if event.kind else ""
    when = f' datetime="{safe(event.datetime)}"' if event.datetime else ""
    return f"<li{kind}><time{when}>{safe(event.when)}</time><span>{safe(event.text)}</span></li>"
