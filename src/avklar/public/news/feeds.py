"""The newest articles as RSS 2.0 and Atom, and the site's map for search engines. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from avklar.public.news import presenting
from avklar.public.news.cards import Teaser

KINDS: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
A_FEED = 30


def feed(kind: str, teasers: Iterable[Teaser], *, site: str, language: str) -> str:
    """The feed as XML. `kind` is rss or atom."""
    front = presenting.absolute(reverse("news:list"))
    made = KINDS[kind](
        title=_("Aktuelt fra %(site)s") % {"site": site},
        link=front,
        description=_("Nyheter om arbeidet mot radikalisering og voldelig ekstremisme i distriktet."),
        language=language,
        feed_url=presenting.absolute(reverse(f"news:{kind}")),
        feed_guid=front,
    )
    for each in teasers:
        made.add_item(
            title=each.title,
            link=presenting.absolute(each.url),
            description=escape(each.lead),  # readers take it for HTML, and it is plain text
            unique_id=each.id.urn,
            unique_id_is_permalink=False,
            pubdate=each.published,
            updateddate=each.changed,
            author_name=each.byline,
            categories=[str(each.kind.label)],
        )
    out = StringIO()
    made.write(out, "utf-8")
    return out.getvalue()
