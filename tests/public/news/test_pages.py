"""The public pages: languages, caches that are never stale, what search engines get, and attacks on the text."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from avklar.foundation import clock
from avklar.public.news import actions, queries
from avklar.public.news.models import PictureFile
from avklar.public.news.queries import shown
from tests.cast import House
from tests.public.news.conftest import ASKED, EN, NB, NN, add, image, show, take_back, write

ClientAs = Callable[..., Client]
ATOM = "{http://www.w3.org/2005/Atom}"


def page(client: Client, url: str, status: int = 200, **headers: str) -> str:
    """The words of an answer, which sets no cookie when it is for everybody."""
    response = client.get(url, headers=headers)
    assert response.status_code == status, url
    assert not response.cookies
    return response.content.decode()


def addresses(slug: str, picture: str = "") -> list[str]:
    """Where an article could be reached."""
    return [
        reverse("news:article", args=[slug]),
        reverse("news:variant", args=[slug, "nb"]),
        reverse("news:share", args=[slug, "nb"]),
        *([reverse("news:picture", args=[picture])] if picture else []),
    ]


def with_picture(house: House) -> UUID:
    """An article with a picture, not published."""
    taken = actions.take_picture(house.editor.actor(), content=image())
    return write(house, picture=taken, alt="Grønt & fint", caption="Et felt.", credit="Foto: Gro Moan")


def test_article_is_read_with_its_picture_date_and_description(house: House, client: Client) -> None:
    slug = show(house, with_picture(house))
    said = page(client, reverse("news:article", args=[slug]))
    assert "1 minutts lesetid" in said
    assert 'alt="Grønt &amp; fint"' in said
    assert re.search(r'<source media="\(max-width: 47.99rem\)" type="image/webp" srcset="[^" ]+-480\.webp">', said)
    assert re.search(r'<source type="image/webp" srcset="/aktuelt/bilde/[0-9a-f]{32}-480\.webp 480w, ', said)
    assert '<link rel="canonical" href="http://127.0.0.1:8000/aktuelt/kommunene-mottes-pa-hamar/">' in said
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', said)[1])  # type: ignore[index]
    assert (data["@type"], data["headline"]) == ("NewsArticle", "Kommunene møttes på Hamar")
    shared = client.get(reverse("news:share", args=[slug, "nb"]))
    assert (shared["Content-Type"], shared.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")


def test_hidden_article_is_reachable_from_nowhere(house: House, client: Client) -> None:
    article = with_picture(house)
    name = str(PictureFile.objects.values_list("name", flat=True).first())
    slug = show(house, article, moment=clock.now() + timedelta(days=1))
    lists = [reverse(name) for name in ("news:list", "news:rss", "news:atom", "sitemap")]
    for url in addresses(slug, name):
        page(client, url, 404)
    assert [url for url in lists if slug in page(client, url)] == []
    with clock.frozen(clock.now() + timedelta(days=2)):
        for url in addresses(slug, name):
            assert client.get(url).status_code == 200
        assert [url for url in lists if slug not in page(client, url)] == []
    take_back(house, article)
    said = page(client, addresses(slug)[0], 410)
    assert ("Tallet var feil." in said, "tre løfter" in said) == (True, False)
    for url in addresses(slug, name)[1:]:
        assert client.get(url).status_code in (404, 410)
    assert [url for url in lists if slug in page(client, url)] == []


def test_pictures_are_kept_for_a_year_and_drafts_only_for_editors(
    house: House, client: Client, client_as: ClientAs
) -> None:
    article = with_picture(house)
    name = str(PictureFile.objects.filter(name__endswith=".webp").values_list("name", flat=True).first())
    url = reverse("news:picture", args=[name])
    seen = client_as(house.editor).get(url)
    assert (seen.status_code, "no-store" in seen["Cache-Control"]) == (200, True)
    assert client_as(house.contact).get(url).status_code == 404
    show(house, article)
    kept = client.get(url)
    assert {"public", "immutable"} <= set(kept["Cache-Control"].split(", "))
    assert int(re.search(r"max-age=(\d+)", kept["Cache-Control"])[1]) > 31_535_000  # type: ignore[index]
    assert (kept["X-Content-Type-Options"], kept["Content-Type"]) == ("nosniff", "image/webp")
    for wrong in ("x.svg", f"{name}.html", "../x.jpg", "a" * 300 + ".jpg"):
        assert client.get(f"/aktuelt/bilde/{wrong}").status_code == 404


def test_reader_gets_the_own_language_else_bokmaal_and_is_told(house: House, client: Client) -> None:
    article = write(house)
    add(house, article, NN, title="Kommunane møttest")
    url = reverse("news:article", args=[show(house, article)])
    nynorsk = page(client, url, **{"Accept-Language": "nn"})
    assert ("Kommunane møttest" in nynorsk, 'hreflang="x-default"' in nynorsk) == (True, True)
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{url}nn/">' in nynorsk
    english = page(client, url, **{"Accept-Language": "en"})
    assert ("Kommunene møttes" in english, f'<article class="avk-article" lang="{NB}">' in english) == (True, True)
    assert "avk-why" in english.partition("<h1>")[0]
    answer = client.get(f"{url}nn/")
    assert (answer["Content-Language"], '<html lang="nn"' in answer.content.decode()) == ("nn", True)
    for wrong in (EN, "sv", "x"):
        page(client, f"{url}{wrong}/", 404)


def test_kept_page_is_never_stale(house: House, client: Client, draft: UUID, slug: str) -> None:
    url = reverse("news:article", args=[slug])
    with clock.frozen(clock.now()):
        first = client.get(url)
        with CaptureQueriesContext(connection) as asked:
            again = client.get(url)
        assert (len(asked) <= 2, again.content) == (True, first.content)
        assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
        add(house, draft, NB, 1, title="Rettet tittel")
        show(house, draft)
        changed = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, "Rettet tittel" in changed.content.decode()) == (200, True)
    seconds = int(re.search(r"max-age=(\d+)", changed["Cache-Control"])[1])  # type: ignore[index]
    assert 0 < seconds <= 60


def test_kept_pages_differ_by_language_and_colours_and_are_nobodys_own(
    house: House, client: Client, client_as: ClientAs, slug: str
) -> None:
    url = reverse("news:article", args=[slug])
    tags = {client.get(url)["ETag"], client.get(url, headers={"Accept-Language": "nn"})["ETag"]}
    client.cookies["avklar_look"] = "dark"
    dark = client.get(url)
    assert len({*tags, dark["ETag"]}) == 3
    assert 'data-color-scheme="dark"' in dark.content.decode()
    signed_in = client_as(house.editor).get(url)
    assert ("Rediger artikkelen" in signed_in.content.decode(), "ETag" in signed_in) == (True, False)
    assert "no-store" in signed_in["Cache-Control"]
    client.cookies["other"] = "1"
    assert "ETag" not in client.get(url)


def test_list_goes_on_in_pages_both_ways(house: House, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "A_PAGE", 3)
    for number in range(7):
        show(house, write(house, title=f"Sak {number}"))

    def seen(url: str) -> tuple[str, dict[str, str]]:
        said = page(client, url)
        links = dict(re.findall(r'href="([^"]+)" rel="(\w+)"', said))
        return "".join(re.findall(r"Sak (\d)</a>", said)), {rel: link for link, rel in links.items()}

    with CaptureQueriesContext(connection) as asked:
        first, links = seen(reverse("news:list"))
    second, further = seen(links["next"])
    last, _links = seen(further["next"])
    assert [first, second, last] == ["654", "321", "0"]
    assert seen(further["prev"])[0] == first
    assert seen(reverse("news:list") + "?eldre=finnes-ikke")[0] == first
    assert len(asked) <= 5


CORPUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://elsewhere.example/x.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](vbscript:x)",
    '<a href="https://a.example" onclick="x()">x</a>',
    "<svg><animate onbegin=alert(1)>",
    "<iframe src=https://elsewhere.example></iframe>",
    "<math><mtext><style><img src=x onerror=alert(1)></style>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<style>@import url(https://elsewhere.example/x.css)</style>",
    '"><script>alert(1)</script>',
    "</script><script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    '<https://elsewhere.example/"onmouseover=alert(1)>',
    "{{ settings.SECRET_KEY }} {% debug %}",
]
LIVE = re.compile(
    r"<script(?! src=\"/static/| type=\"application/ld\+json\")|href=\"(javascript|data|vbscript)|src=x"
    r"|<(img|iframe|svg|style|math)[^>]*elsewhere|<(animate|iframe|math)|\son\w+\s*=\s*[^\"]*alert",
    re.IGNORECASE,
)


def test_nothing_that_runs_gets_through_any_field(house: House, client: Client) -> None:
    hostile = "\n\n".join(CORPUS)
    line = "</script><script>alert(1)</script> & \u2028 <!--"
    slug = show(
        house,
        write(house, title=line, lead=line, byline=line, body=hostile, questions=(("<b>Hva?</b>" + line, hostile),)),
    )
    said = page(client, reverse("news:article", args=[slug]))
    without_escaped = re.sub(r"&lt;.*?&gt;", "", said)
    assert LIVE.findall(without_escaped) == []
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', said, re.DOTALL)
    assert json.loads(data[0])["headline"] == line
    assert "elsewhere.example/x.png" not in said
    for kind in ("rss", "atom"):
        feed = ET.fromstring(page(client, reverse(f"news:{kind}")))
        told = [each.text or "" for each in feed.iter() if each.tag in ("description", f"{ATOM}summary")]
        assert [text for text in told if "<script" in text] == []


def test_feeds_are_valid_and_hold_the_newest(house: House, client: Client, draft: UUID, slug: str) -> None:
    add(house, draft, NN, title="Kommunane møttest")
    show(house, draft)
    atom = ET.fromstring(page(client, reverse("news:atom")))
    assert atom.tag == f"{ATOM}feed"
    required = {f"{ATOM}{name}" for name in ("id", "title", "updated", "link")}
    entry = atom.find(f"{ATOM}entry")
    assert entry is not None
    for part in (atom, entry):
        assert required <= {each.tag for each in part}
    assert entry.findtext(f"{ATOM}id") == draft.urn
    rss = ET.fromstring(page(client, reverse("news:rss"), **{"Accept-Language": "nn"}))
    channel = rss.find("channel")
    assert channel is not None
    assert rss.get("version") == "2.0"
    assert {"title", "link", "description", "language", "lastBuildDate"} <= {each.tag for each in channel}
    item = channel.find("item")
    assert item is not None
    assert (item.findtext("title"), item.findtext("guid")) == ("Kommunane møttest", draft.urn)
    response = client.get(reverse("news:rss"))
    assert response["Content-Type"].startswith("application/rss+xml")
    assert client.get(reverse("news:rss"), headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_map_of_the_site_names_every_language_and_robots_name_the_map(
    house: House, client: Client, draft: UUID, slug: str
) -> None:
    add(house, draft, NN)
    show(house, draft)
    found = ET.fromstring(page(client, reverse("sitemap")))
    places = [each.text for each in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    plain = f"http://127.0.0.1:8000/aktuelt/{slug}/"
    assert {plain, f"{plain}nn/"} <= set(places)
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in page(client, reverse("robots"))


def test_robots_are_kept_from_every_link_that_was_sent_to_one_person(house: House, client: Client) -> None:
    shut = re.findall(r"Disallow: (\S+)", page(client, reverse("robots")))
    names = ("comments:link", "meetings:answer", "activities:feed", "notifications:unsubscribe", "accounts:invitation")
    assert [name for name in names if not reverse(name, args=["x"]).startswith(tuple(shut))] == []


def test_teasers_for_the_front_page_ask_little(house: House, slug: str) -> None:
    show(house, write(house, title="Spørsmål", questions=ASKED))
    with CaptureQueriesContext(connection) as asked:
        found = queries.latest(3, "en")
    assert (found[0].title, found[0].url, found[0].comments) == ("Spørsmål", "/aktuelt/sporsmal/", 0)
    assert len(asked) <= 3
