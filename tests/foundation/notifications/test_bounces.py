"""Mail that comes back: refused at once or told of later, counted once, and believed only where it names our mail."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.mail import send_mail

from avklar.cli.bounces import _messages
from avklar.foundation import clock, notifications
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Denied
from avklar.foundation.notifications import bounces, preferences, returned
from avklar.foundation.notifications.delivery import deliver_due
from avklar.foundation.notifications.models import Note, Outbox, ReturnedAddress
from avklar.foundation.notifications.state import State, state
from avklar.people.organisations import actions as organisations
from tests.cast import House
from tests.foundation.notifications.conftest import Mailbox

pytestmark = pytest.mark.django_db
KARI = "kari@hamar.kommune.no"


def report(mail_id: object = None, to: str = KARI, action: str = "failed", status: str = "5.1.1", **more: str) -> bytes:
    """A delivery status notification as mail servers write them."""
    host = more.get("host", urlsplit(settings.AVKLAR_ADDRESS).hostname)
    returned_mail = f"Message-ID: <{mail_id}@{host}>\n" if mail_id else "Subject: noe\n"
    date = more.get("date", format_datetime(clock.now()))
    return f"""From: MAILER-DAEMON@mx.example
Date: {date}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

Beklager.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--x
Content-Type: text/rfc822-headers

{returned_mail}
--x--
""".encode()


def told(receiver: Any, code: str = "meeting_due") -> Outbox:
    notifications.notify(Actor(uuid4(), uuid4()), [receiver.pk], code, "/moter/1/")
    deliver_due()
    return Outbox.objects.filter(note_id=Note.objects.latest("created").pk).get()


def failures() -> list[int]:
    return list(ReturnedAddress.objects.values_list("failures", flat=True))


def test_twice_refused_at_once_shuts_the_address_for_news_until_its_owner_confirms_it(
    server: Mailbox, receiver: Any
) -> None:
    server.no_such_address = True
    for _time in range(2):
        row = told(receiver)
        assert (row.last_error, row.failed_at is None, row.next_try_at) == ("smtp-550", False, None)
    server.no_such_address = False
    news, duty = told(receiver), told(receiver, "concern_new")
    assert (news.last_error, news.sent_at, duty.sent_at is None) == ("returned", None, False)
    with pytest.raises(Denied):
        preferences.confirm_address(Actor(receiver.pk, None), address=KARI)
    ReturnedAddress.objects.filter(digest=returned.digest_of(KARI.upper())).delete()
    assert told(receiver).sent_at is not None


def test_several_notes_refused_together_count_once(server: Mailbox, receiver: Any) -> None:
    server.no_such_address = True
    for code in ("meeting_due", "meeting_minutes"):
        notifications.notify(Actor(uuid4(), uuid4()), [receiver.pk], code, "/moter/1/")
    deliver_due()
    assert (failures(), Outbox.objects.filter(failed_at=None).count()) == ([1], 0)


def test_report_marks_the_mail_it_names_and_reading_it_again_changes_nothing(server: Mailbox, receiver: Any) -> None:
    row = told(receiver)
    raw = report(row.pk)
    assert [(bounces.take([raw, raw])).marked, bounces.take([raw]).marked] == [1, 0]
    row.refresh_from_db()
    assert (row.last_error, failures(), ReturnedAddress.objects.get().user_id) == ("dsn-5.1.1", [1], receiver.pk)


def test_report_without_our_message_id_is_known_by_the_address_of_an_earlier_mail(
    server: Mailbox, receiver: Any
) -> None:
    send_mail("Lenken din", "Her", None, [KARI])
    deliver_due()
    raw = report(to=f"<{KARI.upper()}>")
    assert bounces.take([report(to="ukjent@hamar.kommune.no"), report(date="i går"), raw, raw]).marked == 1
    assert ReturnedAddress.objects.get().user_id == receiver.pk
    told(receiver)  # a mail sent later isn't meant
    with clock.frozen(clock.now() - timedelta(days=2)):
        assert bounces.take([report()]).marked == 0


def test_what_is_no_failure_for_good_of_ours_is_passed_over(server: Mailbox, receiver: Any) -> None:
    row = told(receiver)
    other = [
        report(row.pk, action="delayed", status="4.4.1"),
        report(row.pk, action="failed", status="4.4.7"),
        report(row.pk, action="delivered", status="2.0.0"),
        report(row.pk, to="", status="5"),
        report(row.pk, host="elsewhere.example", to="x@y.no"),
        report(uuid4()),
        b"From: en@kollega.example\nSubject: Ferie\n\nJeg er borte.\n",
    ]
    assert bounces.take(other) == bounces.Tally(passed=len(other))
    assert not ReturnedAddress.objects.exists()


def test_hostile_messages_are_left_out_and_counted(server: Mailbox, receiver: Any) -> None:
    row = told(receiver)
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    hostile = [
        b"",
        b"\x00" * 5000,
        bytes(range(256)) * 40,
        b"x" * (bounces.LARGEST + 1),
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: message/delivery-status; charset=\xff\n\nAction: failed\nStatus: \xff5.1.1\n",
        deep,
        report(row.pk).replace(b"text/rfc822-headers", b"text/rfc822-headers; charset=no-such"),
        report(to="a" * 100_000 + ";" * 1000),
        report(date="Mon, 99 Foo 99999999999 99:99:99 +9999"),
        report().replace(
            b"\nFinal", b"\nFinal-Recipient: rfc822; a@b.no\nAction: failed\nStatus: 5.1.1\n\n" * 5000 + b"Final"
        ),
    ]
    tally = bounces.take([*hostile, report(row.pk)])
    assert (tally.marked, tally.passed + tally.unreadable) == (1, len(hostile))
    assert tally.unreadable >= 1
    assert failures() == [1]


def test_folder_file_and_mbox_give_their_messages(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "mail" / name).mkdir(parents=True)
        (tmp_path / "mail" / name / "1").write_bytes(name.encode())
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "a.eml").write_bytes(b"Subject: a\n\na\n")
    (plain / "link").symlink_to("/dev/zero")
    heap = tmp_path / "heap"
    heap.write_bytes(b"From a@b.no Mon Jan  1 00:00:00 2026\nSubject: 1\n\n1\n\nFrom a@b.no Mon\nSubject: 2\n\n2\n")
    assert sorted(_messages(str(tmp_path / "mail"))) == [b"cur", b"new"]
    assert list(_messages(str(plain))) == [b"Subject: a\n\na\n"]
    assert list(_messages(str(plain / "a.eml"))) == [b"Subject: a\n\na\n"]
    assert [each.split()[1] for each in _messages(str(heap))] == [b"1", b"2"]


def test_administrators_are_told_once_and_the_neighbour_is_not(house: House) -> None:
    contact = house.contact.user
    for _time in range(2):
        returned.count(returned.digest_of(contact.email), contact.pk)
    assert [organisations.tell_of_returned_mail() for _round in range(2)] == [1, 0]
    told_to = set(Note.objects.filter(code="mail_returned").values_list("user_id", flat=True))
    assert told_to == {house.administrator.user.pk, house.second_administrator.user.pk}
    assert returned.among([contact.email, house.stranger.user.email]) == {contact.email}


def test_state_tells_what_waits_and_since_when(server: Mailbox, receiver: Any) -> None:
    assert state() == State(waiting=0, oldest=None, gathering=0, failed=0, failed_lately=0, shut=0)
    notifications.notify(Actor(uuid4(), uuid4()), [receiver.pk], "meeting_due", "/moter/1/")
    Outbox.objects.create(user_id=receiver.pk, kind="routines", next_try_at=None, digest_at=clock.now())
    start = clock.now()
    with clock.frozen(start + timedelta(minutes=59)):
        assert not state().stuck
    with clock.frozen(start + timedelta(minutes=61)):
        assert (state().stuck, state().waiting, state().gathering) == (True, 1, 1)
        server.no_such_address = True
        deliver_due()
        assert (state().waiting, state().oldest, state().failed_lately) == (0, None, 1)
    with clock.frozen(start + timedelta(days=2)):
        assert (state().failed, state().failed_lately) == (1, 0)
