"""Lists that are shown a page at a time: which page an address asks for, and the way to those beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from avklar.foundation.ui.components import Pager

Card = TypeVar("Card")


@dataclass(frozen=True, slots=True)
class Found(Generic[Card]):
    """Rows in their order that become cards only when a page of them is shown."""

    rows: QuerySet[Any]
    cards: Callable[[QuerySet[Any]], list[Card]]

    def count(self) -> int:
        """How many there are. One query."""
        return self.rows.count()

    def __getitem__(self, part: slice) -> list[Card]:
        """Those of one page."""
        return self.cards(self.rows[part])


def paged(
    request: HttpRequest, found: Found[Any] | Sequence[Any], size: int, *, name: str = "side", heading: str = ""
) -> tuple[Page[Any], Pager]:
    """The page that the address asks for, of `size` lines, and the addresses of its neighbours.

    An address that asks for no page, or for one that isn't there, gets the first or the last. `name` is the
    parameter, for a second list on the same page; the other parameters stay as they are. `heading` is the id of the
    list's heading, to which the addresses lead.
    """
    page = Paginator(found, size).get_page(request.GET.get(name))  # type: ignore[arg-type]
    last = page.paginator.num_pages

    def to(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}{heading and f'#{heading}'}"

    return page, Pager(
        first=to(1) if page.number > 2 else "",
        previous=to(page.number - 1) if page.has_previous() else "",
        next=to(page.number + 1) if page.has_next() else "",
        last=to(last) if page.number < last - 1 else "",
        says=_("Side %(number)s av %(of)s") % {"number": page.number, "of": last} if last > 1 else "",
        heading=heading if last > 1 else "",
    )
