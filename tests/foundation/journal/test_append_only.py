"""The databases refuse to change the journal; expired months leave as a whole through one role (R13)."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, close_old_connections, connection, connections, transaction

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import scope, writing
from avklar.foundation.journal import expiry, keyring
from avklar.foundation.journal.models import Entry, Head
from tests.foundation.journal import tampering
from tests.settings import DATABASE, NAMES, server_url

OURS = UUID(int=0xA1)
POLICE = UUID(int=0xB2)
NOW = datetime(2026, 11, 23, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def wrote(of: UUID, at: datetime, times: int = 1) -> None:
    with clock.frozen(at):
        for _time in range(times):
            with writing(machine(of)):
                journal.write(machine(of), "sent", kind="concern", object_id=uuid4())


def count(of: UUID = OURS) -> int:
    with scope(of):
        return Entry.objects.filter(organisation_id=of).count()


@contextmanager
def as_owner() -> Iterator[Any]:
    """Whoever owns the tables, with the triggers in place."""
    if DATABASE == "postgresql":
        with psycopg.connect(server_url("avklar_owner", NAMES["default"])) as owner:
            owner.execute("SELECT set_config('avklar.organisation', %s, true)", [str(OURS)])
            yield owner
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor


REFUSED = [
    "UPDATE journal_entry SET verb = 'read'",
    "DELETE FROM journal_entry",
    "DELETE FROM journal_head",
    "UPDATE journal_head SET number = 0",
]
if DATABASE == "postgresql":
    REFUSED += ["TRUNCATE journal_entry", "TRUNCATE journal_head"]
else:
    REFUSED += ["INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry"]


@pytest.mark.parametrize("statement", REFUSED)
def test_statement_is_refused_to_the_owner(statement: str) -> None:
    wrote(OURS, NOW, 2)
    with pytest.raises((DatabaseError, psycopg.Error, sqlite3.Error), match="append-only"), as_owner() as database:
        database.execute(statement)
    assert count() == 2


@pytest.mark.parametrize("statement", REFUSED)
def test_statement_is_refused_to_the_application(statement: str) -> None:
    wrote(OURS, NOW, 2)
    with pytest.raises(DatabaseError), writing(machine(OURS)), connection.cursor() as cursor:
        cursor.execute(statement)
    assert count() == 2


@pytest.fixture
def retention_role(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The retention command's settings, and the two organisations it loops over."""
    if DATABASE == "postgresql":
        settings.AVKLAR_RETENTION_DATABASE_URL = server_url("avklar_retention", NAMES["default"])
    monkeypatch.setattr(expiry, "kinds", lambda: {OURS: "municipality", POLICE: "police_district"})


@pytest.fixture
def _old_journals(retention_role: None) -> None:
    for of in (OURS, POLICE):
        for moment in (datetime(2023, 3, 5, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC), NOW):
            wrote(of, moment, 3)


@pytest.mark.usefixtures("_old_journals")
def test_expired_months_leave_after_each_organisations_own_period() -> None:
    with clock.frozen(NOW):
        gone = journal.drop_expired()
    assert [(one.organisation_id, one.segments, one.rows) for one in gone] == [
        (OURS, ("2023-03",), 3),
        (POLICE, ("2023-03", "2024-03"), 6),
    ]


@pytest.mark.usefixtures("_old_journals")
def test_chain_is_whole_after_months_have_left() -> None:
    with clock.frozen(NOW):
        journal.drop_expired()
        wrote(POLICE, NOW)
    assert (journal.verify(OURS), journal.verify(POLICE), count(POLICE)) == ([], [], 5)


@pytest.mark.usefixtures("_old_journals")
def test_expiry_leaves_a_row_that_says_so() -> None:
    with clock.frozen(NOW):
        journal.drop_expired()
    with scope(POLICE):
        last = Entry.objects.filter(organisation_id=POLICE).order_by("segment", "number").last()
    assert last is not None
    assert (last.verb, last.reason) == ("expired", "before-2024-11")


@pytest.mark.usefixtures("_old_journals")
def test_simulated_expiry_removes_nothing() -> None:
    with clock.frozen(NOW):
        gone = journal.drop_expired(simulate=True)
    assert (len(gone), count(OURS), count(POLICE)) == (2, 9, 9)


@pytest.mark.usefixtures("_old_journals")
def test_journal_refuses_again_after_expiry() -> None:
    with clock.frozen(NOW):
        journal.drop_expired()
    with pytest.raises((DatabaseError, psycopg.Error), match="append-only"), as_owner() as database:
        database.execute("DELETE FROM journal_entry")


@pytest.mark.usefixtures("retention_role")
def test_younger_than_a_year_is_never_removed() -> None:
    with clock.frozen(NOW), pytest.raises(expiry.NotAllowed):
        journal.drop_expired("2026-01")


@pytest.mark.usefixtures("retention_role")
def test_whole_journal_of_a_silent_organisation_leaves_but_for_the_row_that_says_so() -> None:
    wrote(OURS, datetime(2020, 1, 5, tzinfo=UTC), 3)
    with clock.frozen(NOW):
        journal.drop_expired()
    assert (count(), journal.verify(OURS)) == (1, [])


def test_concurrent_writers_keep_the_chain_whole() -> None:
    problems: list[Exception] = []

    def write_some() -> None:
        try:
            for _time in range(15):
                with writing(machine(OURS)):
                    journal.write(machine(OURS), "sent", kind="concern", object_id=uuid4())
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write_some) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (problems, count(), journal.verify(OURS)) == ([], 90, [])


KILLED = """
import os, django
django.setup()
from uuid import UUID
from avklar.foundation import journal
from avklar.foundation.access.actor import machine
from avklar.foundation.access.scope import writing
of = UUID(int=0xA1)
with writing(machine(of)):
    journal.write(machine(of), "sent", kind="concern", object_id=of)
    print("written", flush=True)
    os._exit(9)
"""


def test_process_killed_in_the_middle_leaves_all_or_nothing(tmp_path: Any) -> None:
    wrote(OURS, NOW, 2)
    done = run_apart(KILLED)
    keyring.forget()
    with suppress(DatabaseError):
        close_old_connections()
    wrote(OURS, NOW)
    assert (done.stdout.strip(), done.returncode, count(), journal.verify(OURS)) == ("written", 9, 3, [])


def run_apart(script: str) -> subprocess.CompletedProcess[str]:
    """A process of its own on this test's databases."""
    import os

    from django.conf import settings

    environment = dict(os.environ)
    environment["DJANGO_SETTINGS_MODULE"] = "avklar.config.settings"
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    if DATABASE == "sqlite":
        environment["AVKLAR_DATABASE_URL"] = f"sqlite:///{settings.DATABASES['default']['NAME']}"
        environment["AVKLAR_KEYS_DATABASE_URL"] = f"sqlite:///{settings.DATABASES['keys']['NAME']}"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_head_is_the_last_row() -> None:
    wrote(OURS, NOW, 4)
    with scope(OURS):
        head, last = Head.objects.get(pk=OURS), Entry.objects.filter(organisation_id=OURS).order_by("number").last()
    assert last is not None
    assert (head.number, bytes(head.mac)) == (4, bytes(last.mac))


def test_tampering_helper_puts_the_triggers_back() -> None:
    wrote(OURS, NOW)
    tampering.change(OURS, 1, "verb", "read")
    with pytest.raises((DatabaseError, psycopg.Error), match="append-only"), as_owner() as database:
        database.execute("DELETE FROM journal_entry")
