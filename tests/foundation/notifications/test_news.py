"""News by mail, over a real SMTP server: at once, gathered or not at all, once each, whatever dies in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail.backends.smtp import EmailBackend

from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.notifications import digest
from avklar.foundation.notifications.delivery import CLAIM, PATIENCE, deliver_due
from avklar.foundation.notifications.links import ALL, link
from avklar.foundation.notifications.models import Note, Outbox, Preference
from tests.foundation.notifications.conftest import Mailbox

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
"""Before the night when the clocks go forward."""
MONDAY_7 = datetime(2026, 3, 30, 5, 0, tzinfo=UTC)


class Killed(BaseException):
    """The worker dies: nothing it would have done afterwards happens."""


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """It is Friday, 10 o'clock in Norway."""
    with clock.frozen(FRIDAY):
        yield


def told(receiver: Any, *codes: str) -> None:
    for code in codes:
        notifications.notify(Actor(uuid4(), uuid4()), [receiver.pk], code, "/moter/1/")


@pytest.fixture
def receiver(receiver: Any) -> Any:
    """Reads bokmål."""
    type(receiver)._default_manager.update(language="nb")
    return receiver


def wants(receiver: Any, pace: str = "daily", *off: str) -> None:
    Preference.objects.update_or_create(user_id=receiver.pk, defaults={"pace": pace, "off": list(off)})


def read(server: Mailbox) -> list[Any]:
    return [message_from_bytes(each.content, policy=policy.default) for each in server.received]


def test_news_can_be_switched_off_with_one_click_and_duty_can_not(server: Mailbox, receiver: Any) -> None:
    told(receiver, "routine_review", "concern_new")
    deliver_due()
    news, duty = sorted(read(server), key=lambda mail: "List-Unsubscribe" not in mail)
    way_out = link(receiver.pk, "routines")
    assert news["List-Unsubscribe"].strip() == f"<{way_out}>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way_out in news.get_content()
    assert [name for name in duty if name.startswith("List-")] == []
    assert not [word for word in ("Kari", "moter/1") if word in news.get_content()]


def test_news_of_one_kind_is_one_mail(server: Mailbox, receiver: Any) -> None:
    told(receiver, "routine_review", "routine_read", "meeting_due")
    assert (deliver_due(), deliver_due(), len(server.received)) == (2, 0, 2)
    assert not Outbox.objects.filter(sent_at=None).exists()


def test_what_the_receiver_chose_counts_when_the_mail_would_leave(server: Mailbox, receiver: Any) -> None:
    chosen: list[tuple[tuple[str, ...], str, tuple[int, str, datetime | None]]] = [
        (("at_once",), "meeting_due", (1, "", None)),
        (("at_once", "meetings"), "meeting_due", (0, "switched-off", None)),
        (("at_once", "meetings"), "routine_review", (1, "", None)),
        (("never",), "routine_review", (0, "switched-off", None)),
        (("never", "meetings"), "membership_waiting", (1, "", None)),
        (("daily",), "membership_waiting", (1, "", None)),
        (("daily",), "meeting_due", (0, "", MONDAY_7)),
    ]
    for wish, code, expected in chosen:
        wants(receiver, *wish)
        told(receiver, code)
        sent = deliver_due()
        row = Outbox.objects.get()
        assert (sent, row.last_error, row.digest_at) == expected, (wish, code)
        row.delete()


def test_gathered_mail_counts_in_words_and_comes_once_after_a_night_without_two_o_clock(
    server: Mailbox, receiver: Any
) -> None:
    wants(receiver)
    told(receiver, "routine_review", "meeting_due", "meeting_minutes", "meeting_task", "competence_expiring")
    Note.objects.filter(code="meeting_task").update(read_at=clock.now())
    assert deliver_due() == 0
    wants(receiver, "daily", "competence")
    rounds = [MONDAY_7 - timedelta(minutes=1), MONDAY_7, MONDAY_7 + timedelta(minutes=1), MONDAY_7 + timedelta(days=1)]
    sent = []
    for moment in rounds:
        with clock.frozen(moment):
            sent.append(deliver_due())
    assert sent == [0, 1, 0, 0]
    (mail,) = read(server)
    lines = [line for line in mail.get_content().splitlines() if line.startswith("- ")]
    assert lines == ["- 2 nyheter om møter", "- 1 nyhet om rutiner"]
    with clock.frozen(MONDAY_7):
        assert mail["List-Unsubscribe"].strip() == f"<{link(receiver.pk, ALL)}>"


def test_nothing_left_to_tell_is_no_mail(server: Mailbox, receiver: Any) -> None:
    wants(receiver)
    told(receiver, "meeting_due")
    deliver_due()
    Note.objects.update(read_at=clock.now())
    with clock.frozen(MONDAY_7):
        assert deliver_due() == 0
    assert Outbox.objects.get(kind=Outbox.DIGEST).last_error == "all-read"


def held(receiver: Any, *codes: str) -> None:
    wants(receiver)
    told(receiver, *codes)
    deliver_due()


def test_each_note_is_in_one_gathered_mail_though_two_workers_gather(server: Mailbox, receiver: Any) -> None:
    held(receiver, "meeting_due", "routine_review")
    with clock.frozen(MONDAY_7):
        assert (digest.gather(), digest.gather(), digest._gather(receiver.pk)) == (1, 0, False)
        told(receiver, "meeting_minutes")
        deliver_due()
    with clock.frozen(MONDAY_7 + timedelta(days=1)):
        deliver_due()
    taken = Outbox.objects.filter(digest_id__isnull=False).values_list("digest_id", flat=True)
    assert (len(server.received), len(taken), len(set(taken))) == (2, 3, 2)


def test_worker_killed_while_gathering_takes_nothing(
    server: Mailbox, receiver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(receiver, "meeting_due")
    with clock.frozen(MONDAY_7):
        with monkeypatch.context() as dying:
            dying.setattr(Outbox, "save", _die)
            with pytest.raises(Killed):
                deliver_due()
        assert Outbox.objects.filter(digest_id__isnull=False).count() == 0
        assert (deliver_due(), len(server.received)) == (1, 1)


@pytest.mark.parametrize("arrived", [False, True])
def test_worker_killed_around_the_sending(
    arrived: bool, server: Mailbox, receiver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least once to the mail server, under one Message-ID; once in our tables."""
    held(receiver, "meeting_due", "routine_review")
    send = EmailBackend.send_messages

    def killed(self: Any, messages: Any) -> None:
        if arrived:
            send(self, messages)
        raise Killed

    with clock.frozen(MONDAY_7):
        with monkeypatch.context() as dying:
            dying.setattr(EmailBackend, "send_messages", killed)
            with pytest.raises(Killed):
                deliver_due()
        assert deliver_due() == 0
    with clock.frozen(MONDAY_7 + CLAIM):
        assert (deliver_due(), deliver_due()) == (1, 0)
    assert len(server.received) == 1 + arrived
    assert len({mail["Message-ID"] for mail in read(server)}) == 1
    assert Outbox.objects.filter(kind=Outbox.DIGEST).count() == 1


def test_gathered_mail_is_tried_again_like_any_other(server: Mailbox, receiver: Any) -> None:
    held(receiver, "meeting_due")
    server.answer = "451 try later"
    with clock.frozen(MONDAY_7):
        assert deliver_due() == 0
        server.answer = "250 OK"
        assert deliver_due() == 0
    with clock.frozen(MONDAY_7 + PATIENCE[0]):
        assert (deliver_due(), len(server.received)) == (1, 1)


def _die(*_arguments: Any, **_options: Any) -> None:
    raise Killed
