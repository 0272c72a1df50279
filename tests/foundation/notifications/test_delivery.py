"""The outbox, delivered to a real SMTP server on this machine: once, with patience, and with nothing personal in it."""

from __future__ import annotations

from email import message_from_bytes
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from django.utils.translation import get_language

from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.notifications.delivery import CLAIM, PATIENCE, deliver_due
from avklar.foundation.notifications.models import Outbox
from avklar.foundation.notifications.tasks import deliver
from tests.foundation.notifications.conftest import Mailbox, later

pytestmark = pytest.mark.django_db


def sent(body: str = "Lenken din") -> None:
    send_mail("Lenken din til Avklar", body, None, ["kari@hamar.kommune.no"])


def only_mail() -> Outbox:
    return Outbox.objects.get()


def test_mail_is_delivered_once(server: Mailbox) -> None:
    sent()
    assert (deliver_due(), deliver_due(), len(server.received)) == (1, 0, 1)


def test_mail_waits_in_the_outbox_until_the_worker_comes(server: Mailbox) -> None:
    sent()
    assert (server.received, only_mail().sent_at) == ([], None)


def test_rolled_back_change_sends_nothing(server: Mailbox) -> None:
    with transaction.atomic():
        sent()
        transaction.set_rollback(True)
    assert deliver_due() == 0


def test_server_that_is_down_is_tried_again_and_delivered_once(port: int) -> None:
    sent()
    first = deliver_due()
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        too_early = deliver_due()
        with later(PATIENCE[0]):
            second = deliver_due()
    finally:
        controller.stop()
    assert (first, too_early, second, len(mailbox.received)) == (0, 0, 1, 1)


def test_failure_is_kept_as_a_code() -> None:
    sent()
    deliver_due()
    assert (only_mail().last_error, only_mail().tries) == ("unreachable", 1)


def test_wait_grows_after_each_failure(server: Mailbox) -> None:
    server.answer = "451 try later"
    sent()
    waits = []
    for _try in range(3):
        with clock.frozen(only_mail().next_try_at or clock.now()):
            deliver_due()
            waits.append((only_mail().next_try_at or clock.now()) - clock.now())
    assert waits == list(PATIENCE[:3])


def test_patience_ends(server: Mailbox) -> None:
    server.answer = "451 try later"
    sent()
    for _try in range(len(PATIENCE) + 1):
        with clock.frozen(only_mail().next_try_at or clock.now()):
            deliver_due()
    assert (only_mail().next_try_at, only_mail().last_error) == (None, "smtp-451")


def test_address_that_does_not_exist_is_given_up_at_once(server: Mailbox) -> None:
    server.no_such_address = True
    sent()
    deliver_due()
    assert (only_mail().next_try_at, only_mail().last_error) == (None, "smtp-550")


def test_mail_of_a_worker_that_died_is_taken_over(server: Mailbox) -> None:
    sent()
    Outbox.objects.update(next_try_at=clock.now() + CLAIM, tries=1)
    early = deliver_due()
    with later(CLAIM):
        late = deliver_due()
    assert (early, late) == (0, 1)


def test_second_try_has_the_same_message_id(server: Mailbox) -> None:
    sent()
    deliver_due()
    assert f"Message-ID: <{only_mail().pk}@".encode() in server.received[0].content


def test_outbox_holds_no_text_in_clear() -> None:
    sent("https://avklar.example/lenke/hemmelig")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_outbox")
        row = repr([bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()])
    assert not [word for word in ("hemmelig", "kari", "Lenken") if word in row]


def test_text_is_wiped_when_the_mail_has_left(server: Mailbox) -> None:
    sent()
    deliver_due()
    assert bytes(only_mail().sealed) == b""


def told(receiver: Any) -> None:
    notifications.notify(Actor(uuid4(), uuid4()), [receiver.pk], "consultation_asked", "/droftinger/1/")


def test_mail_about_something_new_names_nobody(server: Mailbox, receiver: Any) -> None:
    told(receiver)
    deliver_due()
    text = server.received[0].content.decode()
    body = text.partition("\r\n\r\n")[2]
    assert ("Avklar" in body, [word for word in ("Kari", "drøft", "bekymring", "1/") if word in body]) == (True, [])


def test_mail_about_something_new_goes_to_the_users_address(server: Mailbox, receiver: Any) -> None:
    told(receiver)
    deliver_due()
    assert server.received[0].rcpt_tos == ["kari@hamar.kommune.no"]


def test_mail_about_something_new_is_in_the_receivers_language(receiver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("avklar.foundation.notifications.mail._", lambda text: said.append(get_language()) or text)
    told(receiver)
    deliver_due()
    assert set(said) == {"nn"}


def test_several_new_things_give_one_mail(server: Mailbox, receiver: Any) -> None:
    for _time in range(3):
        told(receiver)
    assert (deliver_due(), len(server.received), Outbox.objects.filter(sent_at=None).count()) == (1, 1, 0)


def test_something_new_after_the_mail_gives_another(server: Mailbox, receiver: Any) -> None:
    told(receiver)
    deliver_due()
    told(receiver)
    deliver_due()
    assert len(server.received) == 2


def test_user_who_is_shut_out_gets_no_mail(server: Mailbox, receiver: Any) -> None:
    told(receiver)
    type(receiver)._default_manager.update(is_active=False)
    assert (deliver_due(), only_mail().last_error, only_mail().next_try_at) == (0, "no-user", None)


def test_sending_wakes_the_worker(server: Mailbox) -> None:
    from django_tasks_db.models import DBTaskResult

    sent()
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path).count()
    deliver.call()
    assert (waiting, len(server.received)) == (1, 1)


def test_mail_with_another_body_is_refused() -> None:
    message = EmailMultiAlternatives("x", "y", to=["a@b.no"])
    message.attach_alternative("<p>y</p>", "text/html")
    with pytest.raises(ValueError, match="plain text"):
        message.send()


def test_calendar_file_arrives_as_a_calendar_can_read_it(server: Mailbox) -> None:
    text = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Møte\r\nEND:VCALENDAR\r\n"
    message = EmailMessage("x", "y", None, ["kari@hamar.kommune.no"])
    message.attach("mote.ics", text, "text/calendar; method=REQUEST; charset=utf-8")
    message.send()
    assert b"SUMMARY" not in bytes(only_mail().sealed)
    deliver_due()
    received = message_from_bytes(server.received[0].content)
    (calendar,) = [part for part in received.walk() if part.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True).decode() == text  # type: ignore[union-attr]


def test_other_files_are_no_part_of_our_mail() -> None:
    message = EmailMessage("x", "y", None, ["kari@hamar.kommune.no"])
    message.attach("program.exe", b"MZ", "application/octet-stream")
    with pytest.raises(ValueError, match="calendar files only"):
        message.send()
