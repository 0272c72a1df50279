"""The writer's own, the moderators' desk, complaints to another, the settings, what is kept how long, and roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry as Journalled
from avklar.foundation.notifications.models import Note
from avklar.foundation.retention import engine
from avklar.people.organisations.models import Service
from avklar.public.comments import actions, links, queries, wording
from avklar.public.comments.cards import Own, Settings
from avklar.public.comments.hours import Hours, Span, every_day
from avklar.public.comments.models import Comment, Complaint, Discussion, Entry, MailLink, Report, Writer
from avklar.public.comments.states import Ground, Held, Mode, Night, State, Verb, Verdict
from tests.cast import House
from tests.leafing import leafed
from tests.public.comments.conftest import LINK, TEXT, at, confirms, only, sends

ClientAs = Callable[..., Client]


def taken_down(house: House, comment: Comment) -> Comment:
    actions.take_down(house.moderator.actor(), comment_id=comment.pk, version=comment.version, rule=2)
    comment.refresh_from_db()
    return comment


def test_link_works_once_and_only_by_a_button(talk: UUID, visitor: Client) -> None:
    sends(visitor, talk)
    url = reverse("comments:link", args=[LINK.findall(str(mail.outbox[-1].body))[0]])
    assert visitor.get(url).status_code == 200
    assert only().state == State.UNCONFIRMED
    assert visitor.post(url).url == reverse("comments:mine")
    assert [visitor.get(url).status_code, visitor.post(url).status_code] == [409, 409]
    assert visitor.get(reverse("comments:link", args=["x" * 43])).status_code == 404
    cookie = visitor.cookies[links.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/kommentarer/", True, "Lax")
    assert bytes(MailLink.objects.get().digest) not in url.encode()


def test_forged_cookie_opens_nothing(talk: UUID, published: Comment) -> None:
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    signed = links.sealed(published.writer_id)
    for value in (
        "",
        published.writer_id.hex,
        signed[:-1] + ("A" if signed[-1] != "A" else "B"),
        f"{'0' * 32}{signed[32:]}",
    ):
        stranger.cookies[links.COOKIE] = value
        assert TEXT not in unescape(stranger.get(reverse("comments:mine")).content.decode())
        for name in ("edit", "withdraw", "complain"):
            assert stranger.post(reverse(f"comments:{name}", args=[published.pk])).status_code == 404


def test_writer_sees_and_changes_own_alone(talk: UUID, known: Client, published: Comment) -> None:
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    sends(other, talk, email="ola@eksempel.example", name="Ola Stensrud", text="Noe annet")
    confirms(other)
    assert TEXT in unescape(known.get(reverse("comments:mine")).content.decode())
    assert other.get(reverse("comments:edit", args=[published.pk])).status_code == 404
    url = reverse("comments:edit", args=[published.pk])
    assert known.post(url, {"text": "Endret tekst", "version": "1"}).status_code == 409
    assert known.post(url, {"text": "Endret tekst", "version": "2"}).status_code == 302
    published.refresh_from_db()
    assert (published.text, published.state, published.edited_at) == ("Endret tekst", State.PUBLISHED, clock.now())
    known.post(url, {"text": "Nå om Per Olav Brekken i nabolaget.", "version": "3"})
    published.refresh_from_db()
    assert (published.state, published.held) == (State.WAITING, Held.NAMES)


def test_change_is_checked_as_if_it_were_new(house: House, talk: UUID, known: Client, published: Comment) -> None:
    moderator, writer = house.moderator.actor(), published.writer_id
    assert writer is not None
    other = clock.new_id()
    actions.open_discussion(house.editor.actor(), discussion_id=other, title="En annen sak", url="/aktuelt/annen/")
    sends(known, other, text="Noe helt annet.")
    row = Comment.objects.get(discussion_id=other)
    with pytest.raises(Invalid):  # the same words as below the first article
        actions.edit(writer_id=writer, comment_id=row.pk, text=published.text, version=row.version)
    actions.take_down(moderator, comment_id=row.pk, version=row.version, rule=3)
    done = actions.edit(writer_id=writer, comment_id=published.pk, text="Det samme en gang til.", version=2)
    assert done == actions.Outcome.READ  # whoever was taken down last is read first, here too


def test_answers_stand_while_what_they_answer_is_read_anew_and_after(
    house: House, talk: UUID, known: Client, published: Comment
) -> None:
    moderator, page = house.moderator.actor(), reverse("comments:discussion", args=[talk])
    actions.answer(moderator, discussion_id=talk, parent_id=published.pk, text="Takk for det.")
    assert published.writer_id is not None
    about = "Naboen min, Per Olav Brekken, sier det samme."
    actions.edit(writer_id=published.writer_id, comment_id=published.pk, text=about, version=2)
    shown = known.get(page).content.decode()
    assert ("Takk for det." in shown, "Brekken" in shown, "Venter på å bli lest." in shown) == (True, False, True)
    actions.take_down(moderator, comment_id=published.pk, version=3, rule=2)
    shown = known.get(page).content.decode()
    assert ("Takk for det." in shown, "Brekken" in shown, "etter regel 2" in shown) == (True, False, True)


def test_change_that_needs_no_reading_any_more_is_logged_as_published(talk: UUID, known: Client) -> None:
    sends(known, talk, text="Naboen min, Per Olav Brekken, sier det samme.")
    row = Comment.objects.get(state=State.WAITING)
    known.post(reverse("comments:edit", args=[row.pk]), {"text": "Naboen min sier det samme.", "version": row.version})
    verbs = Entry.objects.filter(comment_id=row.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["edited", "published", "wrote"]


def test_what_readers_said_of_a_comment_leaves_with_its_words(talk: UUID, published: Comment) -> None:
    actions.report(discussion_id=talk, comment_id=published.pk, ground=Ground.OTHER, note=published.text)
    assert published.writer_id is not None
    actions.withdraw(writer_id=published.writer_id, comment_id=published.pk)
    assert Report.objects.get().note == ""


def test_writer_deletes_at_night_but_changes_by_day(talk: UUID, known: Client, published: Comment) -> None:
    with clock.frozen(at(2, day=2)):
        answer = known.post(reverse("comments:edit", args=[published.pk]), {"text": "Nattlig tekst", "version": "2"})
        assert answer.status_code == 409
        assert "Nattlig tekst" in answer.content.decode()
        assert known.post(reverse("comments:withdraw", args=[published.pk])).status_code == 302
    published.refresh_from_db()
    assert (published.state, published.text, published.name) == (State.WITHDRAWN, "", "")
    assert queries.threads(queries.discussion(talk)) == []


def test_writer_is_told_that_a_change_at_night_waits_where_the_site_queues(
    house: House, talk: UUID, known: Client, published: Comment
) -> None:
    warning = "blir den borte fra siden til vi har lest den"
    url = reverse("comments:edit", args=[published.pk])
    actions.change_settings(house.editor.actor(), settings=Settings(night=Night.QUEUE))
    assert warning not in known.get(url).content.decode()
    with clock.frozen(at(2, day=2)):
        assert warning in known.get(url).content.decode()
        assert known.post(url, {"text": "Nattlig tekst", "version": "2"}).status_code == 302
    published.refresh_from_db()
    assert (published.state, published.text) == (State.WAITING, "Nattlig tekst")
    assert warning not in known.get(url).content.decode()


def test_link_to_the_own_comments_goes_to_whoever_has_confirmed_and_tells_nobody_else(
    talk: UUID, known: Client
) -> None:
    stranger, url = Client(headers={"Sec-Fetch-Site": "same-origin"}), reverse("comments:mine")
    pages = [
        stranger.post(url, {"email": email}).content for email in ("berit@eksempel.example", "ingen@eksempel.example")
    ]
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["berit@eksempel.example"]]
    confirms(stranger)
    assert TEXT in unescape(stranger.get(url).content.decode())
    stranger.post(reverse("comments:forget"))
    assert TEXT not in unescape(stranger.get(url).content.decode())


def test_removal_gives_the_rule_tells_the_writer_and_stays_as_a_line(
    house: House, talk: UUID, published: Comment, client_as: ClientAs
) -> None:
    desk, url = client_as(house.moderator), reverse("comments:item", args=[published.pk])
    assert desk.post(url, {"do": "down", "version": "2", "rule": ""}).status_code == 422
    assert desk.post(url, {"do": "down", "version": "2", "rule": "99"}).status_code == 422
    stale = {"do": "down", "version": "2", "rule": "2", "rules_version": "7"}
    assert "Reglene er endret" in desk.post(url, stale, follow=True).content.decode()
    assert desk.post(url, {"do": "down", "version": "2", "rule": "2"}).status_code == 302
    page = unescape(Client().get(reverse("comments:discussion", args=[talk])).content.decode())
    assert TEXT not in page
    assert "etter regel 2: «Ikke skriv om privatpersoner»" in page
    assert "0 kommentarer, 1 er fjernet" in page
    assert "2. Ikke skriv om privatpersoner." in mail.outbox[-1].body
    assert LINK.search(str(mail.outbox[-1].body))
    line = Entry.objects.get(verb=Verb.REMOVED)
    assert (line.user_id, line.rule) == (house.moderator.user.pk, 2)
    with scope(house.moderator.organisation.pk):
        assert Journalled.objects.filter(verb="took-down", reason="rule-2", object_id=published.pk).count() == 1
    assert Writer.objects.get().known_at is None  # the next one is read first


def test_two_moderators_at_once(house: House, talk: UUID, visitor: Client, client_as: ClientAs) -> None:
    sends(visitor, talk)
    confirms(visitor)
    actions.publish(house.moderator.actor(), comment_id=only().pk, version=1)
    for verb, more in ((actions.publish, {}), (actions.take_down, {"rule": 1})):
        with pytest.raises(Conflict):
            verb(house.editor.actor(), comment_id=only().pk, version=1, **more)
    second = client_as(house.editor)
    answer = second.post(reverse("comments:item", args=[only().pk]), {"do": "publish", "version": "1"}, follow=True)
    assert "En annen har gjort noe med kommentaren" in answer.content.decode()
    assert "Nils Riise" in answer.content.decode()


def test_complaint_is_decided_by_another(house: House, talk: UUID, known: Client, published: Comment) -> None:
    taken_down(house, published)
    url = reverse("comments:complain", args=[published.pk])
    assert known.post(url, {"text": ""}).status_code == 422
    assert [known.post(url, {"text": "Jeg skrev bare om meg selv."}).status_code for _click in range(2)] == [302, 409]
    complaint = Complaint.objects.get()
    with pytest.raises(Denied):
        actions.decide(house.moderator.actor(), complaint_id=complaint.pk, verdict=Verdict.REFUSED)
    told = set(Note.objects.filter(code="comment_complaint").values_list("user_id", flat=True))
    assert house.moderator.user.pk not in told
    assert house.editor.user.pk in told
    actions.decide(house.editor.actor(), complaint_id=complaint.pk, verdict=Verdict.UPHELD)
    with pytest.raises(Conflict):
        actions.decide(house.district_lead.actor(), complaint_id=complaint.pk, verdict=Verdict.REFUSED)
    published.refresh_from_db()
    assert (published.state, published.remove_at) == (State.PUBLISHED, None)
    assert "medhold" in mail.outbox[-1].body


def test_database_refuses_that_one_decides_about_oneself(house: House, published: Comment) -> None:
    taken_down(house, published)
    actions.complain(writer_id=published.writer_id, comment_id=published.pk, text="Uenig.")
    against = Complaint.objects.get().against
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(decided_by=against, verdict=Verdict.REFUSED)


def test_log_is_append_only(published: Comment) -> None:
    for statement in ("UPDATE comments_entry SET rule = 9", "DELETE FROM comments_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_complaint_comes_too_late_after_three_weeks(house: House, published: Comment) -> None:
    taken_down(house, published)
    with clock.frozen(clock.now() + timedelta(days=21)), pytest.raises(Conflict):
        actions.complain(writer_id=published.writer_id, comment_id=published.pk, text="Uenig.")


def test_reported_comment_stands_until_somebody_has_read_it(
    house: House, talk: UUID, published: Comment, visitor: Client, client_as: ClientAs
) -> None:
    visitor.post(reverse("comments:report", args=[talk, published.pk]), {"ground": "threat", "note": "Se her"})
    desk = client_as(house.moderator)
    page = desk.get(reverse("comments:desk")).content.decode()
    assert "Se her" in page
    for _click in range(2):
        desk.post(reverse("comments:item", args=[published.pk]), {"do": "stand", "version": "2"})
    assert Entry.objects.filter(verb=Verb.LET_STAND).count() == 1
    assert "Ingenting venter på deg." in desk.get(reverse("comments:desk")).content.decode()


def test_many_reports_of_one_comment_are_counted_and_not_all_listed(
    house: House, talk: UUID, published: Comment, client_as: ClientAs
) -> None:
    for number in range(12):
        actions.report(discussion_id=talk, comment_id=published.pk, ground=Ground.OTHER, note=f"Nummer {number} her")
    said = client_as(house.moderator).get(reverse("comments:desk")).content.decode()
    assert (said.count("Nummer "), "Og 2 meldinger til." in said) == (10, True)


def test_texts_leave_at_their_dates_and_the_place_stays(
    house: House, talk: UUID, visitor: Client, published: Comment
) -> None:
    taken_down(house, published)
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    sends(other, talk, email="ola@eksempel.example", name="Ola Stensrud", text="Aldri bekreftet")
    with clock.frozen(clock.now() + timedelta(days=8)):
        engine.run()
    assert not Comment.objects.filter(text="Aldri bekreftet").exists()
    assert Writer.objects.count() == 1
    with clock.frozen(clock.now() + timedelta(days=91)):
        engine.run()
        assert "etter regel 2" in unescape(visitor.get(reverse("comments:discussion", args=[talk])).content.decode())
    published.refresh_from_db()
    assert (published.text, published.name, published.writer_id, published.once) == ("", "", None, None)


FORM = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "07:00–21:00"),
    **{"saturday": "stengt", "sunday": "hele døgnet", "holidays": "som ellers", "night": "queue", "closes_after": ""},
    **{"most_links": "1", "most_alike": "1", "most_an_hour": "5", "version": "0"},
    **{f"rules_{language}": "\n".join(lines) for language, lines in wording.shipped_rules().items()},
}


def test_settings_hold_at_once_for_every_discussion_and_two_editors_do_not_overwrite(
    house: House, talk: UUID, client_as: ClientAs
) -> None:
    editor, url = client_as(house.editor), reverse("comments:settings")
    assert editor.get(url).status_code == 200
    wrong = editor.post(url, FORM | {"monday": "åtte", "most_links": "99"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["monday"])
    assert editor.post(url, FORM | {"rules_nb": "Bare én"}).status_code == 422
    assert editor.post(url, FORM).status_code == 302
    card = queries.discussion(talk)
    assert (card.settings.version, card.settings.night, card.settings.rules) == (1, Night.QUEUE, {})
    assert card.hours.week[0] == Span(7 * 60, 21 * 60)
    assert card.hours.week[5] is None
    late = editor.post(url, FORM | {"monday": "10–12"})
    assert late.status_code == 409
    assert "10–12" in late.content.decode()
    assert "En annen har endret dette" in late.content.decode()


def test_rule_reads_as_it_did_when_it_was_used(house: House, talk: UUID, published: Comment) -> None:
    taken_down(house, published)
    rules = {language: ["En ny regel", "En til"] for language in ("nb", "nn", "en")}
    actions.change_settings(house.editor.actor(), settings=Settings(rules=rules))
    assert queries.threads(queries.discussion(talk))[0].rule_text == "Ikke skriv om privatpersoner."


def test_discussion_has_hours_of_its_own_and_ends_with_age(house: House, talk: UUID, client_as: ClientAs) -> None:
    own = FORM | {"mode": Mode.OPEN, "own_hours": "on", "closes_after": "3", "version": "1"}
    editor = client_as(house.editor)
    assert editor.get(reverse("comments:discussions")).status_code == 200
    assert editor.post(reverse("comments:set", args=[talk]), own).status_code == 302
    card = queries.discussion(talk)
    assert card.own.hours == Hours((*every_day(Span(420, 1260))[:5], None, Span(0, 1440)))
    with clock.frozen(at(23, 59, 59, day=4)):
        assert (
            not queries.stamp(talk).endswith("ended") or queries.discussion(talk).hours.state(clock.now()).open is False
        )
    with clock.frozen(at(0, day=5)):
        assert queries.stamp(talk).endswith("ended")
    assert editor.post(reverse("comments:set", args=[talk]), own).status_code == 409
    with pytest.raises(Invalid):
        actions.set_discussion(house.editor.actor(), discussion_id=talk, own=Own(closes_after=-1))


def test_scheduled_discussion_is_not_there_before_its_moment(house: House, talk: UUID) -> None:
    made = clock.new_id()
    given: dict[str, Any] = {"discussion_id": made, "title": "I morgen", "url": "/aktuelt/i-morgen/"}
    for opened_at in (at(9, day=3), at(10, day=2)):
        actions.open_discussion(house.editor.actor(), **given, opened_at=opened_at)
    with pytest.raises(NotFound):
        queries.discussion(made)
    assert queries.until(made) == at(10, day=2)
    with clock.frozen(at(10, day=2)):
        assert queries.discussion(made).title == "I morgen"


def test_roles_and_places(house: House, talk: UUID, published: Comment) -> None:
    editor, moderator = house.editor.actor(), house.moderator.actor()
    with pytest.raises(Denied):
        actions.change_settings(moderator, settings=Settings())
    for person in (house.contact, house.administrator, house.police_contact):
        with pytest.raises(Denied):
            queries.desk(person.actor())
    Service.objects.filter(municipality=house.organisation("alvdal")).delete()
    for outsider in (editor, moderator):
        with pytest.raises(Denied):
            queries.desk(outsider)
        with pytest.raises(Denied):
            actions.take_down(outsider, comment_id=published.pk, version=2, rule=1)
    lead = replace(house.district_lead.actor(), second_factor=False)
    with pytest.raises(Denied):
        actions.publish(lead, comment_id=published.pk, version=2)
    with pytest.raises(NotFound):
        actions.publish(house.district_lead.actor(), comment_id=clock.new_id(), version=1)


def test_oldest_discussion_can_be_set_however_many_there_are(house: House, talk: UUID, client_as: ClientAs) -> None:
    later = {"organisation": house.district_lead.organisation, "url": "/aktuelt/x/", "opened_at": at(13, day=1)}
    Discussion.objects.bulk_create(Discussion(title=f"Nyhet {n:03}.", **later) for n in range(120))
    editor = client_as(house.editor)
    pages = leafed(editor, reverse("comments:discussions"))
    assert len(pages) == 4
    assert [f"Nyhet {n:03}." in "".join(pages) for n in range(120)] == [True] * 120
    assert reverse("comments:set", args=[talk]) in pages[-1]
    ended = FORM | {"mode": Mode.OFF, "version": "1"}
    assert editor.post(reverse("comments:set", args=[talk]), ended).status_code == 302
    assert editor.get(reverse("comments:set", args=[clock.new_id()])).status_code == 404


def test_no_own_comment_is_beyond_reach_and_the_list_stays_flat(
    published: Comment, known: Client, django_assert_max_num_queries: Any
) -> None:
    Comment.objects.bulk_create(
        Comment(
            discussion_id=published.discussion_id,
            writer_id=published.writer_id,
            name=published.name,
            text=f"Ord {n:02}.",
            state=State.PUBLISHED,
        )
        for n in range(59)
    )
    with django_assert_max_num_queries(8):
        known.get(reverse("comments:mine"))
    pages = leafed(known, reverse("comments:mine"))
    assert len(pages) == 3
    assert [f"Ord {n:02}." in "".join(pages) for n in range(59)] == [True] * 59
    assert TEXT in "".join(pages)
