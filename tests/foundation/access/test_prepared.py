"""A prepared query asks what its queryset asks, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from avklar.followup.concerns.models import Counter
from avklar.foundation import clock
from avklar.foundation.access.prepared import Prepared, adapted, drawn_up, insert, insert_counted
from avklar.foundation.access.scope import scope
from avklar.people.organisations.models import Appointment, EmailDomain, Organisation
from tests.cast import House
from tests.settings import DATABASE

BY_ID = Prepared(lambda slot: Organisation.objects.filter(pk=slot.id("id")).values_list("pk", "name", "created"))
BY_NAME = Prepared(lambda slot: Organisation.objects.filter(name=slot.word("name")).values_list("pk"))
SINCE = Prepared(
    lambda slot: Organisation.objects.filter(created__gte=slot.moment("since")).order_by("pk").values_list("pk")
)
IN_FORCE = Prepared(
    lambda slot: (
        Appointment.objects.filter(valid_from__lte=slot.day("day"), valid_to__gte=slot.day("day"))
        .order_by("pk")
        .values_list("pk", "valid_from")
    )
)


def test_rows_equal_those_of_the_queryset(house: House) -> None:
    for row in Organisation.objects.all():
        assert [tuple(each) for each in BY_ID.rows(id=row.pk)] == [(row.pk, row.name, row.created)]


def test_word_is_taken_as_it_is(house: House) -> None:
    assert BY_NAME.rows(name="' OR 1=1 --") == []


def test_moment_bounds_the_rows(house: House) -> None:
    now = clock.now() + timedelta(days=1)
    assert SINCE.rows(since=now) == []
    assert len(SINCE.rows(since=now - timedelta(days=20_000))) == Organisation.objects.count()


@pytest.mark.parametrize("away", [0, -20_000, 20_000])
def test_day_may_stand_in_two_places(house: House, away: int) -> None:
    day: date = clock.today() + timedelta(days=away)
    wanted = Appointment.objects.filter(valid_from__lte=day, valid_to__gte=day).order_by("pk")
    assert [tuple(row) for row in IN_FORCE.rows(day=day)] == list(wanted.values_list("pk", "valid_from"))


def test_sql_is_built_once(house: House) -> None:
    built = []

    def build(slot):  # type: ignore[no-untyped-def]
        built.append(slot)
        return Organisation.objects.filter(pk=slot.id("id")).values_list("name")

    prepared = Prepared(build)
    prepared.rows(id=clock.new_id())
    before = len(built)
    prepared.rows(id=clock.new_id())
    assert len(built) == before


def test_missing_value_is_an_error(house: House) -> None:
    with pytest.raises(KeyError):
        BY_ID.rows()


def test_one_query_is_one_statement(house: House) -> None:
    counted = []

    def note(execute, sql, *rest):  # type: ignore[no-untyped-def]
        counted.append(sql)
        return execute(sql, *rest)

    BY_ID.rows(id=clock.new_id())
    with connection.execute_wrapper(note):
        BY_ID.rows(id=clock.new_id())
    assert len(counted) == 1


def test_insert_writes_what_save_writes(house: House) -> None:
    first, second = (Organisation(kind="municipality", number=number, name=f"«{number}»") for number in ("91", "92"))
    insert([first])
    second.save(force_insert=True)
    for row in (first, second):
        again = Organisation.objects.get(pk=row.pk)
        assert (again.kind, again.number, again.name, again.created) == (row.kind, row.number, row.name, row.created)
    assert not first._state.adding


def test_insert_takes_several_rows_in_one_statement(house: House) -> None:
    before = Organisation.objects.count()
    insert([Organisation(kind="municipality", number=f"9{number}", name="x") for number in range(3)])
    assert Organisation.objects.count() == before + 3


def test_insert_keeps_the_databases_rules(house: House) -> None:
    insert([Organisation(kind="municipality", number="91", name="x")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Organisation(kind="municipality", number="91", name="y")])


def test_insert_takes_rows_of_several_models(house: House) -> None:
    place = Organisation(kind="municipality", number="91", name="x")
    domain = EmailDomain(organisation=place, domain="x.example")
    insert([place], [], [domain])
    assert EmailDomain.objects.get(pk=domain.pk).organisation_id == place.pk


def test_counted_insert_without_a_counter_inserts_nothing(house: House) -> None:
    count = "UPDATE concerns_counter SET last = last + 1 WHERE organisation_id = %s RETURNING last"
    with scope(house.contact.organisation.pk):
        row = Counter(organisation_id=house.contact.organisation.pk)
        with pytest.raises(LookupError):
            insert_counted(drawn_up([row])[0], "last", count, [adapted(connection, row.organisation_id)])
        assert not Counter.objects.exists()


def planned(statement: str) -> int:
    """How many statements with these words the connection has planned and kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE position(%s IN statement) > 0", [statement])
        return int(cursor.fetchone()[0])


if DATABASE == "postgresql":

    def test_query_is_planned_once_for_each_connection(house: House) -> None:
        answers = {tuple(BY_ID.rows(id=house.contact.organisation.pk)[0]) for _ in range(5)}
        assert len(answers) == 1
        assert planned('"organisations_organisation"."id" = $1') == 1

    def test_what_is_asked_now_and_then_is_not_kept(house: House) -> None:
        assert Organisation.objects.filter(name="Alvdal").count() == Organisation.objects.filter(name="Alvdal").count()
        assert planned("COUNT(*)") == 0
