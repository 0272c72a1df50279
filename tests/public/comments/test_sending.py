"""Sending around the hours, twice, too often, with hostile text; what the public sees, and what it may keep."""

from __future__ import annotations

from collections.abc import Callable
from configparser import ConfigParser
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.public.comments import actions, queries, rules
from avklar.public.comments.cards import Own, Settings
from avklar.public.comments.models import Comment, Entry, Report, Writer
from avklar.public.comments.rules import Closed
from avklar.public.comments.states import Ground, Held, Mode, Night, State
from tests.cast import House
from tests.public.comments.conftest import SENT, TEXT, at, confirms, only, sends

Write = Callable[..., actions.Outcome]
BOUNDARIES = [((21, 59, 59), True), ((22, 0, 0), False), ((7, 59, 59), False), ((8, 0, 0), True)]
SPRING = [
    (datetime(2027, 3, 27, 21, 59, 59, tzinfo=clock.OSLO), True),
    (datetime(2027, 3, 27, 22, 0, 0, tzinfo=clock.OSLO), False),
    (datetime(2027, 3, 28, 7, 59, 59, tzinfo=clock.OSLO), False),
    (datetime(2027, 3, 28, 8, 0, 0, tzinfo=clock.OSLO), True),
]
AUTUMN = [(moment.replace(month=10, day=moment.day + 3), opened) for moment, opened in SPRING]


def section(visitor: Client, talk: UUID) -> str:
    answer = visitor.get(reverse("comments:discussion", args=[talk]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_comment_is_taken_exactly_within_the_hours_also_when_the_clocks_change(talk: UUID, visitor: Client) -> None:
    nights = [(at(*time, day=2), opened) for time, opened in BOUNDARIES]
    for n, (moment, opened) in enumerate(nights + SPRING + AUTUMN):
        text = f"{TEXT} {n}"
        with clock.frozen(moment):
            assert queries.stamp(talk).endswith("open" if opened else "closed")
            cache.clear()
            answer = sends(visitor, talk, text=text)
        assert answer.status_code == (302 if opened else 409), moment
        assert Comment.objects.filter(text=text).exists() is opened
        if not opened:
            assert text in unescape(answer.content.decode())
            assert (answer.context["form"].errors, "tatt vare på" in str(answer.context["form"].said)) == ({}, True)


def test_queued_comment_waits_until_the_morning_for_reading(house: House, talk: UUID, known: Client) -> None:
    actions.change_settings(house.editor.actor(), settings=Settings(night=Night.QUEUE))
    with clock.frozen(at(22, day=1)):
        answer = sends(known, talk, text="Jeg lurer på når neste møte er.")
        assert answer.url.endswith("/natt/")
        assert "kl. 08:00" in known.get(answer.url).content.decode()
        row = Comment.objects.get(text__startswith="Jeg lurer")
        assert (row.state, row.held) == (State.WAITING, Held.NIGHT)
        assert "Legg i kø til kl. 08:00" in section(known, talk)


def test_comment_sent_in_time_and_confirmed_at_night_is_read_first(talk: UUID, known: Client) -> None:
    with clock.frozen(at(21, 59, 59, day=1)):
        other = Client(headers={"Sec-Fetch-Site": "same-origin"})
        assert sends(other, talk, text="Hvor får jeg vite mer?").url.endswith("/bekreft/")
    with clock.frozen(at(22, 5, day=1)):
        assert confirms(other).status_code == 302
    assert Comment.objects.get(text__startswith="Hvor").held == Held.NIGHT


def test_first_comment_is_confirmed_then_read_and_the_next_is_shown_at_once(
    house: House, talk: UUID, visitor: Client
) -> None:
    assert sends(visitor, talk).url.endswith("/bekreft/")
    assert (only().state, len(mail.outbox)) == (State.UNCONFIRMED, 1)
    assert TEXT not in mail.outbox[0].body
    confirms(visitor)
    assert (only().state, only().held) == (State.WAITING, Held.FIRST)
    actions.publish(house.moderator.actor(), comment_id=only().pk, version=1)
    assert TEXT in section(visitor, talk)
    assert sends(visitor, talk, text="Takk for svaret.").url.endswith("/ute/")
    assert sends(visitor, talk, text="Et nytt navn.", name="En Annen").url.endswith("/leses/")


def test_lost_mail_comes_again_but_not_for_a_second_click(talk: UUID, visitor: Client) -> None:
    for _click in range(2):
        sends(visitor, talk)
    assert len(mail.outbox) == 1
    with clock.frozen(clock.now() + timedelta(minutes=3)):
        sends(visitor, talk)
    assert (len(mail.outbox), Comment.objects.count()) == (2, 1)


def test_mail_goes_to_the_address_that_was_written(talk: UUID, visitor: Client) -> None:
    for email in (" Ola@Eksempel.example ", "ola@straße.example"):
        sends(visitor, talk, text=f"Hei fra {len(email)}", email=email)
    assert [message.to for message in mail.outbox] == [["ola@eksempel.example"], ["ola@straße.example"]]


def test_address_is_sealed_and_nothing_else_of_the_sender_is_stored(talk: UUID, visitor: Client) -> None:
    sends(visitor, talk)
    row = Writer.objects.get()
    stored = bytes(row.sealed) + bytes(row.digest) + repr(Comment.objects.values_list()).encode()
    assert b"eksempel" not in stored
    assert b"127.0.0.1" not in stored


def test_same_words_twice_are_one_comment_and_soon_after_elsewhere_refused(
    house: House, talk: UUID, known: Client
) -> None:
    answers = [sends(known, talk, text="Bra.").url for _click in range(2)]
    assert answers[0] == answers[1]
    assert Comment.objects.count() == 2
    other = clock.new_id()
    actions.open_discussion(house.editor.actor(), discussion_id=other, title="En annen sak", url="/aktuelt/annen/")
    for same in ("  bra!  ", "B\u200bra", "Bra\u00ad\ufeff"):
        refused = sends(known, other, text=same)
        assert refused.status_code == 422
        assert list(refused.context["form"].errors) == ["text"]


def test_much_within_an_hour_is_refused(house: House, write: Write, talk: UUID) -> None:
    actions.change_settings(house.editor.actor(), settings=Settings(most_an_hour=2))
    write("Den første")
    write("Den andre")
    with pytest.raises(Invalid):
        write("Den tredje")
    with clock.frozen(clock.now() + timedelta(hours=1, seconds=1)):
        assert write("Den tredje") == actions.Outcome.CONFIRM


HOSTILE = [
    ("text", ""),
    ("text", " \n\t "),
    ("text", "å" * 200_000),
    ("text", "null\x00byte"),
    ("text", "Se https://a.no https://b.no https://c.no"),
    ("name", ""),
    ("name", "Redaksjonen"),
    ("name", "Ｐolitiet i Innlandet"),
    ("name", "Redak\u200bsjonen"),
    ("name", "meg@her.no"),
    ("name", "x" * 61),
    ("email", "ingen"),
    ("email", "a@b\x00.no"),
]


def test_what_cannot_be_taken_is_told_at_its_field_with_everything_kept(talk: UUID, visitor: Client) -> None:
    for field, typed in HOSTILE:
        cache.clear()
        answer, other = sends(visitor, talk, **{field: typed}), "email" if field == "text" else "text"
        assert answer.status_code == 422, typed[:20]
        assert list(answer.context["form"].errors) == [field], typed[:20]
        assert answer.context["form"].data[other] == SENT[other]
    assert not Comment.objects.exists()


def test_hostile_words_are_shown_as_words(house: House, talk: UUID, known: Client) -> None:
    sends(known, talk, text='<script>alert(1)</script>\u202e"><img src=x onerror=y>\n\n\n\n{{ comments }}')
    page = known.get(reverse("comments:discussion", args=[talk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert "{{ comments }}" in page


def test_name_of_a_private_person_is_held_but_names_in_the_discussion_are_not(talk: UUID, known: Client) -> None:
    assert sends(known, talk, text="Naboen min, Per Olav Brekken, sier det samme.").url.endswith("/leses/")
    assert [each.held for each in Comment.objects.all() if each.held] == [Held.NAMES]
    assert sends(known, talk, text="Enig med Berit Nyløkken over her.").url.endswith("/ute/")
    assert sends(known, talk, text="Ring 911 23 456 om du vil vite mer.").url.endswith("/leses/")
    assert rules.finds("Kari Hansen tar feil.", ["Kari Nilsen", "Ola Hansen"])  # made of two others' names
    assert not rules.finds("Kari Nilsen tar feil.", ["Kari Nilsen", "Ola Hansen"])


def test_answers_go_one_level_deep_and_to_what_is_shown(
    talk: UUID, published: Comment, write: Write, house: House
) -> None:
    actions.answer(house.moderator.actor(), discussion_id=talk, parent_id=published.pk, text="Takk for det.")
    answer = Comment.objects.get(parent=published)
    assert [
        (line.text, [each.text for each in line.answers]) for line in queries.threads(queries.discussion(talk))
    ] == [(TEXT, ["Takk for det."])]
    with pytest.raises(Conflict):
        write("Svar på et svar", parent_id=answer.pk)
    with pytest.raises(NotFound):
        write("Svar på ingenting", parent_id=clock.new_id())


def test_flood_is_held_back_and_its_text_kept(talk: UUID, visitor: Client) -> None:
    answers = [sends(visitor, talk, text=f"Tekst nummer {n}", email=f"n{n}@eksempel.example") for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "Tekst nummer 10" in answers[-1].content.decode()


def test_nobodys_mailbox_is_filled(talk: UUID) -> None:
    statuses = []
    for n in range(7):
        stranger = Client(headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=f"10.0.0.{n}")
        statuses.append(sends(stranger, talk, text=f"Tekst nummer {n}").status_code)
    assert statuses == [302] * 6 + [429]


def test_own_cookie_does_not_fill_another_ones_mailbox(talk: UUID, known: Client) -> None:
    answers = [sends(known, talk, text=f"Tekst nummer {n}", email="offer@eksempel.example") for n in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429]
    assert sends(known, talk, text="Min egen tekst.").status_code == 302


def test_stranger_learns_nothing_of_an_address_and_changes_nothing_for_it(
    talk: UUID, published: Comment, visitor: Client
) -> None:
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"})
    with clock.frozen(clock.now() + timedelta(minutes=3)):
        for email in (SENT["email"], "annen@eksempel.example"):  # who wrote it, and who didn't
            assert sends(stranger, talk, email=email).url.endswith("/bekreft/")
        assert [message.to for message in mail.outbox] == [[SENT["email"]], ["annen@eksempel.example"]]
        assert sends(visitor, talk).url.endswith("/ute/")
    assert published.writer is not None
    assert published.writer.language == "nb"


ORIGINS: list[tuple[dict[str, str], bool]] = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "none"}, False),
    ({"Origin": "http://testserver"}, True),
    ({"Origin": "https://testserver"}, False),
    ({"Origin": "http://testserver.ond.example"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": "http://[ond"}, False),
    ({}, False),
]


def test_post_is_taken_from_our_own_pages_alone(talk: UUID) -> None:
    for n, (headers, taken) in enumerate(ORIGINS):
        cache.clear()
        text = f"{TEXT} {n}"
        answer = sends(Client(enforce_csrf_checks=True, headers=headers), talk, text=text)
        assert answer.status_code == (302 if taken else 400), headers
        assert Comment.objects.filter(text=text).exists() is taken
        assert taken or text not in answer.content.decode()


def test_page_sets_no_cookie_and_is_the_same_for_everybody(talk: UUID, published: Comment) -> None:
    url = reverse("comments:discussion", args=[talk])
    pages = [Client().get(url) for _reader in range(2)]
    assert pages[0].content == pages[1].content
    assert not pages[0].cookies
    assert b"csrf" not in pages[0].content


def test_state_says_when_it_turns_in_one_query_of_the_room(talk: UUID) -> None:
    with (
        clock.frozen(at(21, 59, 59, day=1)),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        said = Client().get(reverse("comments:state", args=[talk])).json()
    assert (said["kind"], said["takes"], said["button"]) == ("open", True, "Send kommentaren")
    assert said["until"] - said["now"] == 1000
    assert sum("comments_" in each["sql"] for each in asked.captured_queries) == 1
    with clock.frozen(at(22, day=1)):
        said = Client().get(reverse("comments:state", args=[talk])).json()
        assert (said["kind"], said["takes"]) == ("closed", False)
        assert said["until"] - said["now"] == 10 * 3600 * 1000
        assert "Det åpner kl. 08:00" in said["notice"]
        assert queries.until(talk) == at(8, day=2)


def _stamps(talk: UUID, does: Callable[[], Any]) -> bool:
    before = queries.stamp(talk)
    does()
    return queries.stamp(talk) != before


def test_stamp_changes_for_everything_that_is_seen(house: House, talk: UUID, published: Comment) -> None:
    editor, moderator = house.editor.actor(), house.moderator.actor()
    with CaptureQueriesContext(connection) as asked:
        queries.stamp(talk)
    assert len(asked) == 1
    writer = published.writer_id
    assert _stamps(talk, lambda: actions.edit(writer_id=writer, comment_id=published.pk, text="Endret.", version=2))
    assert _stamps(talk, lambda: actions.answer(moderator, discussion_id=talk, parent_id=published.pk, text="Takk."))
    assert _stamps(talk, lambda: actions.take_down(moderator, comment_id=published.pk, version=3, rule=2))
    assert _stamps(talk, lambda: actions.withdraw(writer_id=writer, comment_id=published.pk))
    assert _stamps(talk, lambda: actions.change_settings(editor, settings=Settings(most_links=1)))
    assert _stamps(talk, lambda: actions.set_discussion(editor, discussion_id=talk, own=Own(mode=Mode.ENDED)))


def test_report_needs_no_account_and_keeps_nothing_of_who(talk: UUID, published: Comment, visitor: Client) -> None:
    url = reverse("comments:report", args=[talk, published.pk])
    assert "avk-note" not in visitor.get(url).content.decode()
    assert visitor.post(url, {"ground": "other", "note": ""}).status_code == 422
    with clock.frozen(at(3, day=2)):
        assert visitor.post(url, {"ground": Ground.THREAT, "note": ""}).status_code == 302
    row = Report.objects.get()
    assert {field.name for field in Report._meta.fields} == {
        "id",
        "comment",
        "ground",
        "note",
        "at",
        "closed_by",
        "remove_at",
    }
    assert (row.ground, Entry.objects.latest("at").user_id) == (Ground.THREAT, None)
    assert TEXT in section(visitor, talk)  # nobody silences anybody by reporting


def test_ended_and_switched_off_discussions_take_nothing(
    house: House, talk: UUID, write: Write, visitor: Client
) -> None:
    editor = house.editor.actor()
    actions.set_discussion(editor, discussion_id=talk, own=Own(mode=Mode.ENDED))
    with pytest.raises(Closed):
        write("For sent")
    assert "Diskusjonen er avsluttet." in section(visitor, talk)
    actions.set_discussion(editor, discussion_id=talk, own=Own(mode=Mode.OFF))
    for name in ("discussion", "state", "list", "write"):
        assert visitor.get(reverse(f"comments:{name}", args=[talk])).status_code == 404
    assert queries.counts([talk]) == {talk: 0}


def test_text_comes_back_whatever_was_closed_or_taken_down_meanwhile(
    house: House, talk: UUID, known: Client, published: Comment
) -> None:
    url, typed = reverse("comments:answer", args=[talk, published.pk]), SENT | {"text": "Et langt svar."}
    with clock.frozen(at(22, day=1)):
        closed = known.post(url, typed)
    assert (closed.status_code, f'action="{url}"' in closed.content.decode()) == (409, True)  # still an answer
    actions.take_down(house.moderator.actor(), comment_id=published.pk, version=2, rule=3)
    for posted, status in ((typed | {"email": "ingen"}, 422), (typed, 409)):
        answer = known.post(url, posted)
        assert (answer.status_code, "Et langt svar." in answer.content.decode()) == (status, True)
    assert known.get(url).status_code == 404
    actions.set_discussion(house.editor.actor(), discussion_id=talk, own=Own(mode=Mode.ENDED))
    ended = sends(known, talk, text="Enda en tekst.")
    assert (ended.status_code, "Enda en tekst." in ended.content.decode()) == (409, True)


def test_discussion_that_is_switched_off_counts_nothing(house: House, talk: UUID, published: Comment) -> None:
    assert queries.counts([talk]) == {talk: 1}
    actions.set_discussion(house.editor.actor(), discussion_id=talk, own=Own(mode=Mode.OFF))
    assert queries.counts([talk]) == {talk: 0}
    with pytest.raises(Closed):
        actions.edit(writer_id=published.writer_id, comment_id=published.pk, text="Endret.", version=2)


def test_comments_can_never_feed_concerns() -> None:
    """R16: the contract that CI checks is there, without a way around it."""
    contracts = ConfigParser()
    contracts.read(Path(settings.PACKAGE).parents[1] / ".importlinter")
    contract = contracts["importlinter:contract:open"]
    assert contract["type"] == "forbidden"
    assert "avklar.public" in contract["source_modules"].split()
    assert "avklar.followup" in contract["forbidden_modules"].split()
    assert set(contract) == {"name", "type", "source_modules", "forbidden_modules"}
