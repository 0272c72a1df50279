"""The open pages: no cookie, kept for minutes, each in its language; what is shown and what never is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import vobject
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from avklar.foundation import clock
from avklar.network.activities import actions as activities
from avklar.people.organisations.models import Appointment
from avklar.public.contacts import actions, kept, queries
from avklar.public.contacts.cards import Words
from tests.cast import House
from tests.network.activities.conftest import evening

ClientAs = Callable[..., Client]
ALVDAL, SKJAK = "/kontakt/3428-alvdal/", "/kontakt/3433-skjak/"
WORDS = Words("61 18 95 00", "Mandag–fredag 09:00–15:00", "Rådhuset", "- **Ungdomsklubben**\n\n<script>x</script>")
SENT = {"phone": "61 18 95 00", "hours": "Mandag 09:00–15:00", "measures": "- Klubben", "shown": ["show_names"]}


def words_of(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200, url
    return response.content.decode()


def test_open_page_sets_no_cookie_and_may_be_kept(house: House, client: Client) -> None:
    for url in ("/kontakt/", "/kontakt/?q=xyz", "/kontakt/?kart=grenser", ALVDAL, "/kontakt/aktiviteter/"):
        answer = client.get(url)
        assert (answer.status_code, dict(answer.cookies)) == (200, {}), url
        assert answer.headers["Cache-Control"].startswith("public, max-age="), url
        assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", ")), url


def test_page_is_kept_for_minutes_and_never_past_midnight(house: House, client: Client) -> None:
    def seconds(moment: datetime) -> int:
        with clock.frozen(moment):
            return int(client.get(ALVDAL).headers["Cache-Control"].partition("max-age=")[2])

    assert seconds(datetime(2026, 11, 27, 12, tzinfo=UTC)) == 300
    assert seconds(datetime(2026, 11, 27, 22, 59, tzinfo=UTC)) == 60  # a minute to twelve in Norway


def test_search_goes_straight_lists_or_helps_on(house: House, client: Client) -> None:
    assert client.get("/kontakt/", {"q": "gjoevik kommune"}).headers["Location"] == "/kontakt/3407-gjovik/"
    assert "Mente du denne?" in words_of(client, "/kontakt/?q=Gjlvik")
    said = words_of(client, "/kontakt/?q=%3Cb%3EBergen")
    assert "&lt;b&gt;Bergen" in said
    assert "Vi fant ingen kommune i Innlandet politidistrikt" in said
    assert client.get("/kontakt/", {"q": "x" * 200_000}).status_code == 200
    assert client.get("/kontakt/", {"q": "\x00"}).status_code == 200


def test_search_asks_the_database_nothing_and_a_page_little_once_the_names_are_read(
    house: House, django_assert_num_queries: Callable[..., object]
) -> None:
    queries.search("Alvdal")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert queries.search("Alvdla")[0].name == "Alvdal"
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        assert queries.page("3428").people


def test_new_name_is_found_when_the_kept_ones_are_old(house: House) -> None:
    assert queries.search("Alvdal")[0].exact
    place = house.organisation("alvdal")
    place.name = "Fjelldal"
    place.save(update_fields=["name"])
    assert not any(hit.exact for hit in queries.search("Fjelldal"))
    with clock.frozen(clock.now() + kept.A_WHILE):
        assert queries.search("Fjelldal")[0].url == "/kontakt/3428-fjelldal/"


def test_any_name_behind_the_number_leads_to_the_page(house: House, client: Client) -> None:
    for url in ("/kontakt/3428/", "/kontakt/3428-elverum/"):
        assert client.get(url).headers["Location"] == ALVDAL
    for url in ("/kontakt/9999-alvdal/", "/kontakt/innlandet/", f"/kontakt/{house.organisation('alvdal').pk}/"):
        assert client.get(url).status_code == 404


def test_page_shows_what_the_municipality_says_and_nothing_that_it_didnt_choose(house: House, client: Client) -> None:
    actions.edit(house.contact.actor(), words=WORDS, version=0)
    said = words_of(client, ALVDAL)
    for there in ("Ring 61 18 95 00", "Rådhuset", "<strong>Ungdomsklubben</strong>", house.contact.user.name):
        assert there in said
    for never in (house.contact.user.email, house.police_contact.user.email, house.substitute.user.name, "<script>x"):
        assert never not in said
    assert "Endre siden" not in said


def test_vacancy_says_who_answers_instead_and_blames_nobody(house: House, client: Client) -> None:
    said = words_of(client, "/kontakt/3429-folldal/")
    assert "Distriktet svarer" in said
    assert "Ring 02800" in said
    assert "tel:02800" in said
    assert "/si-fra/3429/" not in said
    assert house.police_contact.user.name in said
    assert "En bekymring forteller du til kommunen." in said
    for blame in ("mangler", "ledig", "ikke oppnevnt"):
        assert blame not in said
    assert "care" not in words_of(client, "/kontakt/").partition("avk-tiles")[2].partition("</ul>")[0]


ASKED = (
    # what the browser asks for, what was chosen here, the language of a page in nynorsk, and of a neutral one
    ({}, "", "nn", "nb"),
    ({"accept-language": "de-DE,de;q=0.9"}, "", "nn", "nb"),
    ({"accept-language": "nb-NO,nb;q=0.9"}, "", "nb", "nb"),
    ({"accept-language": "no"}, "", "nn", "nb"),
    ({"accept-language": "en"}, "", "en", "en"),
    ({}, "nb", "nb", "nb"),
)


def test_page_of_a_nynorsk_municipality_opens_in_nynorsk_unless_another_is_asked_for(house: House) -> None:
    for headers, chosen, nynorsk, neutral in ASKED:
        client = Client()
        if chosen:
            client.cookies["django_language"] = chosen
        assert f'<html lang="{nynorsk}"' in words_of(client, SKJAK, **headers), headers
        assert f'<html lang="{neutral}"' in words_of(client, ALVDAL, **headers), headers


def test_vcard_holds_what_the_page_shows(house: House, client: Client) -> None:
    answer = client.get(ALVDAL + "kontakt.vcf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/vcard; charset=utf-8")
    card = vobject.readOne(answer.content.decode())
    assert (card.fn.value, card.org.value) == (house.contact.user.name, ["Alvdal kommune"])
    assert card.tel.value == "62 00 00 00"
    assert not hasattr(card, "email")
    chosen = replace(WORDS, show_names=False, show_emails=True)
    actions.edit(house.contact.actor(), words=chosen, version=0)
    card = vobject.readOne(client.get(ALVDAL + "kontakt.vcf").content.decode())
    assert (card.fn.value, card.email.value) == ("Radikaliseringskontakt, Alvdal", house.contact.user.email)
    police = vobject.readOne(client.get(ALVDAL + "politikontakt.vcf").content.decode())
    assert (police.fn.value, hasattr(police, "tel")) == (house.police_contact.user.name, False)
    assert police.org.value == ["Innlandet politidistrikt"]
    for who in ("stedfortreder", "kontakt-2", "x"):
        assert client.get(f"{ALVDAL}{who}.vcf").status_code == 404


def test_open_calendar_as_page_and_feed(house: House, client: Client) -> None:
    activities.plan(house.contact.actor(), plan=evening(title="Hemmelig kveld"), submission=clock.new_id())
    activities.plan(house.contact.actor(), plan=evening(title="Åpen kveld", open=True), submission=clock.new_id())
    off = activities.plan(
        house.stranger.actor(), plan=evening(title="Kafé på biblioteket", open=True), submission=clock.new_id()
    )
    activities.cancel(house.stranger.actor(), activity_id=off, version=1)
    said = words_of(client, "/kontakt/aktiviteter/")
    assert ("Åpen kveld" in said, "Hemmelig kveld" in said, "Avlyst" in said) == (True, False, True)
    only = words_of(client, "/kontakt/aktiviteter/?kommune=3428")
    assert ("Åpen kveld" in only, "Kafé på biblioteket" in only) == (True, False)
    assert words_of(client, "/kontakt/aktiviteter/?kommune=9999&side=x")
    answer = client.get("/kontakt/aktiviteter/kalender.ics")
    found = {str(event["summary"]): str(event["status"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert found == {"Åpen kveld (Alvdal)": "CONFIRMED", "Kafé på biblioteket (Tynset)": "CANCELLED"}
    assert client.get("/kontakt/aktiviteter/kalender.ics?kommune=innlandet").status_code == 404


def test_ticking_that_everybody_may_come_opens_an_activity(house: House, client_as: ClientAs) -> None:
    client, day = client_as(house.contact), f"{clock.today():%d.%m.%Y}"
    sent = {"title": "Bygdekveld", "target": "everybody", "first": day, "place": "Samfunnshuset"}
    for more in ({}, {"title": "Filmkveld", "open": "on"}):
        assert client.post(reverse("activities:new"), sent | more).status_code == 302
    assert [card.title for card in queries.open_activities()] == ["Filmkveld"]


def test_editing_keeps_what_was_typed_and_shows_what_another_wrote(house: House, client_as: ClientAs) -> None:
    contact, deputy, url = client_as(house.contact), client_as(house.deputy), reverse("contacts:edit")
    refused = contact.post(url, SENT | {"phone": "ring oss", "version": "0"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["phone"])
    assert "- Klubben" in refused.content.decode()
    assert contact.post(url, SENT | {"version": "0"}).headers["Location"] == ALVDAL
    late = deputy.post(url, SENT | {"measures": "- Kafeen", "version": "0"})
    said = late.content.decode()
    assert late.status_code == 409
    assert ("- Kafeen" in said, "Slik står det nå" in said) == (True, True)
    again = {"version": late.context["form"].data["version"], "measures": "- Kafeen"}
    assert deputy.post(url, SENT | again).status_code == 302
    assert "<li>Kafeen</li>" in words_of(contact, ALVDAL)
    assert "Endre siden" in words_of(contact, ALVDAL)
    assert "Endre siden" not in words_of(contact, "/kontakt/3427-tynset/")


def test_ids_of_other_organisations_in_what_is_sent_change_nothing(house: House, client_as: ClientAs) -> None:
    other = house.organisation("tynset").pk
    sent = SENT | {"version": "0", "organisation": str(other), "organisation_id": str(other)}
    client_as(house.contact).post(reverse("contacts:edit") + f"?organisation={other}", sent)
    assert (queries.words(other).version, queries.words(house.organisation("alvdal").pk).version) == (0, 1)


def test_district_says_only_how_it_is_reached(house: House, client_as: ClientAs) -> None:
    lead, url = client_as(house.district_lead), reverse("contacts:edit")
    assert set(lead.get(url).context["form"].fields) == {"submission", "kept_for", "phone", "hours", "version"}
    assert lead.post(url, {"phone": "61 00 00 00", "version": "0"}).headers["Location"] == "/kontakt/"
    Appointment.objects.all().delete()
    assert "Ring 61 00 00 00" in words_of(Client(), ALVDAL)


def test_list_of_a_district_without_municipalities_opens(house: House, client: Client) -> None:
    house.organisation("innlandet").served.all().delete()
    assert "Velg i lista" in words_of(client, "/kontakt/")
