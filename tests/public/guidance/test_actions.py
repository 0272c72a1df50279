"""The district's own text: versions, back to what is shipped, the yearly look, and who is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.access.scope import scope
from avklar.foundation.journal.models import Entry
from avklar.foundation.notifications.models import Note
from avklar.public.guidance import actions, queries, shipped
from avklar.public.guidance.cards import Edition
from avklar.public.guidance.models import PageReview, PageVersion
from avklar.public.guidance.states import Language
from tests.cast import House

NB = Language.BOKMAAL
OURS = "# Våre tegn\n\nSlik sier vi det her.\n\n## Mer\n\nSpør oss.\n"


def write(
    house: House,
    text: str = OURS,
    *,
    version: int = 0,
    who: str = "editor",
    slug: str = "tegn",
    once: UUID | None = None,
) -> None:
    """Somebody publishes a text."""
    actor = house.people[who].actor()
    actions.write(actor, slug=slug, language=NB, text=text, version=version, submission=once or clock.new_id())


def as_read(house: House, slug: str = "tegn", language: Language = NB) -> Edition:
    """The page as everybody reads it."""
    return queries.edition(queries.site_id(), slug, language)


def test_text_of_the_district_is_read_and_the_other_languages_stay(house: House) -> None:
    write(house)
    assert (as_read(house).page.title, as_read(house).ours, as_read(house).version) == ("Våre tegn", True, 1)
    assert as_read(house, language=Language.NYNORSK).text == shipped.text("tegn", Language.NYNORSK)
    assert as_read(house, "til-ungdom").ours is False


def test_lead_and_editor_write_for_the_same_district(house: House) -> None:
    write(house)
    write(house, OURS.replace("her", "hos oss"), version=1, who="district_lead")
    assert [(each.position, each.written_by) for each in queries.versions(house.editor.actor(), "tegn", NB)] == [
        (2, "Arne Skogli"),
        (1, "Gro Moan"),
    ]


def test_two_editors_the_second_is_told(house: House) -> None:
    write(house)
    with pytest.raises(Conflict):
        write(house, OURS + "Mer.", version=0, who="district_lead")
    assert as_read(house).text == OURS


def test_sent_twice_is_one(house: House) -> None:
    once = clock.new_id()
    write(house, once=once)
    write(house, once=once)
    assert PageVersion.objects.count() == 1


def test_versions_are_never_overwritten(house: House) -> None:
    write(house)
    actions.review(house.editor.actor(), slug="tegn", language=NB, version=1)
    for rows in (PageVersion.objects.all(), PageReview.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(language=Language.ENGLISH)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_back_to_the_shipped_text_keeps_what_was_written(house: House) -> None:
    write(house)
    editor = house.editor.actor()
    actions.follow_shipped(editor, slug="tegn", language=NB, version=1, submission=clock.new_id())
    assert (as_read(house).text, as_read(house).version) == (shipped.text("tegn", NB), 2)
    assert [each.ours for each in queries.versions(editor, "tegn", NB)] == [False, True]
    with pytest.raises(Conflict):
        actions.follow_shipped(editor, slug="tegn", language=NB, version=2, submission=clock.new_id())


@pytest.mark.parametrize("who", ["contact", "teacher", "moderator", "administrator", "police_contact"])
def test_others_than_editors_are_refused(house: House, who: str) -> None:
    actor = house.people[who].actor()
    calls = (
        lambda: write(house, who=who),
        lambda: actions.follow_shipped(actor, slug="tegn", language=NB, version=0, submission=clock.new_id()),
        lambda: actions.review(actor, slug="tegn", language=NB, version=0),
        lambda: queries.desk(actor),
        lambda: queries.versions(actor, "tegn", NB),
    )
    for call in calls:
        with pytest.raises(Denied):
            call()


def test_unknown_page_and_bad_text_are_refused(house: House) -> None:
    with pytest.raises(NotFound):
        write(house, slug="finnes-ikke")
    with pytest.raises(Invalid):
        write(house, "uten tittel")
    assert PageVersion.objects.count() == 0


def test_review_holds_for_a_year_and_twice_a_day_is_once(house: House) -> None:
    editor = house.editor.actor()
    assert queries.at_desk(editor, "tegn", NB).review_due is None
    for _click in range(2):
        actions.review(editor, slug="tegn", language=NB, version=0)
    assert queries.at_desk(editor, "tegn", NB).review_due == clock.today() + timedelta(days=365)
    assert PageReview.objects.count() == 1
    write(house)
    with pytest.raises(Conflict):
        actions.review(editor, slug="tegn", language=NB, version=0)


def test_editors_are_reminded_once_a_month_before(house: House) -> None:
    write(house)
    district = house.organisation("innlandet").pk
    assert actions.remind(district) == 0
    with clock.frozen(clock.now() + timedelta(days=340)):
        assert (actions.remind(district), actions.remind(district)) == (1, 0)
    told = set(Note.objects.filter(code="guidance_review").values_list("user_id", flat=True))
    assert told == {house.editor.user.pk, house.district_lead.user.pk}


def test_what_was_done_stands_in_the_journal(house: House) -> None:
    write(house)
    actions.review(house.editor.actor(), slug="tegn", language=NB, version=1)
    with scope(house.editor.organisation.pk):
        rows = list(Entry.objects.filter(kind="guidance").order_by("number").values_list("verb", flat=True))
    assert rows == ["published", "reviewed"]
