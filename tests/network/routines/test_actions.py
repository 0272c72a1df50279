"""What can be done with routines, templates and plans, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound, Problem
from avklar.foundation.notifications.models import Note, Outbox
from avklar.network.routines import actions, planning, queries, rows, shipped
from avklar.network.routines.cards import RoutineCard
from avklar.network.routines.models import Acknowledgement, Measure, Plan, Review, RoutineVersion, TemplateVersion
from avklar.network.routines.states import Code, Language, Status
from tests.cast import House
from tests.network.routines.conftest import CODE

pytestmark = pytest.mark.django_db
PERSONAL = ("Ring 91 23 45 67.", "Fødselsnummer 13097248022", "Skriv til kari@example.no")


def adapt(house: House, card: RoutineCard, text: str, key: str = "contact", **more: Any) -> None:
    given: dict[str, Any] = {"version": card.version, "template_position": card.template_position}
    actions.adapt(house.people[key].actor(), code=CODE, text=text, **(given | more))


def publish(house: House, position: int = 1, **more: Any) -> None:
    """The lead changes three words of the template."""
    text = shipped.text(CODE, Language.BOKMAAL).replace("to virkedager", "én virkedag")
    words: dict[str, Any] = {"bokmaal": text, "nynorsk": text, "note": "Svaret skal komme raskere."}
    actions.publish(
        house.district_lead.actor(), code=CODE, position=position, **(words | {"submission": clock.new_id()} | more)
    )


def plan(house: House) -> int:
    """This year's plan with one measure that is done and one that isn't; the year."""
    actor, year = house.contact.actor(), clock.today().year
    actions.begin_plan(actor, year=year)
    for text in ("Øv på drøfting", "Foreldrekveld"):
        actions.add_measure(
            actor,
            year=year,
            goal="Alle vet hvem de spør",
            text=text,
            responsible="Rektor",
            deadline=date(year, 6, 1),
            submission=clock.new_id(),
        )
    return year


def test_every_template_is_shipped_in_both_language_forms_and_says_what_is_never_done() -> None:
    for code in Code:
        bokmaal, nynorsk = (shipped.text(code, language) for language in Language)
        assert "## Det gjør vi aldri" in bokmaal, code
        assert "## Det gjer vi aldri" in nynorsk, code
        assert " ikke " not in nynorsk, code


def test_adopting_twice_is_one_routine_with_the_templates_text(house: House, draft: RoutineCard) -> None:
    actions.adopt(house.deputy.actor(), code=CODE, language=Language.NYNORSK)
    card = queries.routine(house.deputy.actor(), CODE)
    assert (card.id, card.language, card.text) == (draft.id, Language.BOKMAAL, shipped.text(CODE, Language.BOKMAAL))


def test_second_of_two_editors_is_told_and_the_first_text_stays(house: House, draft: RoutineCard) -> None:
    adapt(house, draft, "Vår tekst.")
    with pytest.raises(Conflict):
        adapt(house, draft, "En annen.", "deputy")
    assert queries.routine(house.contact.actor(), CODE).text == "Vår tekst."


@pytest.mark.parametrize("text", ["", "  ", "x" * 200_000, *PERSONAL])
def test_text_that_is_empty_too_long_or_about_a_person_is_refused(house: House, draft: RoutineCard, text: str) -> None:
    with pytest.raises(Invalid) as found:
        adapt(house, draft, text)
    assert "text" in found.value.fields


def test_writer_does_not_approve_when_another_can(house: House, draft: RoutineCard) -> None:
    with pytest.raises(Denied):
        actions.approve(house.contact.actor(), code=CODE, version=draft.version)
    actions.approve(house.deputy.actor(), code=CODE, version=draft.version)
    with pytest.raises(Conflict):  # nothing new to approve
        actions.approve(house.deputy.actor(), code=CODE, version=draft.version + 1)
    assert Note.objects.filter(code="routine_read", user_id=house.teacher.user.pk).exists()


def test_writer_approves_when_alone(house: House) -> None:
    alone = house.hamar_contact.actor()
    actions.adopt(alone, code=CODE, language=Language.BOKMAAL)
    actions.approve(alone, code=CODE, version=1)
    assert queries.routine(alone, CODE).in_force


def test_staff_confirm_each_version_once_and_only_the_one_in_force(house: House, in_force: RoutineCard) -> None:
    version = in_force.versions[0]
    for _click in range(2):
        actions.acknowledge(house.teacher.actor(), code=CODE, version_id=version.id)
    assert Acknowledgement.objects.count() == 1
    readers = {each.name: each.at is not None for each in queries.readers(house.contact.actor(), version.id)}
    assert (readers["Kari Nordmoen"], readers["Jon Sletten"]) == (True, False)
    adapt(house, in_force, "Ny tekst.")
    actions.approve(house.deputy.actor(), code=CODE, version=in_force.version + 1, note="Kortere.")
    with pytest.raises(Conflict):
        actions.acknowledge(house.other_teacher.actor(), code=CODE, version_id=version.id)
    assert [row.title for row in rows.my_day(house.teacher.actor())] == ["Bekymring mottatt"]


def test_review_gives_a_year_more_and_is_reminded_of_once(house: House, in_force: RoutineCard) -> None:
    with clock.frozen(clock.now() + timedelta(days=340)):
        assert [actions.remind(in_force.organisation_id) for _round in range(2)] == [1, 0]
        mailed = Outbox.objects.filter(kind="routines").values_list("note_id", flat=True)
        assert set(mailed) == set(Note.objects.filter(code="routine_review").values_list("pk", flat=True))
        assert rows.my_day(house.deputy.actor())[-1].state.kind == "soon"  # type: ignore[union-attr]
        for _click in range(2):
            actions.review(house.contact.actor(), code=CODE, version_id=in_force.versions[0].id)
        assert actions.remind(in_force.organisation_id) == 0
    assert Review.objects.count() == 1
    assert queries.routine(house.contact.actor(), CODE).in_force.due > in_force.versions[0].due  # type: ignore[union-attr]


def test_newer_template_waits_without_changing_the_municipalitys_text(house: House, in_force: RoutineCard) -> None:
    publish(house)
    card = queries.routine(house.contact.actor(), CODE)
    assert (card.template_waits, card.text) == (True, in_force.text)
    assert Note.objects.filter(code="routine_template", user_id=house.contact.user.pk).exists()
    adapt(house, card, card.newest_template.texts[Language.BOKMAAL], template_position=2)
    assert not queries.routine(house.contact.actor(), CODE).template_waits
    with pytest.raises(Conflict):
        adapt(house, card, "x", version=card.version + 1, template_position=9)


def test_two_who_publish_at_once_and_a_double_click(house: House) -> None:
    once = clock.new_id()
    for _click in range(2):
        publish(house, submission=once)
    with pytest.raises(Conflict):
        publish(house)
    for wrong in ({"note": ""}, {"nynorsk": PERSONAL[0]}, {"bokmaal": "x" * 200_000}):
        with pytest.raises(Invalid):
            publish(house, 2, **wrong)
    assert TemplateVersion.objects.count() == 1


def test_standing_tells_of_a_day_in_one_query(
    house: House, in_force: RoutineCard, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    district, today = house.organisation("innlandet").pk, clock.today()
    with django_assert_max_num_queries(1):
        now = queries.routine_standing(district)
    days = (today - timedelta(days=1), today, today + timedelta(days=366))
    found = [queries.routine_standing(district, day)[in_force.organisation_id] for day in days]
    assert [(each.adopted, each.overdue, each.wanted) for each in found] == [(0, 0, 7), (1, 0, 7), (1, 1, 7)]
    assert now[house.organisation("tynset").pk].adopted == 0


def test_unfinished_measures_go_on_next_year_and_the_closed_plan_stays(house: House) -> None:
    actor, year = house.contact.actor(), plan(house)
    first, second = planning.plan(actor, year).measures
    words = {"goal": first.goal, "text": first.text, "responsible": "Rektor", "deadline": first.deadline}
    actions.change_measure(actor, measure_id=first.id, status=Status.DONE, version=1, **words)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        actions.change_measure(actor, measure_id=first.id, status=Status.BEGUN, version=1, **words)  # type: ignore[arg-type]
    actions.close_plan(actor, year=year)
    assert [each.status for each in planning.plan(actor, year).measures] == [Status.DONE, Status.CARRIED]
    (carried,) = planning.plan(actor, year + 1).measures
    assert (carried.text, carried.deadline.year) == (second.text, year + 1)
    for late in (
        lambda: actions.close_plan(actor, year=year),
        lambda: actions.change_measure(actor, measure_id=first.id, status=Status.BEGUN, version=2, **words),  # type: ignore[arg-type]
    ):
        with pytest.raises(Conflict):
            late()


def test_wrong_measure_is_refused_at_its_field(house: House) -> None:
    actor, year = house.contact.actor(), plan(house)
    right: dict[str, Any] = {"goal": "Mål", "text": "Tiltak", "responsible": "Rektor", "deadline": date(year, 1, 1)}
    wrong = {"goal": PERSONAL[1], "text": "x" * 200_000, "responsible": PERSONAL[0], "deadline": date(year + 1, 1, 1)}
    for field, value in wrong.items():
        with pytest.raises(Invalid) as found:
            actions.add_measure(actor, year=year, submission=clock.new_id(), **(right | {field: value}))
        assert list(found.value.fields) == [field]
    assert Measure.objects.count() == 2


def test_database_refuses_to_change_what_stands(house: House, in_force: RoutineCard) -> None:
    publish(house)
    actions.acknowledge(house.teacher.actor(), code=CODE, version_id=in_force.versions[0].id)
    actions.review(house.contact.actor(), code=CODE, version_id=in_force.versions[0].id)
    year = plan(house)
    actions.close_plan(house.contact.actor(), year=year)
    measures, closed = Measure.objects.filter(plan__year=year), Plan.objects.filter(year=year)
    attempts: dict[str, Callable[[], object]] = {
        "version": lambda: RoutineVersion.objects.update(text="x"),
        "version gone": lambda: RoutineVersion.objects.all()._raw_delete("default"),
        "review": lambda: Review.objects.update(review_due=clock.today()),
        "reading": lambda: Acknowledgement.objects.all()._raw_delete("default"),
        "template": lambda: TemplateVersion.objects.update(note="x"),
        "measure": lambda: measures.update(status=Status.DONE),
        "measure gone": lambda: measures._raw_delete("default"),
        "reopened": lambda: closed.update(closed_at=None, closed_by=None),
    }
    for attempt in attempts.values():
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_others_can_not_touch_a_municipalitys_routines(house: House, in_force: RoutineCard) -> None:
    version, year = in_force.versions[0], plan(house)
    measure = planning.plan(house.contact.actor(), year).measures[0]
    words: dict[str, Any] = {"goal": "a", "text": "b", "responsible": "c", "deadline": date(year, 1, 1)}
    stranger, teacher, lead = (house.people[key].actor() for key in ("stranger", "teacher", "district_lead"))
    attempts: list[tuple[Callable[[], object], type[Problem]]] = [
        (lambda: adapt(house, in_force, "x", "stranger"), NotFound),
        (lambda: actions.approve(stranger, code=CODE, version=1), NotFound),
        (lambda: actions.acknowledge(stranger, code=CODE, version_id=version.id), NotFound),
        (lambda: actions.review(stranger, code=CODE, version_id=version.id), NotFound),
        (lambda: planning.plan(stranger, year), NotFound),
        (lambda: actions.close_plan(stranger, year=year), NotFound),
        (
            lambda: actions.change_measure(stranger, measure_id=measure.id, status=Status.DONE, version=1, **words),
            NotFound,
        ),
        (lambda: adapt(house, in_force, "x", "teacher"), Denied),
        (lambda: actions.adopt(teacher, code=CODE, language=Language.BOKMAAL), Denied),
        (lambda: actions.adopt(lead, code=CODE, language=Language.BOKMAAL), Denied),
        (lambda: actions.begin_plan(teacher, year=year), Denied),
        (lambda: queries.routine(lead, CODE), NotFound),
    ]
    for attempt, problem in attempts:
        with pytest.raises(problem):
            attempt()
