"""The pages of routines: who opens which, the editor with its preview, papers, drafts that stay inside."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from avklar.foundation import clock
from avklar.network.routines import actions, queries
from avklar.network.routines.cards import RoutineCard
from tests.cast import House
from tests.network.routines.conftest import CODE
from tests.network.routines.test_actions import adapt, plan, publish

ClientAs = Callable[..., Client]


def page(client: Client, name: str, *given: object, query: str = "") -> str:
    """The words of a page that opens."""
    response = client.get(reverse(f"routines:{name}", args=given) + query)
    assert response.status_code == 200, name
    return response.content.decode()


def test_preview_shows_without_saving_and_is_free_of_scripts(
    house: House, draft: RoutineCard, client_as: ClientAs
) -> None:
    client = client_as(house.contact)
    sent = {"text": "# Vår\n\n- **Ring**\n\n<script>x</script>", "version": 1, "template_position": 1, "do": "preview"}
    shown = client.post(reverse("routines:adapt", args=[CODE]), sent)
    assert "<strong>Ring</strong>" in shown.content.decode()
    assert "<script>x" not in shown.content.decode()
    assert queries.routine(house.contact.actor(), CODE).text == draft.text


def test_stale_edit_shows_what_differs_and_keeps_the_text(
    house: House, draft: RoutineCard, client_as: ClientAs
) -> None:
    adapt(house, draft, "Ring kontakten samme dag.", "deputy")
    client, url = client_as(house.contact), reverse("routines:adapt", args=[CODE])
    sent = {"text": "Ring kontakten med en gang.", "version": 1, "template_position": 1, "do": "save"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Ola Kvernmo lagret mens du skrev" in said
    assert "<del>" in said
    assert sent["text"] in said
    again = client.post(url, sent | {"version": answer.context["form"].data["version"]})
    assert (again.status_code, queries.routine(house.contact.actor(), CODE).text) == (302, sent["text"])


@pytest.mark.parametrize("text", ["", "x" * 200_000, "a\x00b", "Ring 91 23 45 67"])
def test_wrong_text_is_said_at_its_field(house: House, draft: RoutineCard, client_as: ClientAs, text: str) -> None:
    sent = {"text": text, "version": 1, "template_position": 1}
    answer = client_as(house.contact).post(reverse("routines:adapt", args=[CODE]), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])


def test_newer_template_is_shown_in_words_and_taken_over(
    house: House, in_force: RoutineCard, client_as: ClientAs
) -> None:
    publish(house)
    client = client_as(house.contact)
    assert "Malen er endret" in page(client, "routine", CODE)
    said = page(client, "difference", CODE)
    assert [word for word in ("Nytt:", "Tatt bort:", "Svaret skal komme raskere.") if word not in said] == []
    form = client.get(reverse("routines:adapt", args=[CODE]) + "?mal=ny").context["form"]
    assert "én virkedag" in form.initial["text"]
    assert form.initial["template_position"] == 2


def test_approved_routine_is_read_in_the_district_and_a_draft_is_not(
    house: House, draft: RoutineCard, client_as: ClientAs
) -> None:
    stranger, lead = client_as(house.stranger), client_as(house.district_lead)
    adapt(house, draft, "Hos oss spør vi helsesykepleier.")
    for client in (stranger, lead):
        assert "helsesykepleier" not in page(client, "elsewhere", "3428")
        assert client.get(reverse("routines:routine", args=[CODE])).status_code == 404
    actions.approve(house.administrator.actor(), code=CODE, version=2)
    for client in (stranger, lead):
        assert "helsesykepleier" in page(client, "elsewhere", "3428")
    assert ("Bekreftet lest" in page(lead, "district"), "Bekreftet lest" in page(stranger, "district")) == (True, False)
    assert stranger.get(reverse("routines:elsewhere", args=["9999"])).status_code == 404


def test_papers_are_tagged_and_say_who_approved(house: House, in_force: RoutineCard, client_as: ClientAs) -> None:
    client, year = client_as(house.teacher), plan(house)
    for url, wanted in (
        (reverse("routines:paper", args=[CODE, 1]), ("Per Husom", "Det gjør vi aldri", "Alvdal kommune")),
        (reverse("routines:plan_paper", args=[year]), ("Foreldrekveld", "Rektor")),
    ):
        paper = PdfReader(io.BytesIO(client.get(url).content))
        text = " ".join(sheet.extract_text() for sheet in paper.pages)
        assert [word for word in wanted if word not in text] == []
        assert "/StructTreeRoot" in paper.trailer["/Root"]  # type: ignore[operator]


def test_every_page_of_a_routine_and_a_plan_opens(house: House, in_force: RoutineCard, client_as: ClientAs) -> None:
    adapt(house, in_force, in_force.text + "\nLokalt.\n")
    client, year = client_as(house.deputy), plan(house)
    measure = client.get(reverse("routines:plan", args=[year])).context["card"].measures[0]
    pages: dict[str, tuple[object, ...]] = {
        **dict.fromkeys(("list", "plans", "district"), ()),
        **dict.fromkeys(("routine", "template", "difference", "approve", "adapt"), (CODE,)),
        "version": (CODE, 1),
        "close_plan": (year,),
        "add_measure": (year,),
        "change_measure": (year, measure.id),
    }
    for name, given in pages.items():
        assert page(client, name, *given), name
    assert client_as(house.district_lead).get(reverse("routines:publish", args=[CODE])).status_code == 200


def test_measure_is_written_changed_and_closed_by_forms(house: House, client_as: ClientAs) -> None:
    client, year = client_as(house.contact), clock.today().year
    client.post(reverse("routines:begin_plan", args=[year]))
    sent = {"goal": "Mål", "text": "Tiltak", "responsible": "Rektor", "deadline": f"1.6.{year}"}
    url = reverse("routines:add_measure", args=[year])
    assert client.post(url, sent | {"deadline": "31.2.2026"}).status_code == 422
    assert client.post(url, sent | {"submission": str(clock.new_id())}).status_code == 302
    measure = client.get(reverse("routines:plan", args=[year])).context["card"].measures[0]
    change = reverse("routines:change_measure", args=[year, measure.id])
    assert client.post(change, sent | {"status": "begun", "version": 1}).status_code == 302
    stale = client.post(change, sent | {"status": "done", "version": 1})
    assert (stale.status_code, "Slik står tiltaket nå" in stale.content.decode()) == (422, True)
    client.post(reverse("routines:close_plan", args=[year]))
    assert "Den står som den var." in page(client, "plan", year)
