"""The room: who may what, the way from counts to a published version, frozen rows, files, isolation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from avklar.followup.concerns import counts as concerns
from avklar.followup.concerns.disposal import dispose as dispose_concern
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.models import Tally as ConcernTally
from avklar.followup.consultations import counts as consultations
from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.clock.quarters import bounds, finished, quarter_of, quarters_of, standard
from avklar.insight.statistics import actions, making, queries
from avklar.insight.statistics.models import Making, Publication, PublishedTable, Verdict
from avklar.insight.statistics.states import Progress, Stage
from avklar.people.organisations.models import Organisation
from avklar.people.organisations.states import OrganisationKind
from tests.cast import House
from tests.journeys.story import sent_by

ClientAs = Callable[..., Client]
NUMBERS = {"hamar": (24, 9, 3), "gjovik": (18, 8, 7), "tynset": (2, 1, 0), "alvdal": (1, 1, 1), "skjak": (3, 0, 1)}
SETTINGS = ("school", "leisure", "online")


@pytest.fixture
def quarter() -> str:
    return finished(1)[0]


@pytest.fixture
def tallied(house: House, quarter: str) -> House:
    """Concerns and consultations that are gone; their counts remain."""
    for key, numbers in NUMBERS.items():
        place = house.organisation(key).pk
        facts = [("setting", dict(zip(SETTINGS, numbers, strict=True))), ("age", {"from_16": sum(numbers)})]
        facts.append(("wait", {"in_time": sum(numbers)}))
        with writing(machine(place)):
            for topic, categories in facts:
                for category, number in categories.items():
                    ConcernTally.objects.create(
                        organisation_id=place, quarter=quarter, topic=topic, category=category, number=number
                    )
    return house


@pytest.fixture
def draft(tallied: House, quarter: str) -> UUID:
    return made(tallied, quarter)


def made(house: House, quarter: str) -> UUID:
    making_id = actions.prepare(house.contact.actor(), quarter=quarter, rounding=0, submission=clock.new_id())
    making.work(making_id)
    version_id = queries.making(house.contact.actor(), making_id).publication
    assert version_id
    return version_id


@pytest.fixture
def published(tallied: House, draft: UUID) -> UUID:
    actions.decide(tallied.district_lead.actor(), publication_id=draft, approve=True)
    return draft


def test_counts_follow_a_concern_through_its_disposal(house: House) -> None:
    concern_id = sent_by(house.teacher)
    now, place = quarter_of(clock.now()), house.contact.organisation.pk
    with scope(place):
        before = concerns.sent_in(place, now)
        row = Concern.objects.get(pk=concern_id)
        assert before["setting"] == {row.setting: 1}
        assert before["wait"] == {"none": 1}
        assert concerns.sent_in(place, "2020-K1")["age"] == {}
    with writing(machine(place)):
        Concern.objects.filter(pk=concern_id).update(
            state="closed", shelf="closed", outcome="advice", closed_at=clock.now(), due_at=None
        )
    with writing(machine(place)):
        assert dispose_concern(machine(place), object_id=concern_id, verb="destroy")
        assert not dispose_concern(machine(place), object_id=concern_id, verb="destroy")
    with scope(place):
        assert concerns.sent_in(place, now) == before
        assert concerns.closed_in(place, now) == {"advice": 1}


def test_counts_are_empty_in_a_neighbours_scope(tallied: House, quarter: str) -> None:
    hamar, tynset = tallied.organisation("hamar").pk, tallied.organisation("tynset").pk
    with scope(hamar):
        assert concerns.sent_in(hamar, quarter)["setting"]["school"] == 24
        assert consultations.asked_in(hamar, quarter) == {"setting": {}, "result": {}}
    with scope(tynset):
        assert concerns.sent_in(tynset, quarter)["setting"]["school"] == 2


def test_draft_shows_no_count_under_five(draft: UUID, tallied: House) -> None:
    for row in PublishedTable.objects.filter(publication_id=draft):
        numbers = [each for line in row.content["rows"].values() for each in line] + row.content["total"]
        assert all(each >= 5 for each in numbers if isinstance(each, int))
    [setting, *_] = queries.tables(tallied.contact.actor(), draft)
    assert setting.rows["3403"].total == 36
    assert setting.total.total == 79


def test_prepare_says_no_at_the_field(tallied: House, quarter: str, draft: UUID) -> None:
    actor = tallied.contact.actor()
    now = quarter_of(clock.now())
    for bad in ("", "2026-K5", now, "x" * 200_000, "\0", quarter):  # the last one waits already
        with pytest.raises(Invalid) as refused:
            actions.prepare(actor, quarter=bad, rounding=0, submission=clock.new_id())
        assert "quarter" in refused.value.fields


def test_prepare_twice_is_one_making(tallied: House, quarter: str) -> None:
    submission = clock.new_id()
    ids = {
        actions.prepare(tallied.contact.actor(), quarter=quarter, rounding=5, submission=submission) for _ in range(2)
    }
    assert len(ids) == Making.objects.count() == 1
    for _ in range(2):
        making.work(ids.copy().pop())
    assert Publication.objects.count() == 1


def test_roles_without_the_permission_are_denied(tallied: House, quarter: str, draft: UUID) -> None:
    for person in (tallied.teacher, tallied.privacy_officer, tallied.police_contact):
        with pytest.raises(Denied):
            actions.prepare(person.actor(), quarter=quarter, rounding=0, submission=clock.new_id())
    for person in (tallied.teacher, tallied.contact, tallied.police_contact):
        with pytest.raises(Denied):
            actions.decide(person.actor(), publication_id=draft, approve=True)
    assert not Verdict.objects.exists()


def test_whoever_prepared_does_not_approve(tallied: House, quarter: str) -> None:
    lead = tallied.district_lead.actor()
    making_id = actions.prepare(lead, quarter=quarter, rounding=0, submission=clock.new_id())
    making.work(making_id)
    version_id = queries.making(lead, making_id).publication
    assert version_id
    with pytest.raises(Denied):
        actions.decide(lead, publication_id=version_id, approve=True)
    actions.decide(tallied.privacy_officer.actor(), publication_id=version_id, approve=True)
    assert queries.version(tallied.teacher.actor(), version_id).stage is Stage.PUBLISHED


def test_decided_once(tallied: House, published: UUID) -> None:
    with pytest.raises(Conflict):
        actions.decide(tallied.privacy_officer.actor(), publication_id=published, approve=False)


def test_draft_is_hidden_from_those_who_only_read(tallied: House, draft: UUID) -> None:
    with pytest.raises(NotFound):
        queries.version(tallied.teacher.actor(), draft)
    assert queries.versions(tallied.teacher.actor()) == []


def test_another_district_sees_nothing(tallied: House, published: UUID, client_as: ClientAs) -> None:
    other = Organisation.objects.create(
        kind=OrganisationKind.POLICE_DISTRICT, number="finnmark", name="Finnmark politidistrikt"
    )
    stranger = tallied.district_lead.actor().__class__(
        tallied.district_lead.user.pk, other.pk, tallied.district_lead.actor().roles, True
    )
    for look in (queries.version, queries.tables, queries.making):
        with pytest.raises(NotFound):
            look(stranger, published)
    with pytest.raises(NotFound):
        actions.decide(stranger, publication_id=published, approve=True)
    assert queries.versions(stranger) == []


def test_what_has_been_shown_is_frozen(published: UUID) -> None:
    rows: tuple[Any, ...] = (Publication.objects, PublishedTable.objects, Verdict.objects)
    for manager in rows:
        for change in (lambda each=manager: each.all().delete(), lambda each=manager: each.update(id=clock.new_id())):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    assert Verdict.objects.count() == 1


def test_correction_is_a_new_version_and_a_small_one_is_refused(tallied: House, quarter: str, published: UUID) -> None:
    place = tallied.organisation("hamar").pk
    school = ConcernTally.objects.filter(organisation_id=place, quarter=quarter)
    for more, expected in ((1, Progress.TOO_SMALL), (8, Progress.READY)):
        with writing(machine(place)):
            for topic, category in (("setting", "school"), ("age", "from_16"), ("wait", "in_time")):
                row = school.get(topic=topic, category=category)
                row.number = row.number + more
                row.save()
        making_id = actions.prepare(tallied.contact.actor(), quarter=quarter, rounding=0, submission=clock.new_id())
        making.work(making_id)
        card = queries.making(tallied.contact.actor(), making_id)
        assert card.progress is expected
    assert card.publication
    assert queries.version(tallied.contact.actor(), card.publication).number == 2
    assert queries.tables(tallied.contact.actor(), card.publication)[0].total.total == 88
    assert queries.tables(tallied.teacher.actor(), published)[0].total.total == 79


def test_pages_open_for_the_right_roles(tallied: House, draft: UUID, client_as: ClientAs) -> None:
    there = reverse("statistics:version", args=[draft])
    teacher, contact, lead = (client_as(each) for each in (tallied.teacher, tallied.contact, tallied.district_lead))
    assert teacher.get(there).status_code == 404
    assert teacher.get(reverse("statistics:prepare")).status_code == 403
    assert teacher.post(reverse("statistics:decide", args=[draft])).status_code == 403
    page = contact.get(there).content.decode()
    assert "Ikke godkjenn" not in page
    assert ": u" in page
    assert contact.get(reverse("statistics:csv", args=[draft, "setting"])).status_code == 404
    assert "Godkjenn og publiser" in lead.get(there).content.decode()
    assert lead.get(reverse("statistics:list")).content.decode().count("Venter på godkjenning") == 1
    assert lead.post(reverse("statistics:decide", args=[draft]), {"decision": "approve"}).status_code == 302
    read = teacher.get(there).content.decode()
    assert "Godkjenn" not in read
    assert "Hamar" in read
    assert ": u" not in read
    assert teacher.get(reverse("statistics:csv", args=[draft, "nothing"])).status_code == 404


def test_prepare_page_leads_to_the_draft(
    tallied: House, quarter: str, client_as: ClientAs, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_as(tallied.contact)
    bad = client.post(reverse("statistics:prepare"), {"quarter": "2020-K1", "rounding": "3", "submission": "x"})
    assert bad.status_code == 422
    answer = client.post(
        reverse("statistics:prepare"), {"quarter": quarter, "rounding": "5", "submission": str(clock.new_id())}
    )
    waiting = client.get(answer["Location"])
    assert "Arbeidet begynner straks" in waiting.content.decode()
    making.work(Making.objects.get().pk)
    assert client.get(answer["Location"]).status_code == 302
    told = client.get(answer["Location"], headers={"HX-Request": "true"})
    assert told["HX-Redirect"].endswith(f"{Publication.objects.get().pk}/")


def test_files_are_whole(tallied: House, published: UUID, client_as: ClientAs, quarter: str) -> None:
    client = client_as(tallied.teacher)
    text = client.get(reverse("statistics:csv", args=[published, "setting"])).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {line["sted"] for line in lines} >= {"Hamar", "Alvdal", "Innlandet politidistrikt"}
    assert all((line["antall"] == "") == (line["merke"] == ":") for line in lines)
    data = json.loads(client.get(reverse("statistics:json", args=[published, "setting"])).content)
    assert data["version"] == "2.0"
    assert data["class"] == "dataset"
    assert [len(data["dimension"][key]["category"]["index"]) for key in data["id"]] == data["size"]
    for key in data["id"]:
        category = data["dimension"][key]["category"]
        assert sorted(category["index"]) == sorted(category["label"])
    cells = data["size"][0] * data["size"][1] * data["size"][2]
    assert len(data["value"]) == cells == len(lines)
    assert {int(at) for at in data["status"]} == {at for at, value in enumerate(data["value"]) if value is None}
    assert data["role"] == {"time": ["quarter"], "geo": ["place"]}
    assert quarter in data["dimension"]["quarter"]["category"]["label"]


def test_rounded_figures_are_multiples_of_five(tallied: House, quarter: str, client_as: ClientAs) -> None:
    making_id = actions.prepare(tallied.contact.actor(), quarter=quarter, rounding=5, submission=clock.new_id())
    making.work(making_id)
    version_id = queries.making(tallied.contact.actor(), making_id).publication
    assert version_id
    actions.decide(tallied.district_lead.actor(), publication_id=version_id, approve=True)
    data = json.loads(client_as(tallied.teacher).get(reverse("statistics:json", args=[version_id, "age"])).content)
    assert all(value % 5 == 0 for value in data["value"] if value is not None)


def test_quarters() -> None:
    oslo = datetime(2026, 1, 1, 0, 30, tzinfo=clock.OSLO)
    assert quarter_of(oslo) == "2026-K1"
    assert quarter_of(oslo - timedelta(hours=1)) == "2025-K4"
    assert bounds("2025-K4")[1] == bounds("2026-K1")[0]
    assert standard(" 2026k3 ") == "2026-K3"
    with clock.frozen(datetime(2026, 11, 26, 12, tzinfo=clock.OSLO)):
        assert finished(3) == ["2026-K3", "2026-K2", "2026-K1"]
    for bad in ("2026", "2026-K5", "0000-K1", "x" * 200_000):
        with pytest.raises(ValueError, match="not a quarter"):
            standard(bad)


def test_year_is_made_up_once_from_its_quarters(house: House, client_as: ClientAs) -> None:
    place, contact, lead = house.organisation("hamar").pk, house.contact.actor(), house.district_lead.actor()
    with clock.frozen(datetime(2027, 1, 20, 12, tzinfo=clock.OSLO)):
        assert "2026" not in queries.periods(contact, 8)
        for quarter in quarters_of("2026"):
            with writing(machine(place)):
                for topic, category in (("setting", "school"), ("age", "from_16"), ("wait", "in_time")):
                    ConcernTally.objects.create(
                        organisation_id=place, quarter=quarter, topic=topic, category=category, number=30
                    )
            actions.decide(lead, publication_id=made(house, quarter), approve=True)
        assert "2026" in queries.periods(contact, 8)
        year = made(house, "2026")
        actions.decide(lead, publication_id=year, approve=True)
        [sent, closed, asked] = queries.tables(contact, year)
        assert sent.total.total == 120
        assert closed.columns == asked.columns == ()
        assert "2026" not in queries.periods(contact, 8)
        for period in ("2026", "2026-K2"):
            with pytest.raises(Invalid):
                actions.prepare(contact, quarter=period, rounding=0, submission=clock.new_id())
        client = client_as(house.teacher)
        page = client.get(reverse("statistics:version", args=[year])).content.decode()
        assert "Tall for året 2026" in page
        assert "3. kvartal 2026" in page
        assert client.get(reverse("statistics:json", args=[year, "year-sent"])).json()["value"][0] == 120
        assert client.get(reverse("statistics:list")).status_code == 200
