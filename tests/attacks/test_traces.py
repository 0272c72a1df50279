"""What a text, a name or a secret leaves behind: in files, mail, session, cookies, cache and log."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.attacks.conftest import PHRASE, Booty
from tests.cast import House
from tests.settings import DATABASE

SCRIPT = "<script>alert('rabarbra')</script>"


def _write_everywhere(house: House, client_as: Any, booty: Booty) -> list[Client]:
    """The phrase in every text that can be typed, sent and unsent, taken and refused."""
    teacher, contact = client_as(house.teacher), client_as(house.contact)
    text = f"Her står {PHRASE} igjen."
    teacher.post(reverse("concerns:new"), {"danger": "no"})
    about = {"about": "person", "age_band": "from_13", "setting": "school", "sender_kind": "school"}
    teacher.post(reverse("concerns:step", args=["gjelder"]), about)
    seen = {"o1-fact": text, "o1-interpretation": text, "o1-seen": "this_week", "o1-hand": "first", "do": "add"}
    teacher.post(reverse("concerns:step", args=["observasjoner"]), seen)
    concern = reverse("concerns:concern", args=[booty.concern])
    refused = text + " Ring 922 33 445."
    for doing in ("answer", "ask", "note", "swap"):
        contact.post(concern, {"do": doing, "text": text, "version": "2"})
        contact.post(concern, {"do": doing, "text": refused, "version": "1"})
    contact.post(concern, {"do": "close", "outcome": "nothing", "reason": refused, "version": "1"})
    for name in ("send", "advice"):
        url = reverse(f"consultations:{name}", args=[booty.consultation])
        contact.post(url, {"text": text, "do": "check"})
        contact.post(url, {"text": text, "do": "send", "looked_over": "on", "version": "1"})
        contact.post(url, {"text": refused, "do": "send", "looked_over": "on", "version": "1", "reason": text})
    contact.post(reverse("consultations:start"), {"text": text, "do": "check"})
    stranger = client_as(house.stranger)
    stranger.post(concern, {"do": "answer", "text": text})
    return [teacher, contact, stranger, client_as(house.police_contact)]


@pytest.mark.django_db(transaction=True)
def test_phrase_stands_nowhere_in_clear(
    house: House, client_as: Any, booty: Booty, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        caplog.handler.addFilter(
            lambda record: record.name != "django.db.backends" and record.name != "django.template"
        )
        clients = _write_everywhere(house, client_as, booty)
    places = {
        "log": caplog.text,
        "mail": "".join(str(message.message()) for message in mail.outbox),
        "sessions": str([each.get_decoded() for each in Session.objects.all()]),
        "cookies": str([str(client.cookies) for client in clients]),
        "rows": _rows(),
        "files": "".join(_files()),
    }
    assert [place for place, text in places.items() if PHRASE in text] == []
    assert "Nordmoen" in places["rows"], "what is kept in clear is found"
    assert DATABASE == "postgresql" or "Nordmoen" in places["files"]
    assert places["sessions"] and places["cookies"]  # noqa: PT018


def _rows() -> str:
    """Every row of both databases, as the database gives it."""
    found = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [_plain(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def _plain(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def _files() -> list[str]:
    """The folder with SQLite's files and their logs, the mail and everything else."""
    return [path.read_bytes().decode("latin-1") for path in Path(settings.DATA).rglob("*") if path.is_file()]


def test_no_name_travels_in_a_cookie_or_lies_in_a_session(house: House, client_as: Any, booty: Booty) -> None:
    """Not even a colleague's: a cookie is signed, but everybody at the machine can read it."""
    from django.contrib.messages import get_messages

    client = client_as(house.contact)
    url = reverse("consultations:start")
    typed = {
        "receiver": f"{house.police_contact.organisation.pk}.{house.police_contact.user.pk}",
        "age": "from_13",
        "sex": "male",
        "setting": "not_given",
        "size": "unknown",
        "text": "En ungdom deler klipp. Hvordan snakker vi med ham?",
        "looked_over": "on",
        "do": "send",
    }
    response = client.post(url, typed)
    assert reverse("consultations:start") not in response.headers["Location"], "it was sent"
    told = [str(each) for each in get_messages(response.wsgi_request)]
    names = [part for person in house.people.values() for part in person.user.name.split()]
    assert told
    assert not [name for name in names if any(name in each for each in told)]
    kept = [each.value for each in client.cookies.values()] + [
        str(each.get_decoded()) for each in Session.objects.all()
    ]
    whole = [rf"\b{re.escape(name)}\b" for name in names]  # within a signature's letters «Gro» is chance
    assert not [name for name in whole if any(re.search(name, each) for each in kept)]


SECRETS = ("/konto/invitasjon/{}/", "/konto/lenke/{}/", "/konto/passord/glemt/{}-{}/")


@pytest.mark.parametrize("path", SECRETS)
def test_a_key_in_an_address_stays_out_of_the_log(path: str) -> None:
    """Such a link may still work when it is logged: a password typed wrongly is answered with 422."""
    token = "Zk3" * 14 + "_x"
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Unprocessable Entity", path.format(token, token)), None
    )
    assert token not in _formatted(record)


def test_an_exceptions_words_stay_out_of_the_log() -> None:
    """PostgreSQL tells the value that was there already, and Python the one that could not be read."""
    value = "@".join(["kari", "alvdal.example"])
    try:
        try:
            raise ValueError(value)
        except ValueError as first:
            raise RuntimeError(PHRASE) from first
    except RuntimeError as problem:
        record = logging.LogRecord(
            "django.request",
            logging.ERROR,
            "",
            0,
            "%s: %s",
            ("Fault", "/"),
            (type(problem), problem, problem.__traceback__),
        )
    text = _formatted(record)
    assert "RuntimeError" in text
    assert "test_traces.py" in text
    assert "ValueError" in text
    assert PHRASE not in text
    assert "kari@" not in text


def _formatted(record: logging.LogRecord) -> str:
    from logging.config import dictConfig

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        dictConfig({**settings.LOGGING, "disable_existing_loggers": False})
        return logging.getLogger().handlers[-1].format(record)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def test_script_in_every_text_is_shown_as_text(house: House, client_as: Any) -> None:
    """Names of people and organisations, what is written, and what is refused."""
    from avklar.followup.concerns import actions as concerns
    from avklar.followup.consultations import actions as consultations
    from avklar.foundation import clock
    from avklar.foundation.anonymity import AgeBand, Facts
    from avklar.people.accounts.models import User
    from avklar.people.organisations.models import Organisation
    from tests.followup.concerns.worries import worry

    User.objects.update(name=SCRIPT)
    for each in Organisation.objects.all():
        Organisation.objects.filter(pk=each.pk).update(name=f"{each.number}{SCRIPT}", phone=SCRIPT[:20])
    contact, teacher, police = (client_as(house.people[who]) for who in ("contact", "teacher", "police_contact"))
    written = f"Eleven viste {SCRIPT} til de andre."
    sent = concerns.send(house.teacher.actor(), content=worry(ordinary=written), submission=clock.new_id()).id
    concerns.answer(house.contact.actor(), concern_id=sent, text=written)
    concerns.edit_note(house.contact.actor(), concern_id=sent, text=written, version=1)
    asked = consultations.start(
        house.contact.actor(),
        facts=Facts(age=AgeBand.FROM_13),
        question=written,
        receiver=(house.police_contact.organisation.pk, house.police_contact.user.pk),
    )
    page = reverse("consultations:page", args=[asked])
    concern = reverse("concerns:concern", args=[sent])
    contact.post(reverse("consultations:advice", args=[asked]), {"text": f"Ola Dunk {SCRIPT}", "do": "check"})
    answers = [
        contact.get(concern),
        contact.post(concern, {"do": "answer", "text": f"Ring 922 33 445 {SCRIPT}"}),
        contact.post(concern, {"do": "note", "text": f"En annen {SCRIPT} her", "version": "1"}),
        teacher.get(reverse("concerns:own", args=[sent])),
        teacher.get(reverse("concerns:receipt", args=[sent])),
        contact.get(page),
        police.get(page),
        police.get(reverse("consultations:list")),
        contact.get(reverse("consultations:start")),
        contact.get(reverse("consultations:advice", args=[asked])),
        contact.get(reverse("organisations:directory")),
        contact.get("/min-dag/"),
        contact.get("/konto/"),
        contact.get("/fare/"),
        teacher.get(reverse("concerns:new")),
        client_as(house.administrator).get(reverse("organisations:manage")),
        client_as(house.privacy_officer).get("/logg/"),
        client_as(house.stranger).post(concern, {"do": "answer", "text": f"Hei {SCRIPT} hei"}),
    ]
    for number, answer in enumerate(answers):
        html = answer.content.decode()
        assert answer.status_code < 500, number
        assert "<script>alert" not in html, number
    assert "&lt;script&gt;alert" in answers[0].content.decode()


@pytest.mark.parametrize("name", ["Alvdal\r\nBcc: x@evil.example", "Alvdal\nSubject: x"])
def test_no_header_comes_in_by_a_name(house: House, name: str) -> None:
    from avklar.people.organisations import mail as invitations

    invitations.send_invitation("ny@alvdal.example", "token", name)
    message = mail.outbox[-1].message()
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
    assert message["To"] == "ny@alvdal.example"


@pytest.mark.parametrize(
    "email",
    ["a@alvdal.example\nBcc: x@evil.example", "a@alvdal.example,x@evil.example", '"a\r\nBcc: x"@alvdal.example'],
)
def test_no_header_comes_in_by_an_address(house: House, email: str) -> None:
    Client().post("/konto/lenke/", {"email": email})
    assert mail.outbox == []
