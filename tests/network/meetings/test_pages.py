"""The pages of meetings: forms, papers, calendar file, the link without signing in."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from avklar.foundation import clock
from avklar.network.meetings import actions, links
from avklar.network.meetings.models import Attendance, Invited, Meeting
from avklar.network.meetings.states import Answer, Kind, State
from tests.cast import House
from tests.leafing import leafed
from tests.network.meetings.conftest import in_days

ClientAs = Callable[..., Client]
FORM = {
    "kind": "startup",
    "title": "Oppstartsmøte",
    "place": "Hamar",
    "day": "3.12.2031",
    "starts": "10",
    "ends": "15.00",
    "agenda": "20 Velkommen | Arne Skogli\n\n50 min: Tegn | foredragsholder fra PST",
}


def _path(invited: Invited) -> str:
    return "/" + links.link(invited.pk).split("/", 3)[3]


def test_lead_writes_a_meeting_and_calls_to_it(house: House, client_as: ClientAs) -> None:
    client = client_as(house.district_lead)
    made = client.post(reverse("meetings:new"), FORM | {"submission": str(clock.new_id())})
    page = client.get(made.headers["Location"]).content.decode()
    assert "onsdag 3. desember 2031 kl. 10.00–15.00" in page
    assert [word for word in ("10.20", "foredragsholder fra PST", "Utkast") if word not in page] == []
    client.post(reverse("meetings:invite", args=[Meeting.objects.get().pk]))
    assert len(mail.outbox) == 5


WRONG = {
    "title": ("", "x" * 200_000, "\x00"),
    "day": ("", "31.2.2031", "1.1.2020", "<b>"),
    "ends": ("9", "25.00", "snart"),
    "agenda": ("Velkommen", "0 Velkommen", "999 Velkommen", "20 " + "x" * 200_000, "10 ring 91 23 45 67"),
    "kind": ("", "party"),
}


@pytest.mark.parametrize("field", WRONG)
def test_wrong_input_is_said_at_its_field_and_kept(house: House, client_as: ClientAs, field: str) -> None:
    client = client_as(house.district_lead)
    for value in WRONG[field]:
        answer = client.post(reverse("meetings:new"), FORM | {field: value, "submission": str(clock.new_id())})
        assert answer.status_code == 422, value
        assert field in answer.context["form"].errors, value
        assert "Hamar" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_form_without_its_hidden_number_is_taken_all_the_same(house: House, client_as: ClientAs) -> None:
    assert client_as(house.district_lead).post(reverse("meetings:new"), FORM).status_code == 302
    assert Meeting.objects.count() == 1


def test_link_shows_without_changing_and_answers_by_post(house: House, called: UUID, client: Client) -> None:
    mine = Invited.objects.get(user_id=house.contact.user.pk)
    assert "Alvdal kommune" in client.get(_path(mine)).content.decode()
    assert Invited.objects.get(pk=mine.pk).answer == Answer.NONE
    client.post(_path(mine), {"answer": "yes"})
    assert Invited.objects.get(pk=mine.pk).answer == Answer.YES
    nobody = client.post(_path(mine), {"answer": "stand_in", "stand_in": ""})
    assert (nobody.status_code, "stand_in" in nobody.context["form"].errors) == (422, True)
    assert client.post(_path(mine), {"answer": "maybe"}).status_code == 422
    assert Invited.objects.get(pk=mine.pk).answer == Answer.YES


def test_signed_in_person_who_was_called_answers_and_nobody_else(
    house: House, called: UUID, client_as: ClientAs
) -> None:
    url = reverse("meetings:reply", args=[called])
    assert client_as(house.teacher).post(url, {"answer": "yes"}).status_code == 404
    assert client_as(house.contact).post(url, {"answer": ""}).status_code == 422
    client_as(house.contact).post(url, {"answer": "no"})
    assert dict(Invited.objects.exclude(answer="").values_list("user_id", "answer")) == {house.contact.user.pk: "no"}


def test_link_registers_at_the_door(house: House, called: UUID, client: Client) -> None:
    mine = Invited.objects.get(user_id=house.contact.user.pk)
    assert client.post(_path(mine) + "her/").status_code == 409
    with clock.frozen(in_days(21)):
        assert "Jeg er her" in client.get(_path(mine)).content.decode()
        client.post(_path(mine) + "her/")
    assert Attendance.objects.get().municipality.name == "Alvdal"


def test_foreign_link_is_not_found(client: Client, house: House) -> None:
    for token in ("x", "a:b:c", "x" * 3000):
        assert client.get(f"/moter/svar/{token}/").status_code == 404


def test_many_answers_from_one_address_are_slowed_down(house: House, called: UUID, client: Client) -> None:
    path = _path(Invited.objects.filter(meeting=called)[0])
    assert {client.post(path, {"answer": "yes"}).status_code for _ in range(32)} >= {302, 429}


def test_stranger_from_another_municipality_gets_no_page_of_a_local_meeting(
    house: House, arrange: Callable[..., UUID], client_as: ClientAs
) -> None:
    local = arrange("contact", kind="local")
    client = client_as(house.stranger)
    names = ("meeting", "invitation_paper", "minutes_paper", "calendar", "here", "code", "attendance", "minutes")
    found = {name: client.get(reverse(f"meetings:{name}", args=[local])).status_code for name in names}
    assert set(found.values()) == {404}, found
    posted = {name: client.post(reverse(f"meetings:{name}", args=[local])).status_code for name in ("invite", "cancel")}
    assert set(posted.values()) == {404}, posted


def test_papers_are_tagged_and_say_what_was_agreed(house: House, called: UUID, client_as: ClientAs) -> None:
    lead = house.district_lead.actor()
    with clock.frozen(in_days(21, 16)):
        actions.register(lead, meeting_id=called, there=[house.organisation("alvdal").pk], shown=[])
        text = "# Dette sa vi\n\nVi snakket om *tegn*.\n\n- ett punkt\n- to punkter <script>"
        actions.write_minutes(lead, meeting_id=called, text=text, version=0)
        actions.agree(
            lead,
            meeting_id=called,
            text="Svar innen to dager",
            owner_id=house.contact.user.pk,
            due=clock.today() + timedelta(days=9),
            submission=clock.new_id(),
        )
    client = client_as(house.contact)
    for name, wanted in (
        ("invitation_paper", ["Innkalling", "10.20", "foredragsholder fra PST"]),
        ("minutes_paper", ["Dette sa vi", "to punkter <script>", "Svar innen to dager", "Berit Aasgard", "Alvdal"]),
    ):
        pdf = PdfReader(io.BytesIO(client.get(reverse(f"meetings:{name}", args=[called])).content))
        said = "\n".join(page.extract_text() for page in pdf.pages)
        assert [word for word in wanted if word not in said] == []
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    page = client.get(reverse("meetings:meeting", args=[called])).content.decode()
    assert "<h3>Dette sa vi</h3>" in page
    assert "<script>" not in page.split("avk-prose")[1].split("</div>")[0]


def test_calendar_file_is_read_by_a_calendar_library(house: House, called: UUID, client_as: ClientAs) -> None:
    content = client_as(house.contact).get(reverse("meetings:calendar", args=[called])).content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (in_days(21), in_days(21, 15))


def test_second_writer_of_the_minutes_sees_the_firsts_and_keeps_the_own(
    house: House, called: UUID, client_as: ClientAs
) -> None:
    client, url = client_as(house.district_lead), reverse("meetings:minutes", args=[called])
    with clock.frozen(in_days(21, 16)):
        client.post(url, {"text": "Den første teksten", "version": 0})
        second = client.post(url, {"text": "Den andre teksten", "version": 0})
        assert second.status_code == 422
        page = second.content.decode()
        assert [word for word in ("Den første teksten", "Den andre teksten") if word not in page] == []
        assert (
            client.post(url, {"text": "Begge", "version": second.context["form"]["version"].value()}).status_code == 302
        )


def test_list_and_year_and_code_pages_are_drawn(house: House, called: UUID, client_as: ClientAs) -> None:
    lead = client_as(house.district_lead)
    assert "0 av 6 kommuner kommer" in lead.get(reverse("meetings:list")).content.decode()
    year = lead.get(reverse("meetings:year")).content.decode()
    assert year.count("Har ikke vært på noe møte") >= len(house.organisations) - 1
    assert "<svg" in lead.get(reverse("meetings:code", args=[called])).content.decode()


def test_last_meeting_stands_by_its_name_on_the_year_and_on_the_municipality(
    house: House, called: UUID, client_as: ClientAs
) -> None:
    alvdal, tynset = (house.organisation(name).pk for name in ("alvdal", "tynset"))
    title = Meeting.objects.get(pk=called).title
    with clock.frozen(in_days(22)):
        actions.register(house.district_lead.actor(), meeting_id=called, there=[alvdal], shown=[])
        lead = client_as(house.district_lead)
        pages = [lead.get(reverse("meetings:year"))]
        pages += [lead.get(reverse("overview:municipality", args=[place])) for place in (alvdal, tynset)]
    year, there, away = (page.content.decode() for page in pages)
    assert (title in year, f"Sist møtt på: {title}" in there, "Sist møtt på" in away) == (True, True, False)


def test_meeting_page_asks_the_database_no_more_for_more_municipalities(
    house: House, called: UUID, client_as: ClientAs, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_as(house.contact)
    client.get(reverse("meetings:meeting", args=[called]))
    with django_assert_max_num_queries(26):  # type: ignore[attr-defined]
        client.get(reverse("meetings:meeting", args=[called]))


def test_changing_a_police_council_asks_for_no_other_municipality(
    house: House, arrange: Callable[..., UUID], client_as: ClientAs
) -> None:
    place = house.organisation("alvdal").pk
    council = arrange("police_contact", kind="council", municipality_id=place)
    client, url = client_as(house.police_contact), reverse("meetings:change", args=[council])
    assert "municipality" not in client.get(url).context["form"].fields
    form = FORM | {"kind": "council", "title": "Nytt navn", "version": 1}
    assert client.post(url, form).status_code == 302
    assert (Meeting.objects.get().title, Meeting.objects.get().municipality_id) == ("Nytt navn", place)


def test_no_meeting_is_beyond_reach(house: House, client_as: ClientAs) -> None:
    lead = house.district_lead
    Meeting.objects.bulk_create(
        Meeting(
            organisation=lead.organisation,
            kind=Kind.LOCAL,
            title=f"{when} {n:02}.",
            place="Rådhuset",
            starts=in_days(ahead),
            ends=in_days(ahead, 11),
            state=State.INVITED,
            submission=clock.new_id(),
            arranged_by=lead.user.pk,
        )
        for n in range(60)
        for when, ahead in (("Snart", 2 + n), ("Før", -2 - n))
    )
    for anchor, when in (("kommende", "Snart"), ("tidligere", "Før")):
        pages = leafed(client_as(lead), reverse("meetings:list"), anchor=anchor)
        assert len(pages) == 3
        assert [f"{when} {n:02}." in "".join(pages) for n in range(60)] == [True] * 60
