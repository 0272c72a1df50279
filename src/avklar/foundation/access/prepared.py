"""Queries and inserts whose SQL is built once and used again with other values.

For what every page asks, Django's query builder takes several times as long as the database. A prepared query is an
ordinary queryset, written with slots where the values come; row-level security and scope are as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, Model, QuerySet

Value = TypeVar("Value")

_FIRST_ID = 0xA4A1 << 112
_FIRST_DAY = date(1801, 1, 1)
_FIRST_MOMENT = datetime(1801, 1, 1, 12, tzinfo=UTC)


@dataclass
class Slots:
    """Where values come: each gives a stand-in of its type, recognised again in the SQL's parameters."""

    stand_ins: dict[str, Any] = field(default_factory=dict)

    def id(self, name: str) -> UUID:
        """A UUID."""
        return self._stand_in(name, UUID(int=_FIRST_ID + len(self.stand_ins)))

    def day(self, name: str) -> date:
        """A date."""
        return self._stand_in(name, _FIRST_DAY + timedelta(days=len(self.stand_ins)))

    def moment(self, name: str) -> datetime:
        """An aware datetime."""
        return self._stand_in(name, _FIRST_MOMENT + timedelta(days=len(self.stand_ins)))

    def word(self, name: str) -> str:
        """A short text."""
        return self._stand_in(name, f"\0{name}")

    def _stand_in(self, name: str, value: Value) -> Value:
        kept: Value = self.stand_ins.setdefault(name, value)
        return kept


@dataclass(frozen=True)
class _Plan:
    """The SQL for one kind of database; a parameter is a slot's name or a fixed value."""

    sql: str
    parameters: tuple[tuple[str, Any], ...]
    convert: Callable[[list[tuple[Any, ...]]], list[Any]]
    model: Any
    columns: tuple[str, ...]


class Prepared:
    """`Prepared(lambda slot: Model.objects.filter(owner_id=slot.id("owner")).values_list("id"))`.

    Values must not be None or lists: those change the SQL.
    """

    def __init__(self, build: Callable[[Slots], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._alias: str | None = None
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: Any) -> list[Any]:
        """The rows as sequences, in the order of the queryset's columns. One query."""
        return self._ask(values)[1]

    def instances(self, **values: Any) -> list[Any]:
        """The rows as instances of the model, for a queryset without `values_list`. One query."""
        plan, rows = self._ask(values)
        return [plan.model.from_db(self._alias, plan.columns, row) for row in rows]

    def _ask(self, values: dict[str, Any]) -> tuple[_Plan, list[Any]]:
        if self._alias is None:
            self._alias = self._build(Slots()).db
        connection = connections[self._alias]
        plan = self._plans.get(connection.vendor) or self._plan(connection)
        parameters = [adapted(connection, values[name]) if name else fixed for name, fixed in plan.parameters]
        with _planning_once(connection) as cursor:
            cursor.execute(plan.sql, parameters)
            return plan, plan.convert(cursor.fetchall())

    def _plan(self, connection: BaseDatabaseWrapper) -> _Plan:
        slots = Slots()
        query = self._build(slots).query
        values = bool(query.values_select or query.annotations)
        compiler = query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        names = {adapted(connection, value): name for name, value in slots.stand_ins.items()}
        parameters = tuple((names.get(value, ""), value) for value in given)
        converters = {
            place: ([_quicker(each, connection) for each in many], expression)
            for place, (many, expression) in compiler.get_converters([column[0] for column in compiler.select]).items()
        }

        def convert(rows: list[tuple[Any, ...]]) -> list[Any]:
            return list(compiler.apply_converters(rows, converters)) if converters else rows

        columns = tuple(getattr(column[0].target, "attname", "") for column in compiler.select) if not values else ()
        plan = self._plans[connection.vendor] = _Plan(sql, parameters, convert, query.model, columns)
        return plan


def _quicker(converter: Callable[..., Any], connection: BaseDatabaseWrapper) -> Callable[..., Any]:
    """The same converter, but for SQLite's ids: those of the same places and people stand on page after page."""
    slow = getattr(connection.ops, "convert_uuidfield_value", None)
    return (lambda value, *_: _id(value) if value else None) if converter == slow else converter


_id = lru_cache(4096)(UUID)


def _planning_once(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor whose statements PostgreSQL plans once for each connection; the parameters travel beside the SQL.

    Django's own cursor puts them into the text, which is then planned anew each time. That one is taken where somebody
    logs what is asked, so that the log shows the values.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # asks for a library that SQLite does without

    connection.ensure_connection()
    usual = connection.connection.cursor_factory
    connection.connection.cursor_factory = ServerBindingCursor
    try:
        return connection.cursor()
    finally:
        connection.connection.cursor_factory = usual


MOST_TOGETHER = 50
"""From so many parameters the driver takes a statement apart anew each time; two trips are cheaper then."""


@dataclass(frozen=True)
class Statement:
    """New rows of one model with their values as the database takes them."""

    rows: Sequence[Model]
    sql: str
    values: list[Any]


def drawn_up(*groups: Sequence[Model]) -> list[Statement]:
    """What inserts the rows, one statement for each group of rows of one model, in the order of the groups.

    The fields prepare their values as `save` lets them. They encrypt here, so that it can be done before a transaction
    that others wait for.
    """
    return [_drawn_up(rows) for rows in groups if rows]


def _drawn_up(rows: Sequence[Model]) -> Statement:
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in _fields(model)]
    return Statement(rows, _insert_sql(model, connection.vendor, len(rows)), values)


def insert(*groups: Sequence[Model]) -> None:
    """Insert new rows, drawn up as `drawn_up` says."""
    run(drawn_up(*groups))


def run(statements: Sequence[Statement]) -> None:
    """Insert what is drawn up. All of it lives in one database; PostgreSQL gets it at once."""
    if not statements:
        return
    connection = connections[router.db_for_write(type(statements[0].rows[0]))]
    few = sum(len(each.values) for each in statements) < MOST_TOGETHER
    if connection.vendor == "postgresql" and len(statements) > 1 and few:
        with connection.cursor() as cursor:  # puts the parameters in on our side, so that statements can be joined
            cursor.execute(
                "; ".join(each.sql for each in statements), [one for each in statements for one in each.values]
            )
    else:
        with _planning_once(connection) as cursor:
            for each in statements:
                cursor.execute(each.sql, each.values)
    for each in statements:
        _inserted(each.rows, connection)


def insert_counted(statement: Statement, field: str, count: str, values: Sequence[Any]) -> None:
    """Insert one row whose `field` is what the statement `count` (an UPDATE … RETURNING one number) gives.

    PostgreSQL gets both at once, since others wait for the counter until the commit. Raises LookupError when `count`
    touches no row; then nothing is inserted.
    """
    [row] = statement.rows
    model, place = type(row), _place(type(row), field)
    connection = connections[router.db_for_write(model)]
    before, after = statement.values[:place], statement.values[place + 1 :]
    at_once = connection.vendor == "postgresql"
    with _planning_once(connection) as cursor:
        if at_once:
            cursor.execute(_counted_sql(model, field, count), [*values, *before, *after])
        else:
            cursor.execute(count, list(values))
        found = cursor.fetchone()
        if found is None:
            raise LookupError("the counter's row is missing")
        if not at_once:
            cursor.execute(statement.sql, [*before, found[0], *after])
    setattr(row, field, int(found[0]))
    _inserted([row], connection)


def _inserted(rows: Sequence[Model], connection: BaseDatabaseWrapper) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _place(model: type[Model], field: str) -> int:
    return next(place for place, each in enumerate(_fields(model)) if each.attname == field)


@cache
def _counted_sql(model: type[Model], field: str, count: str) -> str:
    quote = connections[router.db_for_write(model)].ops.quote_name
    columns = ", ".join(quote(each.column) for each in _fields(model))
    given = ", ".join("counted.number" if each.attname == field else "%s" for each in _fields(model))
    return (
        f"WITH counted (number) AS ({count}) INSERT INTO {quote(model._meta.db_table)} ({columns})"  # noqa: S608
        f" SELECT {given} FROM counted RETURNING {quote(field)}"
    )


@cache
def _fields(model: type[Model]) -> tuple[Any, ...]:
    """All columns but a number that the database gives."""
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, AutoField))


@cache
def _insert_sql(model: type[Model], vendor: str, number: int) -> str:
    quote = connections[router.db_for_write(model)].ops.quote_name
    columns = ", ".join(quote(field.column) for field in _fields(model))
    row = f"({', '.join(['%s'] * len(_fields(model)))})"
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * number)}"  # noqa: S608


def adapted(connection: BaseDatabaseWrapper, value: Any) -> Any:
    """A value as the database's column takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
