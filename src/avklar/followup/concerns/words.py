"""Days and moments in words, as design.md wants them: weekday within a week, «kl. 12.41»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from avklar.foundation import clock


def day(at: datetime | date) -> str:
    """«i dag», «i går», «onsdag 25. november», or with the year when it is far away."""
    return _day(_local_date(at), clock.today(), get_language())


@lru_cache(maxsize=512)  # a list names the same few days fifty times, and formatting a date is slow
def _day(when: date, today: date, language: str | None) -> str:
    away = (when - today).days
    near = {0: _("i dag"), -1: _("i går"), 1: _("i morgen")}
    if away in near:
        return near[away]
    shape = pgettext("datoformat", "l j. F") if abs(away) < 7 else pgettext("datoformat", "j. F Y")
    return date_format(when, shape)


def moment(at: datetime) -> str:
    """«onsdag 25. november kl. 12.41»."""
    local, language = at.astimezone(clock.OSLO), get_language()
    when = _day(local.date(), clock.today(), language)
    return _at_the_hour(language) % {"day": when, "hour": f"{local.hour:02}.{local.minute:02}"}


@lru_cache(maxsize=8)
def _at_the_hour(language: str | None) -> str:
    return _("%(day)s kl. %(hour)s")


def full_moment(at: datetime) -> str:
    """The same with the weekday always, and the year when it is another one: for what one notes down."""
    local = at.astimezone(clock.OSLO)
    this_year = local.year == clock.today().year
    shape = pgettext("datoformat", "l j. F") if this_year else pgettext("datoformat", "l j. F Y")
    weekday = date_format(local.date(), shape)
    return _at_the_hour(get_language()) % {"day": weekday, "hour": _hour(local)}


def weekday(at: datetime) -> str:
    """«onsdag» when it is near, otherwise the date."""
    return _weekday(_local_date(at), clock.today(), get_language())


@lru_cache(maxsize=512)
def _weekday(when: date, today: date, language: str | None) -> str:
    away = (when - today).days
    if away == 0:
        return _("i dag")
    shape = pgettext("datoformat", "l") if 0 < away < 7 else pgettext("datoformat", "j. F")
    return date_format(when, shape)


def late(due: datetime) -> str:
    """«Over fristen: 1 dag», in whole days begun."""
    days = max(1, (clock.now() - due) // timedelta(days=1))
    return ngettext("Over fristen: %(days)s dag", "Over fristen: %(days)s dager", days) % {"days": days}


def week(at: datetime, back: int = 0) -> str:
    """«Uke 47», `back` weeks before the moment."""
    number = (at.astimezone(clock.OSLO).date() - timedelta(weeks=back)).isocalendar().week
    return _("Uke %(number)s") % {"number": number}


def _local_date(at: datetime | date) -> date:
    return at.astimezone(clock.OSLO).date() if isinstance(at, datetime) else at


def _hour(at: datetime) -> str:
    local = at.astimezone(clock.OSLO)
    return f"{local.hour:02}.{local.minute:02}"


def names(people: list[str]) -> str:
    """«Odd Kvernstad og Berit Sandeggen», also inside a sentence."""
    return get_text_list(people, pgettext("mellom to navn", "og"))
