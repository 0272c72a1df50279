"""The day bar: today's opening hours and the time now, as an SVG with classes only; the words stand beside it. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from avklar.foundation import clock
from avklar.public.comments.hours import DAY, Hours, wall

WIDTH, LEFT = 638, 1
APART = 100
"""Two labels nearer than this would run into each other: the second is left out, the words say it."""


def parts(hours: Hours, day: date) -> list[tuple[int, int]]:
    """What is open on the day, in minutes after its midnight, from the evening before too; in order, never touching."""
    before, today = hours.on(day - timedelta(days=1)), hours.on(day)
    found = [(0, before.closes - DAY)] if before and before.closes > DAY else []
    found += [(today.opens, min(today.closes, DAY))] if today else []
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def draw(hours: Hours, now: datetime, name: str, *, fresh: bool) -> SafeString:
    """The picture for an aware moment; `name` keeps the ids of two bars on a page apart.

    `fresh`: it is seen at this moment. On a page that is kept the hand says what o'clock it was, not that it is so now.
    """
    local = now.astimezone(clock.OSLO)
    open_now, spans = hours.is_open(now), parts(hours, local.date())
    at, minute = f"{local:%H:%M}", local.hour * 60 + local.minute
    state = _("Kl. %(time)s er feltet åpent.") if open_now else _("Kl. %(time)s er feltet stengt.")
    said = f"{today_in_words(spans)} {state % {'time': at}}"
    title = _("Åpningstider for kommentarer")
    inner = "".join(_rect("open", start, end, 22, 16) for start, end in spans)
    drawing = (
        f'<svg viewBox="0 0 640 62" role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}'
        f'</title><desc id="{name}-d">{escape(said)}</desc>{_rect("night", 0, DAY, 24, 12)}{inner}{_labels(spans)}'
        f"{_pin(minute, at, fresh=fresh)}</svg>"
    )
    return mark_safe(drawing)  # noqa: S308  our own numbers, and words that are escaped


def today_in_words(spans: list[tuple[int, int]]) -> str:
    """«I dag er det åpent 08:00–22:00.»"""
    if not spans:
        return _("I dag er det stengt.")
    if spans == [(0, DAY)]:
        return _("I dag er det åpent hele døgnet.")
    times = ", ".join(f"{wall(start)}–{wall(end)}" for start, end in spans)
    return _("I dag er det åpent %(times)s.") % {"times": times}


def _x(minute: int) -> str:
    return f"{LEFT + minute / DAY * WIDTH:g}"


def _rect(kind: str, start: int, end: int, top: int, height: int) -> str:
    wide = f"{(end - start) / DAY * WIDTH:g}"
    return f'<rect class="{kind}" x="{_x(start)}" y="{top}" width="{wide}" height="{height}" rx="3"/>'


def _labels(spans: list[tuple[int, int]]) -> str:
    drawn, last = "", -APART
    for start, end in spans:
        for minute, word in ((start, _("Åpner %(time)s")), (end, _("Stenger %(time)s"))):
            if 0 < minute < DAY and float(_x(minute)) - last >= APART:
                last = int(float(_x(minute)))
                anchor = "start" if last < 60 else "end" if last > 580 else "middle"
                text = escape(word % {"time": wall(minute)})
                drawn += f'<text x="{_x(minute)}" y="56" text-anchor="{anchor}">{text}</text>'
    return drawn


def _pin(minute: int, at: str, *, fresh: bool) -> str:
    x = _x(minute)
    anchor = "start" if minute < 60 else "end" if minute > DAY - 60 else "middle"
    said = _("Nå %(time)s") if fresh else _("Kl. %(time)s")
    now = escape(said % {"time": at})
    return (
        f'<path class="pin" d="M{x} 18V42"/><circle class="knob" cx="{x}" cy="30" r="5"/>'
        f'<text class="nowt" x="{x}" y="12" text-anchor="{anchor}">{now}</text>'
    )
