"""The organisation in scope: set for one transaction, put back by the block around it, never left in a connection."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from avklar.foundation import clock
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import SETTING, current, scope, writing

pytestmark = pytest.mark.django_db(transaction=True)


def told() -> str:
    """What PostgreSQL's policies see; SQLite has only the application's net."""
    if connection.vendor != "postgresql":
        return str(current() or "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        return cursor.fetchone()[0] or ""


def test_scope_is_told_and_forgotten() -> None:
    one = clock.new_id()
    with scope(one):
        assert told() == str(one)
    assert told() == ""


def test_scope_inside_another_puts_the_outer_back() -> None:
    one, other = clock.new_id(), clock.new_id()
    with scope(one):
        with writing(machine(other)):
            assert told() == str(other)
            with scope(None):
                assert told() == ""
            assert told() == str(other)
        assert told() == str(one)


def test_scope_after_an_inner_failure_is_the_outer_again() -> None:
    one, other = clock.new_id(), clock.new_id()
    with scope(one):
        with pytest.raises(ZeroDivisionError), writing(machine(other)):
            raise ZeroDivisionError
        assert told() == str(one)


def test_scope_inside_itself_says_nothing_anew() -> None:
    one = clock.new_id()
    with scope(one), scope(one):
        assert told() == str(one)
    assert told() == ""


def test_scope_in_a_callback_after_the_commit_is_told_anew() -> None:
    one, heard = clock.new_id(), []

    def after() -> None:
        with scope(one):
            heard.append(told())

    with writing(machine(one)):
        transaction.on_commit(after)
    assert heard == [str(one)]
