"""The pages of competence."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from avklar.foundation import clock
from avklar.network.competence import actions
from avklar.network.competence.models import Attempt, Completion, CourseText, RoleWish
from tests.cast import House
from tests.network.competence.conftest import Take

ClientAs = Callable[..., Client]
OUTSIDE = {
    "title": "Fagdag om motiver",
    "organiser": "RVTS",
    "topic": "motives",
    "level": "introduction",
    "done_on": "3.2.2025",
    "valid_to": "3.2.2027",
}


def test_whole_course_through_its_pages(house: House, client_as: ClientAs) -> None:
    client = client_as(house.teacher)
    page = client.post(reverse("competence:course", args=["signs"]), {"language": "nb"}, follow=True)
    assert "Ett tegn er ikke et svar" in page.content.decode()
    while "bevis" not in page.redirect_chain[-1][0]:
        step = page.redirect_chain[-1][0]
        page = client.post(step, {"answer": "1"}, follow=True)
    (row,) = Completion.objects.all()
    assert page.redirect_chain[-1][0] == reverse("competence:certificate", args=[row.pk])
    assert "Kari Nordmoen har fullført kurset" in page.content.decode()
    for again in (client.post(step), client.get(step)):
        assert again.headers["Location"] == reverse("competence:certificate", args=[row.pk])


def test_question_shows_every_explanation_after_the_answer_and_not_before(house: House, client_as: ClientAs) -> None:
    client, actor = client_as(house.teacher), house.teacher.actor()
    attempt_id = actions.begin(actor, code="signs", language="nb")
    actions.go_on(actor, attempt_id=attempt_id, step=1)
    url = reverse("competence:step", args=[attempt_id, 2])
    why = "Klær og musikk er lov og vanlig."
    assert why not in client.get(url).content.decode()
    for wrong in ({}, {"answer": "9"}, {"answer": "x"}, {"answer": "-1"}):
        assert client.post(url, wrong).status_code == 422, wrong
    shown = client.post(url, {"answer": "2"}, follow=True).content.decode()
    assert shown.count("Ditt svar") == 1
    assert [
        word for word in (why, "Da blir han en som blir overvåket.", "Det vi ville valgt") if word not in shown
    ] == []


def test_other_device_goes_on_at_the_same_step(house: House, client_as: ClientAs) -> None:
    client_as(house.teacher).post(reverse("competence:course", args=["signs"]), {"language": "nn"})
    attempt = Attempt.objects.get()
    actions.go_on(house.teacher.actor(), attempt_id=attempt.pk, step=1)
    elsewhere = client_as(house.teacher)
    page = elsewhere.get(reverse("competence:mine")).content.decode()
    assert reverse("competence:step", args=[attempt.pk, 2]) in page
    again = elsewhere.post(reverse("competence:course", args=["signs"]), {})
    assert again.headers["Location"] == reverse("competence:step", args=[attempt.pk, 2])
    assert elsewhere.get(reverse("competence:step", args=[attempt.pk, 3])).status_code == 404


def test_own_page_says_what_one_should_have_and_has(aimed: House, take: Take, client_as: ClientAs) -> None:
    take(aimed.teacher, "signs")
    page = client_as(aimed.teacher).get(reverse("competence:mine")).content.decode()
    words = ("1 av 2 er på plass", "Mangler", "Gyldig til", "Tegn og hvordan du leser dem", "Ekstreme miljøer")
    assert [word for word in words if word not in page] == []
    assert "Slik står det til i virksomheten" not in page


@pytest.mark.parametrize(
    ("field", "values"),
    {
        "title": ("", "x" * 200_000, "\x00"),
        "topic": ("", "sport"),
        "level": ("", "x"),
        "done_on": ("", "i går", "1.1.2099", "<b>"),
        "valid_to": ("1.1.2020", "snart"),
    }.items(),
)
def test_wrong_record_is_said_at_its_field_and_kept(
    house: House, client_as: ClientAs, field: str, values: tuple[str, ...]
) -> None:
    client = client_as(house.teacher)
    for value in values:
        answer = client.post(reverse("competence:record"), OUTSIDE | {field: value})
        assert (answer.status_code, field in answer.context["form"].errors) == (422, True), value
        assert "RVTS" in answer.content.decode()
    assert not Completion.objects.exists()


def test_record_is_shown_and_taken_away(house: House, client_as: ClientAs) -> None:
    client = client_as(house.teacher)
    client.post(reverse("competence:record"), OUTSIDE | {"submission": str(clock.new_id()), "title": "<b>Fagdag</b>"})
    assert "&lt;b&gt;Fagdag" in client.get(reverse("competence:mine")).content.decode()
    client.post(reverse("competence:take_away", args=[Completion.objects.get().pk]))
    assert not Completion.objects.exists()


def test_certificate_is_a_tagged_paper_of_ones_own(house: House, take: Take, client_as: ClientAs) -> None:
    url = reverse("competence:certificate_paper", args=[take(house.teacher)])
    pdf = PdfReader(io.BytesIO(client_as(house.teacher).get(url).content))
    said = " ".join(page.extract_text() for page in pdf.pages)
    number = Completion.objects.get().number or ""
    words = ("Kari Nordmoen", "Alvdal kommune", number[:4], "ingen karakter", "Fire slags tegn")
    assert [word for word in words if word not in said] == []
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert {client_as(house.people[key]).get(url).status_code for key in ("other_teacher", "contact")} == {404}


def test_number_is_looked_up_on_a_page(house: House, take: Take, client_as: ClientAs) -> None:
    take(house.teacher)
    url, number = reverse("competence:look_up"), Completion.objects.get().number
    assert "Kari Nordmoen" in client_as(house.contact).get(url, {"number": number}).content.decode()
    for person, asked in ((house.stranger, number), (house.contact, "x"), (house.contact, "")):
        answer = client_as(person).get(url, {"number": asked})
        assert (answer.status_code, "Kari Nordmoen" in answer.content.decode()) == (422, False)


def test_organisation_and_district_pages_and_workbook(aimed: House, take: Take, client_as: ClientAs) -> None:
    take(aimed.teacher)
    contact, lead = client_as(aimed.contact), client_as(aimed.district_lead)
    page = contact.get(reverse("competence:organisation")).content.decode()
    assert "Kari Nordmoen" in page
    assert "Liv Tronsmo" not in page
    district = lead.get(reverse("competence:district")).content.decode()
    assert "Alvdal" in district
    assert not [name for name in ("Kari Nordmoen", "Liv Tronsmo") if name in district]
    own = _cells(contact.get(reverse("competence:workbook")).content)
    assert set(own) == {"Egen virksomhet"}
    assert ("Kari Nordmoen", "Gyldig") in {(row[0], row[4]) for row in own["Egen virksomhet"]}
    whole = _cells(lead.get(reverse("competence:workbook")).content)
    assert ("Alvdal", 6, 1, 0, 5) in {row[1:] for row in whole["Kommunene"]}
    assert len(whole["Egen virksomhet"]) == 1


def _cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [tuple(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_lead_sets_the_aims_of_a_role_and_the_second_of_two_is_told(house: House, client_as: ClientAs) -> None:
    client, url = client_as(house.district_lead), reverse("competence:aim", args=["frontline"])
    today = clock.today().strftime("%d.%m.%Y")
    client.post(url, {"signs": "introduction", "valid_from": today, "version": 0})
    assert RoleWish.objects.get().wish == {"signs": "introduction"}
    second = client.post(url, {"talk": "specialist", "valid_from": today, "version": 0})
    assert (second.status_code, "Slik står det nå" in second.content.decode()) == (422, True)
    matrix = client_as(house.teacher).get(reverse("competence:matrix")).content.decode()
    assert matrix.count("Innføring") == 1
    yesterday = (clock.today() - timedelta(days=1)).strftime("%d.%m.%Y")
    for wrong in ({"valid_from": ""}, {"valid_from": yesterday}, {"signs": "x", "valid_from": today}):
        assert client.post(url, {"version": 1} | wrong).status_code == 422, wrong
    assert RoleWish.objects.count() == 1


def test_lead_looks_before_saving_a_page_of_a_course(house: House, client_as: ClientAs) -> None:
    client = client_as(house.district_lead)
    assert "Ett tegn er ikke et svar" in client.get(reverse("competence:text", args=["signs", "nb"])).content.decode()
    url = reverse("competence:page", args=["signs", "nb", "01-ett-tegn.md"])
    text = "---\ntitle: Vår side\n---\nHei <script>du</script>\n"
    looked = client.post(url, {"text": text, "version": 0, "do": "look"}).content.decode()
    assert "Slik blir siden" in looked
    assert "<script>du" not in looked
    assert not CourseText.objects.exists()
    faulty = client.post(url, {"text": "uten strek", "version": 0, "do": "look"})
    assert (faulty.status_code, "01-ett-tegn.md, linje 1" in faulty.content.decode()) == (422, True)
    client.post(url, {"text": text, "version": 0, "do": "save"})
    second = client.post(url, {"text": text, "version": 0, "do": "save"})
    assert (second.status_code, "Slik står siden nå" in second.content.decode()) == (422, True)
    back = reverse("competence:follow_shipped", args=["signs", "nb"])
    assert "følger teksten" in client.post(back, follow=True).content.decode()
    assert CourseText.objects.count() == 2
