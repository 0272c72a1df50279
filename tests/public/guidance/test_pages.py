"""The pages: open to everybody without a cookie, in three languages; the search; the editors' desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.public.guidance import actions, queries
from avklar.public.guidance.states import PAGES, Language
from tests.cast import House
from tests.followup.casefile.asking import questions
from tests.public.guidance.test_actions import NB, OURS, as_read, write

ClientAs = Callable[..., Client]
EDIT = ("guidance:edit", ["tegn", "nb"])
PUBLIC = ["/", "/rad/", *(f"/rad/{slug}/" for slug in PAGES)]


def words(response: HttpResponse) -> str:
    """The words of a page that opened."""
    assert response.status_code == 200
    return response.content.decode()


def test_public_pages_set_no_cookie_fetch_nothing_and_may_be_kept(house: House, client: Client) -> None:
    for path in PUBLIC:
        response = client.get(path)
        said = words(response)
        assert (dict(response.cookies), "csrfmiddlewaretoken" in said) == ({}, False), path
        assert 0 < int(response.headers["Cache-Control"].split("max-age=")[1].split(",")[0]) <= 300, path
        assert {"Cookie", "Accept-Language"} <= set(response.headers["Vary"].split(", ")), path
        foreign = [part.split('"')[0] for part in said.split('src="')[1:] if part.startswith(("http", "//"))]
        assert foreign == [], path


def test_quick_exit_and_danger_are_links_on_every_public_page(house: House, client: Client) -> None:
    for path in PUBLIC:
        said = words(client.get(path))
        assert 'href="https://www.yr.no/" rel="noreferrer noopener" data-quick-exit' in said, path
        assert 'href="tel:112"' in said, path
        assert said.count('<meta name="description" content="') == 1, path


def test_front_page_shows_three_ways_and_what_happens(house: House, client: Client) -> None:
    said = words(client.get("/"))
    wanted = (
        "Ring 112",
        f'action="{reverse("contacts:find")}"',
        f'href="{reverse("concerns:tell")}"',
        "/rad/til-foreldre/",
        "de 6 kommunene",
    )
    assert [word for word in wanted if word not in said] == []


def test_front_page_shows_news_and_activities_when_there_are_some(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'id="aktuelt"' not in words(client.get("/"))
    where = {"when": "onsdag 2. desember kl. 19.00–21.00", "owner": "Elverum", "place": "Ungdomshuset"}
    evening = SimpleNamespace(title="Åpen kveld", url="/kontakt/aktiviteter/#a", day=clock.today(), **where)
    kind = SimpleNamespace(label="Nyhet")
    news = SimpleNamespace(title="Kommunene møttes", url="/a/", lead="Kort.", kind=kind, day="20. november", comments=5)
    monkeypatch.setattr("avklar.public.news.queries.latest", lambda limit, language: (news,))
    monkeypatch.setattr("avklar.public.contacts.queries.next_activities", lambda limit: (evening,))
    said = words(client.get("/"))
    assert [
        each for each in ("Kommunene møttes", "5 kommentarer", "Åpen kveld", "Ungdomshuset") if each not in said
    ] == []


def test_front_page_leads_whoever_is_signed_in_to_the_own_pages(house: House, client_as: ClientAs) -> None:
    assert client_as(house.teacher).get("/").headers["Location"] == "/inn/"


def test_front_page_before_the_set_up_leads_to_it(db: None, client: Client) -> None:
    assert client.get("/").headers["Location"] == "/inn/"


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Tegn, og hva de ikke betyr"), ("nn", "Teikn, og kva dei ikkje tyder"), ("en", "Signs, and what they do")],
)
def test_page_is_read_in_the_language_of_the_browser(house: House, client: Client, language: str, title: str) -> None:
    said = words(client.get("/rad/tegn/", headers={"accept-language": language}))
    assert title in said
    assert f'<article class="avk-read" lang="{language}">' in said


def test_unknown_page_is_not_there(house: House, client: Client) -> None:
    assert client.get("/rad/finnes-ikke/").status_code == 404


def test_search_finds_shows_and_is_kept_nowhere(house: House, client: Client) -> None:
    write(house)
    response = client.get("/rad/", {"q": "spør"})
    said = words(response)
    assert "Våre tegn" in said
    assert "<mark>" in said
    assert "no-store" in response.headers["Cache-Control"]
    empty = words(client.get("/rad/", {"q": "zzzzz<script>\x00"}))
    assert "Vi fant ikke «zzzzz&lt;script&gt;»" in empty
    assert f'href="{reverse("contacts:find")}"' in empty
    assert words(client.get("/rad/", {"q": "x" * 200_000}))


def test_page_costs_few_questions(house: House, client: Client) -> None:
    assert [questions(client, path) for path in ("/", "/rad/", "/rad/tegn/")] == [10, 2, 3]


def test_editor_looks_first_and_publishes_then(house: House, client_as: ClientAs) -> None:
    client, url = client_as(house.editor), reverse(EDIT[0], args=EDIT[1])
    sent = {"text": OURS + "\n<script>x</script>", "version": "0"}
    looked = words(client.post(url, sent | {"do": "look"}))
    assert "Slik blir siden. Den er ikke publisert ennå." in looked
    assert "Lesbarhet (LIX):" in looked
    assert "<script>x" not in looked
    assert as_read(house).ours is False
    assert client.post(url, sent | {"do": "save"}).status_code == 302
    assert as_read(house).page.title == "Våre tegn"


def test_stale_edit_shows_what_differs_and_keeps_the_text(house: House, client_as: ClientAs) -> None:
    write(house, who="district_lead")
    client, url = client_as(house.editor), reverse(EDIT[0], args=EDIT[1])
    mine = OURS.replace("Spør oss.", "Spør kontakten.")
    answer = client.post(url, {"text": mine, "version": "0", "do": "save"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert [each for each in ("Noen publiserte mens du skrev", "<ins>", "Spør kontakten.") if each not in said] == []
    again = {"text": mine, "version": answer.context["form"].data["version"], "do": "save"}
    assert (client.post(url, again).status_code, as_read(house).text) == (302, mine.strip())


@pytest.mark.parametrize("text", ["", "uten tittel", "x" * 200_000, "# a\x00b\n\nLead"])
def test_wrong_text_is_said_at_its_field(house: House, client_as: ClientAs, text: str) -> None:
    for do in ("look", "save"):
        answer = client_as(house.editor).post(reverse(EDIT[0], args=EDIT[1]), {"text": text, "version": "0", "do": do})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])


def test_desk_shows_versions_differences_and_the_way_back(house: House, client_as: ClientAs) -> None:
    write(house)
    write(house, OURS.replace("Spør oss.", "Spør kontakten."), version=1)
    client, url = client_as(house.district_lead), reverse(EDIT[0], args=EDIT[1])
    assert "Utgave 2" in words(client.get(url))
    changed = words(client.get(reverse("guidance:version", args=["tegn", "nb", 2])))
    assert ("<ins>" in changed, "kontakten" in changed, "Gro Moan" in changed) == (True, True, True)
    assert "Hva distriktet har endret" in words(client.get(reverse("guidance:version", args=["tegn", "nb", 0])))
    assert client.get(reverse("guidance:version", args=["tegn", "nb", 9])).status_code == 404
    client.post(reverse("guidance:follow_shipped", args=["tegn", "nb"]), {"version": "2"})
    assert as_read(house).ours is False
    assert client.post(reverse("guidance:review", args=["tegn", "nb"]), {"version": "2"}).status_code == 409
    assert client.post(reverse("guidance:review", args=["tegn", "nb"]), {"version": "3"}).status_code == 302


def test_overdue_review_is_seen_at_the_desk_and_on_my_day(house: House, client_as: ClientAs) -> None:
    actions.review(house.editor.actor(), slug="tegn", language=NB, version=0)
    client = client_as(house.editor)
    with clock.frozen(clock.now() + timedelta(days=366)):
        for name in ("guidance:desk", "home:my_day"):
            assert words(client.get(reverse(name))).count("Gjennomgangen er over fristen") == 1, name


def test_desk_is_for_editors_in_known_languages(house: House, client_as: ClientAs) -> None:
    assert client_as(house.contact).get(reverse("guidance:desk")).status_code in (403, 404)
    for args in (["tegn", "xx"], ["finnes-ikke", "nb"]):
        assert client_as(house.editor).get(reverse("guidance:edit", args=args)).status_code == 404
    assert len(queries.desk(house.editor.actor())) * len(Language) == 30
