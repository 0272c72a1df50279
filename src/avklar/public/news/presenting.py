"""Articles in the words of their pages. Pure."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from avklar.foundation import clock
from avklar.foundation.ui.components import Link, Pager, Row
from avklar.foundation.ui.components import State as Tag
from avklar.foundation.ui.markdown import render
from avklar.public.news.cards import DeskCard, ListPage, PictureCard, Reading, VariantCard, Words
from avklar.public.news.lengths import WORDS_A_MINUTE
from avklar.public.news.states import Language, State

OWN_NAMES = {Language.BOKMAAL: "Bokmål", Language.NYNORSK: "Nynorsk", Language.ENGLISH: "English"}
"""Each language called by its own name."""
IN_A_SENTENCE = {
    Language.BOKMAAL: pgettext_lazy("midt i en setning", "bokmål"),
    Language.NYNORSK: pgettext_lazy("midt i en setning", "nynorsk"),
    Language.ENGLISH: pgettext_lazy("midt i en setning", "engelsk"),
}
COLUMN = 704
"""How wide an article's picture is on a desk, in pixels."""


def day(moment: datetime) -> str:
    """A day in words, in Norway's time."""
    return date_format(moment.astimezone(clock.OSLO), pgettext("datoformat", "j. F Y"))


def moment_in_words(moment: datetime) -> str:
    """A day and the hour: 20. november 2026 kl. 09.00."""
    hour = date_format(moment.astimezone(clock.OSLO), pgettext("klokkeslett", "H.i"))
    return _("%(day)s kl. %(hour)s") % {"day": day(moment), "hour": hour}


def reading_time(words: Words) -> str:
    """«4 minutters lesetid», by an ordinary reader's pace; never under one."""
    texts = [words.lead, words.body, *(text for pair in words.questions for text in pair)]
    minutes = max(1, math.ceil(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE))
    return ngettext("%(minutes)s minutts lesetid", "%(minutes)s minutters lesetid", minutes) % {"minutes": minutes}


def html(text: str, level: int = 2) -> SafeString:
    """Markdown whose highest heading becomes h`level`, so that no level is skipped under the page's title."""
    marks = [len(line) - len(line.lstrip("#")) for line in text.splitlines() if line.startswith("#") and "# " in line]
    return render(text, level + 1 - min((each for each in marks if each <= 6), default=1))


def body(words: Words) -> dict[str, Any]:
    """The parts of the text as HTML."""
    return {"html": html(words.body), "pairs": [(asked, html(said, 3)) for asked, said in words.questions]}


def picture(card: PictureCard | None) -> dict[str, Any] | None:
    """A picture as the page's <picture> wants it: the phone's address, and all with their widths for both formats."""
    if card is None:
        return None

    def sources(ending: str) -> str:
        return ", ".join(f"{file_url(card, width, ending)} {width}w" for width in card.widths)

    middle = next((width for width in card.widths if width >= COLUMN), card.widths[-1])
    return {
        "phone": file_url(card, card.widths[0], "webp"),
        "webp": sources("webp"),
        "jpg": sources("jpg"),
        "src": file_url(card, middle, "jpg"),
        "width": middle,
        "height": max(1, round(card.height * middle / card.width)),
        "alt": card.alt,
        "caption": card.caption,
        "credit": card.credit,
    }


def told(card: PictureCard | None, words: Words | None) -> PictureCard | None:
    """A picture with what is said of it in a text that isn't saved yet."""
    if card is None or words is None:
        return card
    return replace(card, alt=words.alt, caption=words.caption, credit=words.credit)


def changed(found: Reading) -> str:
    """When the text was changed after it was published; empty when it wasn't."""
    return moment_in_words(found.changed) if found.changed > found.published else ""


def file_url(card: PictureCard, width: int, ending: str) -> str:
    """The address of one width."""
    return reverse("news:picture", args=[f"{card.digest}-{width}.{ending}"])


def absolute(path: str) -> str:
    """With the site's own address before it."""
    return f"{settings.AVKLAR_ADDRESS.rstrip('/')}{path}"


def share_url(found: Reading) -> str:
    """The picture that is shown where somebody shares the article. Another edition has another address."""
    path = reverse("news:share", args=[found.slug, found.language])
    return absolute(f"{path}?v={int(found.changed.timestamp())}")


def structured(found: Reading, url: str, publisher: str) -> SafeString:
    """The article as data for search engines (schema.org NewsArticle).

    A block of data, no program: the browser runs nothing of it, and the page's policy needs no exception. What could
    end the block is written as an escape.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": found.words.title,
        "description": found.words.lead,
        "inLanguage": str(found.language),
        "datePublished": found.published.astimezone(clock.OSLO).isoformat(),
        "dateModified": found.changed.astimezone(clock.OSLO).isoformat(),
        "mainEntityOfPage": url,
        "image": [share_url(found)],
        "author": {"@type": "Person", "name": found.words.byline},
        "publisher": {"@type": "GovernmentOrganization", "name": publisher},
    }
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped just above


def pager(page: ListPage) -> Pager:
    """Addresses of the pages around this one."""
    here = reverse("news:list")
    return Pager(
        first=here if page.newer else "",
        previous=f"{here}?nyere={page.teasers[0].slug}" if page.newer and page.teasers else "",
        next=f"{here}?eldre={page.teasers[-1].slug}" if page.older and page.teasers else "",
    )


def comments(number: int) -> str:
    """«5 kommentarer», or nothing for none."""
    if not number:
        return ""
    return ngettext("%(number)s kommentar", "%(number)s kommentarer", number) % {"number": number}


def crumbs(*more: Link) -> list[Link]:
    """The way back to the desk."""
    return [Link(_("Redaksjonen"), reverse("news:desk")), *more]


def tag(card: DeskCard, now: datetime) -> Tag:
    """Where an article stands."""
    if card.state == State.WITHDRAWN:
        return Tag("shut", State.WITHDRAWN.label)
    if card.state == State.DRAFT:
        return Tag("plain", State.DRAFT.label)
    if card.scheduled(now):
        return Tag("wait", _("Publiseres senere"))
    if any(each.waits and each.shown for each in card.variants.values()):
        return Tag("soon", _("Endret, ikke publisert"))
    return Tag("done", State.PUBLISHED.label)


def desk_row(card: DeskCard, now: datetime) -> Row:
    """An article in the desk's list."""
    newest = max((each.newest for each in card.variants.values()), key=lambda each: each.written_at)
    told = {"kind": card.kind.label, "languages": ", ".join(str(each.label) for each in card.variants)}
    saved = {"name": newest.written_by, "day": moment_in_words(newest.written_at)}
    return Row(
        reverse("news:manage", args=[card.id]),
        card.title,
        meta=_("%(kind)s · %(languages)s") % told,
        state=tag(card, now),
        note=_("Lagret av %(name)s %(day)s") % saved,
    )


def standing(card: VariantCard) -> str:
    """How a language stands, on the article's own page of the desk."""
    if card.shown is None:
        return _("Ikke publisert")
    if card.waits:
        return _("Utgave %(shown)s er publisert, utgave %(newest)s er ikke") % {
            "shown": card.shown,
            "newest": card.newest.position,
        }
    return _("Utgave %(shown)s er publisert") % {"shown": card.shown}
