"""The layout, the choice of colours and the gallery."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

Page = Callable[[str], str]


def test_gallery_shows_every_component(page: Page) -> None:
    html = page("/komponenter/")
    parts = (
        "stair crumbs state rows empty obs talk choice why crowd funnel marked finds time kpi pages steps bone locked"
        " axes ladder plan pick copy left"
    )
    assert [part for part in parts.split() if f"avk-{part}" not in html] == []


def test_public_page_has_language_and_quick_exit(page: Page) -> None:
    html = page("/komponenter/")
    assert "data-quick-exit" in html
    assert 'name="language" value="nn"' in html
    assert 'data-size="md"' in html


def test_signed_in_page_has_112_person_and_organisation(page: Page) -> None:
    html = page("/komponenter/?inn")
    assert 'class="avk-now" href="/fare/"' in html
    assert "<b>Mari Lauvrud</b>Gjøvik kommune" in html
    assert "data-quick-exit" not in html


def test_menu_says_where_one_is_and_what_is_new(page: Page) -> None:
    html = page("/komponenter/?inn")
    assert '<a href="/" aria-current="page">Min dag</a>' in html
    assert '3<span class="avk-sr"> nye</span>' in html


def test_skip_link_leads_to_the_content(page: Page) -> None:
    html = page("/komponenter/")
    assert '<a class="ds-skip-link" href="#innhold">' in html
    assert '<main id="innhold"' in html


def test_ids_are_unique(page: Page) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page("/komponenter/?inn"))
    assert sorted(ids) == sorted(set(ids))


def test_chosen_colours_are_kept_in_a_cookie(client: Client) -> None:
    answer = client.post("/utseende/", {"look": "dark", "next": "/komponenter/"})
    assert answer.headers["Location"] == "/komponenter/"
    assert 'data-color-scheme="dark"' in client.get("/komponenter/").content.decode()


def test_unknown_colours_are_ignored(client: Client) -> None:
    client.cookies["avklar_look"] = '"><script>'
    assert 'data-color-scheme="auto"' in client.get("/komponenter/").content.decode()


def test_choice_of_colours_does_not_lead_elsewhere(client: Client) -> None:
    answer = client.post("/utseende/", {"look": "dark", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_choice_of_colours_needs_no_token() -> None:
    """A token would need a cookie on every public page, and the choice can harm nobody."""
    answer = Client(enforce_csrf_checks=True).post("/utseende/", {"look": "dark", "next": "https://example.org/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_language_follows_the_choice(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "nn", "next": "/komponenter/"})
    assert '<html lang="nn"' in client.get("/komponenter/").content.decode()
