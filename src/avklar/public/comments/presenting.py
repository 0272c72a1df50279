"""Discussions and comments in the words of their pages; `section` is what a page with comments on it includes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.foundation.access.guard import actor_of
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui.components import State as Tag
from avklar.public.comments import bar, queries, wording
from avklar.public.comments.cards import CommentCard, DiscussionCard
from avklar.public.comments.forms import DAYS, CommentForm, hours_text
from avklar.public.comments.hours import Hours
from avklar.public.comments.lengths import MOST_THREADS
from avklar.public.comments.queries.reading import find, stamp_of
from avklar.public.comments.standing import Kind, Standing, standing
from avklar.public.comments.states import TAKEN_DOWN, Night, State

TAGS = {
    State.UNCONFIRMED: "wait",
    State.WAITING: "wait",
    State.PUBLISHED: "done",
    State.REJECTED: "shut",
    State.REMOVED: "shut",
    State.WITHDRAWN: "shut",
}


@dataclass(frozen=True)
class Line:
    """One comment as it is drawn."""

    card: CommentCard
    when: str
    initials: str
    gone: str
    answers: tuple[Line, ...] = ()


def section(
    request: HttpRequest, discussion_id: UUID, *, form: CommentForm | None = None, after: UUID | None = None
) -> dict[str, Any]:
    """What `comments/section.html` needs, under the name `comments`; `{"shown": False}` where there is nothing to show.

    Four queries. The same for every reader who isn't signed in: it may be kept until `queries.until`.
    """
    card, now = find(discussion_id), clock.now()
    found = standing(card, now) if card else Standing(Kind.OFF)
    if card is None or found.kind == Kind.OFF:
        return {"shown": False}
    return {"shown": True, **_frame(card, found, now), **listing(request, card, after), **writing(card, form)}


def _frame(card: DiscussionCard, found: Standing, now: datetime) -> dict[str, Any]:
    shown, gone = queries.tally(card.id)
    return {
        "id": card.id,
        "title": card.title,
        "url": card.url,
        "heading": heading(shown, gone),
        "state_url": reverse("comments:state", args=[card.id]),
        "list_url": reverse("comments:list", args=[card.id]),
        "stamp": stamp_of(card, now),
        **state(card, found, now),
    }


def state(card: DiscussionCard, found: Standing, now: datetime, *, fresh: bool = False) -> dict[str, Any]:
    """What turns with the clock: the notice, the button, the bar and the sentence beside it."""
    queued = card.settings.night == Night.QUEUE
    return {
        "kind": str(found.kind),
        "open": found.open,
        "takes": found.open or (queued and found.kind == Kind.CLOSED),
        "queued": queued,
        "opens": when_open(found.opens, now) if found.opens else "",
        "bar": bar.draw(card.hours, now, f"tid-{str(card.id)[-6:]}", fresh=fresh),
        "hours": hours_in_words(card.hours),
        "clock": f"{now.astimezone(clock.OSLO):%H:%M}",
        "fresh": fresh,
        "button": button(found, now, queued=queued),
    }


def writing(card: DiscussionCard, form: CommentForm | None) -> dict[str, Any]:
    """The form and the rules beside it."""
    return {
        "form": form or CommentForm(auto_id="kommentar-%s"),
        "write_url": reverse("comments:write", args=[card.id]),
        "promise": wording.PROMISE,
        "rules": wording.rules(card.settings.rules),
    }


def listing(request: HttpRequest, card: DiscussionCard, after: UUID | None = None) -> dict[str, Any]:
    """The threads of a page, and where the next page is."""
    threads, now, actor = queries.threads(card, after), clock.now(), actor_of(request)
    more = len(threads) > MOST_THREADS
    shown = threads[:MOST_THREADS]
    page = reverse("comments:discussion", args=[card.id])
    return {
        "id": card.id,
        "lines": [line(each, now) for each in shown],
        "more_url": f"{page}?etter={shown[-1].id}" if more else "",
        "later": after is not None,
        "moderates": actor is not None and actor.may(Permission.COMMENT_MODERATE),
        "ended": standing(card, now).kind == Kind.ENDED,
    }


def line(card: CommentCard, now: datetime) -> Line:
    """One comment with its answers."""
    answers = tuple(line(each, now) for each in card.answers)
    return Line(card, when(card.at, now), initials(card.name), gone(card, now), answers)


def gone(card: CommentCard, now: datetime) -> str:
    """What stands where a comment was; empty for one that is shown."""
    if card.state == State.WITHDRAWN:
        return _("Slettet av den som skrev.")
    if card.state == State.WAITING:
        return f"{card.state.label}."
    if card.state not in TAKEN_DOWN or card.decided_at is None:
        return ""
    said = {"when": when(card.decided_at, now), "number": card.rule, "rule": card.rule_text.rstrip(".")}
    return (
        _("Fjernet %(when)s etter regel %(number)s: «%(rule)s». Den som skrev, har fått beskjed og kan klage.") % said
    )


def initials(name: str) -> str:
    """At most two letters; a dash for a name that is gone."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "–"


def heading(shown: int, removed: int) -> str:
    """«5 kommentarer, 1 er fjernet»."""
    if not shown and not removed:
        return _("Kommentarer")
    number = ngettext("%(number)s kommentar", "%(number)s kommentarer", shown) % {"number": shown}
    if not removed:
        return number
    return number + ngettext(", %(number)s er fjernet", ", %(number)s er fjernet", removed) % {"number": removed}


def when(moment: datetime, now: datetime) -> str:
    """«fredag kl. 10.12» within six days, «20. november 2026 kl. 10.12» before that: right on a kept page, too."""
    local = moment.astimezone(clock.OSLO)
    said = {"day": _day(local, now), "time": f"{local:%H.%M}"}
    return _("%(day)s kl. %(time)s") % said


def when_open(moment: datetime, now: datetime) -> str:
    """«kl. 08:00» within a day, else with the day. Opening hours keep the colon."""
    local = moment.astimezone(clock.OSLO)
    time = f"{local:%H:%M}"
    if (moment - now).total_seconds() < 24 * 3600:
        return _("kl. %(time)s") % {"time": time}
    return _("%(day)s kl. %(time)s") % {"day": _day(local, now), "time": time}


def _day(local: datetime, now: datetime) -> str:
    apart = abs((local.date() - now.astimezone(clock.OSLO).date()).days)
    shape = "l" if apart < 6 else pgettext("datoformat", "j. F Y")
    return _in_a_sentence(date_format(local, shape))


def _in_a_sentence(day: str) -> str:
    """Weekdays and months have small letters in Norwegian, large ones in English."""
    return day if get_language() == "en" else day.lower()


def button(found: Standing, now: datetime, *, queued: bool) -> str:
    """What the button does, or from when it can be used."""
    if found.open:
        return _("Send kommentaren")
    if found.opens is None:
        return _("Kan ikke sendes")
    said = {"when": when_open(found.opens, now)}
    return _("Legg i kø til %(when)s") % said if queued else _("Kan sendes fra %(when)s") % said


def hours_in_words(hours: Hours) -> str:
    """«Åpent hver dag 08:00–22:00.», or the days that are alike together."""
    if len(set(hours.week)) == 1:
        found = [_("Åpent hver dag %(times)s") % {"times": hours_text(hours.week[0])}]
        if hours.week[0] is None:
            found = [_("Stengt hver dag")]
    else:
        found = list(_groups(hours))
    if not hours.holidays_as_usual:
        found.append(_("helligdager %(times)s") % {"times": hours_text(hours.holidays)})
    said = ", ".join(found)
    return f"{said[0].upper()}{said[1:]}."


def _groups(hours: Hours) -> Iterable[str]:
    days, start = list(DAYS.values()), 0
    for at in range(1, 8):
        if at == 7 or hours.week[at] != hours.week[start]:
            first, last = _in_a_sentence(str(days[start])), _in_a_sentence(str(days[at - 1]))
            yield f"{first if start == at - 1 else f'{first}–{last}'} {hours_text(hours.week[start])}"
            start = at


def tag(state: State) -> Tag:
    """Where a comment stands."""
    return Tag(TAGS[state], state.label)  # type: ignore[arg-type]


def standing_tag(found: Standing, now: datetime) -> Tag:
    """How a discussion stands, for the editors' list."""
    if found.kind == Kind.CLOSED and found.opens:
        return Tag("wait", _("Stengt, åpner %(when)s") % {"when": when_open(found.opens, now)}, "moon")
    words = {
        Kind.OPEN: Tag("done", _("Åpen")),
        Kind.CLOSED: Tag("wait", _("Stengt"), "moon"),
        Kind.ENDED: Tag("shut", _("Avsluttet")),
        Kind.OFF: Tag("shut", _("Vises ikke")),
    }
    return words[found.kind]
