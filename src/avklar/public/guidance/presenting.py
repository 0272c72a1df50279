"""The guidance in the words of its pages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from avklar.foundation import clock
from avklar.foundation.ui.components import Link, Row, State
from avklar.public.guidance.cards import Edition, Page
from avklar.public.guidance.lengths import EASY_LIX
from avklar.public.guidance.readability import lix
from avklar.public.guidance.rules import is_due
from avklar.public.guidance.states import PAGES, READ_FIRST, Group, Language

WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Shelf:
    """The pages of a group, as (address, page)."""

    group: Group
    pages: list[tuple[str, Page]]


def day(moment: date | datetime) -> str:
    """A day in words, in Norway's time."""
    local = moment.astimezone(clock.OSLO) if isinstance(moment, datetime) else moment
    return date_format(local, pgettext("datoformat", "j. F Y"))


def shelves(editions: Mapping[str, Edition]) -> list[Shelf]:
    """All pages under their headings."""
    return [
        Shelf(group, [(_url(slug), editions[slug].page) for slug in PAGES if PAGES[slug] == group]) for group in Group
    ]


def read_first(editions: Mapping[str, Edition]) -> list[Link]:
    """The pages that the front page leads to."""
    return [Link(editions[slug].page.title, _url(slug)) for slug in READ_FIRST]


def others(editions: Mapping[str, Edition], slug: str) -> list[Link]:
    """The other pages of the same group."""
    return [
        Link(editions[each].page.title, _url(each)) for each in PAGES if PAGES[each] == PAGES[slug] and each != slug
    ]


def minutes(edition: Edition) -> int:
    """How many minutes a page takes to read, at least one."""
    return max(1, round(len(edition.text.split()) / WORDS_A_MINUTE))


def readability(text: str) -> str:
    """«Lesbarhet: 34. Det er lett å lese for de fleste.»"""
    figure = lix(text)
    if figure <= EASY_LIX:
        return _("Lesbarhet (LIX): %(lix)s. Det er lett å lese for de fleste.") % {"lix": figure}
    return _("Lesbarhet (LIX): %(lix)s. Målet er høyst %(goal)s. Prøv kortere setninger og kortere ord.") % {
        "lix": figure,
        "goal": EASY_LIX,
    }


def tag(edition: Edition, today: date) -> State:
    """When a page is to be looked at again."""
    due = edition.review_due
    if due is None:
        return State("wait", _("Ikke gått gjennom ennå"))
    if due < today:
        return State("over", _("Gjennomgangen er over fristen"))
    if is_due(due, today):
        return State("soon", _("Gjennomgang snart"))
    return State("done", _("Gjennomgås innen %(day)s") % {"day": day(due)})


def source(edition: Edition) -> str:
    """Who wrote what stands there now."""
    return _("Distriktet har skrevet sin egen tekst.") if edition.ours else _("Teksten kommer med Avklar.")


def desk_rows(pages: Mapping[Language, Edition], today: date) -> list[Row]:
    """A page's languages as the editors see them."""
    return [
        Row(
            reverse("guidance:edit", args=[each.slug, language]),
            language.label,
            meta=_("%(source)s LIX %(lix)s.") % {"source": source(each), "lix": lix(each.text)},
            state=tag(each, today),
            late=each.review_due is not None and each.review_due < today,
        )
        for language, each in pages.items()
    ]


def crumbs(*more: Link) -> list[Link]:
    """The way back to the list that everybody sees."""
    return [Link(_("Les og lær"), reverse("guidance:list")), *more]


def desk_crumbs(*more: Link) -> list[Link]:
    """The way back to the editors' list."""
    return [Link(_("Rediger rådene"), reverse("guidance:desk")), *more]


def _url(slug: str) -> str:
    return reverse("guidance:page", args=[slug])
