"""What search engines may find: the map of the public pages, and the file that says where it is.

Only this floor knows all rooms. A room with public pages gives (address, when it was last changed or None) pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.guard import may_be_kept, public
from avklar.people.organisations import queries as people
from avklar.public.contacts import presenting as contacts
from avklar.public.guidance.states import PAGES
from avklar.public.news import queries as news

Places = Iterable[tuple[str, datetime | None]]

KEPT_FOR = timedelta(hours=1)
MOST_PLACES = 50_000
"""What a map may hold (sitemaps.org)."""
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _standing() -> Places:
    """Pages that are always there."""
    return [(reverse(name), None) for name in STANDING]


def _guidance() -> Places:
    return [(reverse("guidance:page", args=[slug]), None) for slug in PAGES]


def _municipalities() -> Places:
    return [(contacts.address(card), None) for card in people.municipalities()]


STANDING = (
    *("guidance:front", "guidance:list", "contacts:find", "contacts:activities", "concerns:tell", "news:list"),
    *("accessibility:statement", "register:privacy", "danger"),
)
SHUT = (
    *("/konto/", "/sprak/", "/utseende/"),
    *("/kommentarer/lenke/", "/moter/svar/", "/aktiviteter/kalender/", "/varsler/av/"),
)
"""What robots may not ask for: accounts, choices, and links that were sent to one person."""
SOURCES: tuple[Callable[[], Places], ...] = (_standing, _guidance, _municipalities, news.everything)


@public("what search engines may find")
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Every public page with its address, as XML."""
    top = Element("urlset", {"xmlns": SCHEMA})
    for path, changed in list(_places())[:MOST_PLACES]:
        place = SubElement(top, "url")
        SubElement(place, "loc").text = _absolute(path)
        if changed:
            SubElement(place, "lastmod").text = changed.astimezone(clock.OSLO).isoformat(timespec="seconds")
    content = tostring(top, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    return may_be_kept(response, clock.now() + KEPT_FOR)


@public("what search engines may find")
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Everything that is public may be found; the pages of accounts and of single persons' links may not."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in SHUT), "", f"Sitemap: {_absolute(reverse('sitemap'))}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    return may_be_kept(response, clock.now() + KEPT_FOR)


def _places() -> Iterator[tuple[str, datetime | None]]:
    for source in SOURCES:
        yield from source()


def _absolute(path: str) -> str:
    return f"{settings.AVKLAR_ADDRESS.rstrip('/')}{path}"
