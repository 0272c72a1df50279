"""A process that sends worries and may be killed at any moment, in an installation of its own.

Reads one command a line and answers with one line of JSON. Each dangerous thing happens in a child, so that Django is
loaded once: `build`, `send` (for ever), `die-at 7` (one worry, killed after its seventh statement), `full <path> 4096`
(one request by the real pages, while no file may be larger), `tell-full` (the same without an account),
`send-full 4096`, `look`, `sweep`.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django

OBSERVATIONS = 2
TYPED = "Dette skrev jeg mens disken ble full. " * 200
ALVDAL = "3428"
TOLD = {
    "about": "person",
    "age_band": "from_13",
    "setting": "school",
    "seen": "this_week",
    "hand": "first",
    "sender_kind": "family",
    "naming": "anonymous",
    "do": "send",
}
TEXT = "Eleven sa høyt i timen at noen bør lære å holde kjeft."


def main() -> None:
    """Serve commands until the line is empty."""
    django.setup()
    from avklar.config import databases

    commands: dict[str, Callable[..., Any]] = {
        "build": build,
        "send": send,
        "die-at": in_child(die_at),
        "full": in_child(with_full_disk),
        "tell-full": in_child(tell_with_full_disk),
        "send-full": send_with_full_disk,
        "look": look,
        "sweep": sweep,
    }
    say("ready")
    for line in sys.stdin:
        name, *words = line.split()
        answer = commands[name](*words)
        databases.close_all()  # a child must open its own
        say(answer)


def say(answer: object) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def in_child(work: Callable[..., None]) -> Callable[..., int]:
    """Do it in a child; its process id."""

    def start(*words: str) -> int:
        from avklar.config import databases

        databases.close_all()
        child = os.fork()
        if child:
            return child
        work(*words)
        os._exit(0)

    return start


def build() -> None:
    """The cast, unless it is there."""
    from avklar.people.accounts.models import User
    from tests import cast

    if not User.objects.exists():
        cast.build()


def teacher() -> Any:
    """Who sends."""
    from avklar.foundation.access.actor import Actor
    from avklar.foundation.access.roles import Role
    from avklar.people.accounts.models import User

    user = User.objects.get(email="teacher@alvdal.example")
    return Actor(user.pk, user.acting_for, frozenset({Role.FRONTLINE}))


def send_one(actor: Any) -> None:
    """One worry with two observations."""
    from avklar.followup.concerns import actions
    from avklar.followup.concerns.content import ConcernContent, ObservationContent
    from avklar.foundation import clock

    seen = tuple(ObservationContent(fact=TEXT, interpretation=str(number)) for number in range(OBSERVATIONS))
    actions.send(actor, content=ConcernContent(observations=seen, wish="Råd."), submission=clock.new_id())


def send() -> int:
    """A child that sends until it is killed; its process id, once it has sent the first."""
    has_sent, tell = os.pipe()
    child = in_child(send_for_ever)(str(tell))
    os.close(tell)
    os.read(has_sent, 1)
    os.close(has_sent)
    return child


def send_for_ever(tell: str) -> None:
    """Until killed."""
    actor = teacher()
    send_one(actor)
    os.write(int(tell), b"1")
    while True:
        send_one(actor)


def die_at(statement: str) -> None:
    """Send one worry, and kill this process right after a statement on either database."""
    from django.db import connections

    counter, fatal = itertools.count(), int(statement)

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if next(counter) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    actor = teacher()
    with connections["default"].execute_wrapper(counted), connections["keys"].execute_wrapper(counted):
        send_one(actor)


def with_full_disk(path: str, room: str) -> None:
    """Post an observation by the real page while no file may grow; the answer goes to `path`."""
    from django.conf import settings

    client = browser()
    client.force_login(_user(), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.post("/bekymringer/ny/", {"danger": "no"})
    about = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}
    client.post("/bekymringer/ny/gjelder/", about)
    post_within(room, path, client, "/bekymringer/ny/observasjoner/", observation(TYPED))


def tell_with_full_disk(path: str, room: str) -> None:
    """Send a worry without an account while no file may grow; the answer goes to `path`."""
    post_within(room, path, browser(), f"/si-fra/{ALVDAL}/skriv/?fare=nei", TOLD | {"fact": TYPED})


def browser() -> Any:
    """A client of the real pages that shows what a user would see when something breaks."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS += ["testserver"]
    return Client(raise_request_exception=False)


def post_within(room: str, path: str, client: Any, address: str, fields: dict[str, str]) -> None:
    """One post while no file may be larger than `room` bytes; status and page go to `path`."""
    leave_room(room)
    answer = client.post(address, fields)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    Path(path).write_text(json.dumps({"status": answer.status_code, "page": answer.content.decode()}))


def leave_room(room: str) -> None:
    """From now on no file may grow beyond `room` bytes; SQLite's logs begin anew, so that they come there."""
    from django.db import connections

    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), resource.RLIM_INFINITY))


def send_with_full_disk(room: str) -> str:
    """Send one worry in a child while no file may grow by more than `room` bytes: "sent", or the error's name."""
    hears, tells = os.pipe()
    child = in_child(_send_within)(room, str(tells))
    os.close(tells)
    with os.fdopen(hears) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def _send_within(room: str, tells: str) -> None:
    from django.db import OperationalError

    actor = teacher()
    leave_room(room)
    try:
        send_one(actor)
        said = "sent"
    except OperationalError as error:
        said = type(error).__name__
    os.write(int(tells), said.encode())


def observation(fact: str) -> dict[str, str]:
    """What the page of step 3 sends."""
    return {
        "o1-fact": fact,
        "o1-interpretation": "",
        "o1-seen": "this_week",
        "o1-hand": "first",
        "o1-utterance": "dont_know",
        "do": "next",
    }


def _user() -> Any:
    from avklar.people.accounts.models import User

    return User.objects.get(email="teacher@alvdal.example")


def look() -> dict[str, Any]:
    """What is there, and what is wrong with it."""
    from avklar.followup.concerns.models import Concern
    from avklar.foundation import journal
    from avklar.foundation.access.scope import scope
    from avklar.foundation.vault.models import WrappedRecordKey

    actor = teacher()
    with scope(actor.organisation_id):
        rows = list(Concern.objects.order_by("number"))
        wrong = [fault for row in rows for fault in _faults(row)]
        wrong += [] if [row.number for row in rows] == list(range(1, len(rows) + 1)) else ["a gap in the numbers"]
        wrong += _journal_faults({row.pk for row in rows})
    keyed = set(WrappedRecordKey.objects.values_list("record_id", flat=True))
    return {
        "concerns": len(rows),
        "wrong": wrong,
        "journal": [str(fault) for fault in journal.verify()],
        "orphans": len(keyed - {row.pk for row in rows}),
        "keys": len(keyed),
    }


def _faults(row: Any) -> list[str]:
    """What is missing of one worry: observations, texts that can be read, exactly one row in the journal."""
    from avklar.foundation.journal.models import Entry
    from avklar.foundation.vault import keys

    seen = list(row.observations.order_by("position"))
    if len(seen) != OBSERVATIONS:
        return [f"{row.number}: {len(seen)} observations"]
    keys.unlock([row, *seen])
    texts = [row.wish, *(each.fact for each in seen), *(each.interpretation for each in seen)]
    if texts != ["Råd.", TEXT, TEXT, "0", "1"]:
        return [f"{row.number}: other texts"]
    sent = Entry.objects.filter(object_id=row.pk, verb="sent").count()
    return [] if sent == 1 else [f"{row.number}: {sent} rows in the journal"]


def _journal_faults(existing: set[UUID]) -> list[str]:
    from avklar.foundation.journal.models import Entry

    told = set(Entry.objects.filter(verb="sent").values_list("object_id", flat=True))
    return [f"journalled but not there: {each}" for each in told - existing]


def sweep() -> int:
    """The regular work of the day after tomorrow: how many orphaned keys went."""
    from avklar.config import upkeep
    from avklar.foundation import clock

    with clock.frozen(clock.now() + timedelta(days=2)):
        return upkeep.sweep_keys()


if __name__ == "__main__":
    main()
