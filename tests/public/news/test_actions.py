"""Writing and publishing: editions that stay, two editors, scheduling by the clock, taking back, pictures, roles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Denied, Invalid, NotFound
from avklar.foundation.retention import engine
from avklar.people.organisations.models import Service
from avklar.public.comments.queries import discussion
from avklar.public.news import actions, queries
from avklar.public.news.models import Article, Edition, Picture, PictureFile
from avklar.public.news.states import Kind, State
from tests.cast import House
from tests.public.news.conftest import ASKED, EN, NB, NN, WORDS, add, image, show, take_back, write


def titles(language: str = "nb") -> list[str]:
    """What everybody sees."""
    return [each.title for each in queries.latest(10, language)]


def test_article_is_seen_when_it_is_published_and_its_address_then_stays(house: House, draft: UUID) -> None:
    assert titles() == []
    slug = show(house, draft)
    assert (slug, titles()) == ("kommunene-mottes-pa-hamar", [WORDS.title])
    add(house, draft, NB, 1, title="Et annet navn")
    assert titles() == [WORDS.title]
    assert show(house, draft) == slug
    assert titles() == ["Et annet navn"]


def test_editions_are_never_overwritten(house: House, draft: UUID) -> None:
    add(house, draft, NB, 1, body="Nytt.")
    card = queries.article(house.editor.actor(), draft)
    told = [(each.position, each.words.body, each.written_by) for each in card.variants[NB].editions]
    assert told == [(2, "Nytt.", "Arne Skogli"), (1, WORDS.body, "Gro Moan")]
    for change in (
        Edition.objects.all().delete,
        lambda: Edition.objects.update(body="x"),
        Article.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_second_editor_gets_a_conflict_and_a_second_click_nothing(house: House, draft: UUID) -> None:
    submission = clock.new_id()
    save = {"article_id": draft, "language": NB, "position": 1}
    for _click in range(2):
        actions.save(house.editor.actor(), words=WORDS, submission=submission, **save)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        actions.save(house.district_lead.actor(), words=WORDS, submission=clock.new_id(), **save)  # type: ignore[arg-type]
    add(house, draft, NN)
    with pytest.raises(Conflict):
        add(house, draft, NN)
    assert Edition.objects.count() == 3


def test_the_same_article_begun_twice_is_one(house: House) -> None:
    submission = clock.new_id()
    begun = {
        actions.begin(house.editor.actor(), kind=Kind.NEWS, language=NB, words=WORDS, submission=submission)
        for _click in range(2)
    }
    assert (len(begun), Article.objects.count(), Edition.objects.count()) == (1, 1, 1)


def test_scheduled_article_comes_by_the_clock_alone(house: House, draft: UUID) -> None:
    moment = clock.now() + timedelta(days=2)
    slug = show(house, draft, moment=moment)
    before, stamp = clock.now(), queries.stamp()
    with clock.frozen(moment - timedelta(seconds=1)):
        assert titles() == []
        with pytest.raises(NotFound):
            queries.standing(slug)
        assert (queries.stamp(), queries.next_turn(before)) == (stamp, moment)
    with clock.frozen(moment):
        assert titles() == [WORDS.title]
        assert queries.standing(slug).article == draft
        assert queries.stamp() != stamp


def test_moment_that_has_passed_and_languages_not_written_are_refused(house: House, draft: UUID) -> None:
    for wrong, field in (({"moment": clock.now()}, "day"), ({"languages": [EN]}, "languages")):
        with pytest.raises(Invalid) as refused:
            show(house, draft, **wrong)  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]


def test_what_changed_since_it_was_looked_at_is_not_published(house: House, draft: UUID) -> None:
    add(house, draft, NB, 1, title="Uferdig")
    with pytest.raises(Conflict):
        actions.publish(house.editor.actor(), article_id=draft, languages=[NB], version=1)
    for _click in range(2):
        actions.publish(house.editor.actor(), article_id=draft, languages=[NB], version=2)
    with pytest.raises(Conflict):
        actions.publish(house.district_lead.actor(), article_id=draft, languages=[NB], version=2)


def test_only_the_chosen_languages_are_published(house: House, draft: UUID) -> None:
    add(house, draft, NN, title="Kommunane møttest")
    show(house, draft, [NB])
    assert titles("nn") == [WORDS.title]
    show(house, draft, [NN])
    assert (titles("nn"), titles("en")) == (["Kommunane møttest"], [WORDS.title])


def test_withdrawn_article_is_gone_and_can_come_back(house: House, draft: UUID, slug: str) -> None:
    with pytest.raises(Invalid):
        take_back(house, draft, "  ")
    take_back(house, draft)
    assert (titles(), queries.everything()) == ([], [])
    found = queries.withdrawn(slug)
    assert found is not None
    assert found.reason == "Tallet var feil."
    with pytest.raises(Conflict):
        take_back(house, draft)
    assert show(house, draft) == slug
    assert queries.withdrawn(slug) is None


def test_same_title_gets_another_address(house: House, slug: str) -> None:
    assert show(house, write(house)) == f"{slug}-2"
    assert show(house, write(house, title="Redaksjon")) == "redaksjon-2"


def test_related_articles_are_shown_only_while_they_are_published(house: House, draft: UUID, slug: str) -> None:
    other, hidden = write(house, title="Den andre"), write(house, title="Skjult")
    show(house, other)
    add(house, draft, NB, 1, related=(str(other), str(hidden)))
    show(house, draft)

    def led_on_to() -> list[str]:
        return [each.title for each in queries.related(queries.reading(draft, "nb"), "nb")]

    stamp = queries.standing(slug).stamp
    assert led_on_to() == ["Den andre"]
    take_back(house, other)
    assert led_on_to() == []
    assert queries.standing(slug).stamp != stamp


def test_picture_is_kept_once_and_unused_ones_leave(house: House, draft: UUID) -> None:
    actor, content = house.editor.actor(), image()
    taken = {actions.take_picture(actor, content=content) for _time in range(2)}
    other = actions.take_picture(actor, content=image(colour="#b36a12"))
    (picture,) = taken
    add(house, draft, NB, 1, picture=picture, alt="En grønn flate", credit="Tegning: Avklar")
    with clock.frozen(clock.now() + timedelta(days=31)):
        engine.run()
    assert list(Picture.objects.values_list("pk", flat=True)) == [picture]
    assert set(PictureFile.objects.values_list("picture", flat=True)) == {picture}
    with pytest.raises(Invalid) as refused:
        add(house, draft, NB, 2, picture=other, alt="Borte", credit="Ingen")
    assert list(refused.value.fields) == ["file"]


@pytest.mark.parametrize(
    "key", ["teacher", "contact", "moderator", "administrator", "police_contact", "privacy_officer"]
)
def test_other_roles_write_nothing(house: House, draft: UUID, key: str) -> None:
    actor = getattr(house, key).actor()
    for verb, given in (
        (actions.begin, {"kind": Kind.NEWS, "language": NB, "words": WORDS, "submission": clock.new_id()}),
        (actions.save, {"article_id": draft, "language": NB, "words": WORDS, "position": 1, "submission": draft}),
        (actions.publish, {"article_id": draft, "languages": [NB], "version": 1}),
        (actions.withdraw, {"article_id": draft, "reason": "x", "version": 1}),
        (actions.take_picture, {"content": image()}),
        (queries.article, {"article_id": draft}),
    ):
        with pytest.raises(Denied):
            verb(actor, **given)  # type: ignore[operator]
    with pytest.raises(Denied):
        queries.desk(house.editor.actor(second_factor=False))


def test_editor_of_another_district_has_no_part_in_this_site(house: House, draft: UUID) -> None:
    Service.objects.filter(municipality=house.editor.organisation).delete()
    with pytest.raises(Denied):
        queries.article(house.editor.actor(), draft)


def test_draft_can_not_be_withdrawn_and_an_interview_keeps_its_pairs(house: House) -> None:
    interview = write(house, kind=Kind.INTERVIEW, body="", questions=ASKED)
    with pytest.raises(Conflict):
        take_back(house, interview)
    card = queries.article(house.editor.actor(), interview)
    assert (card.state, card.first.newest.words) == (State.DRAFT, replace(WORDS, body="", questions=ASKED))


def test_what_is_written_and_not_published_stays_in_the_newsroom(house: House, draft: UUID) -> None:
    add(house, draft, NN, title="Kommunane møttest")
    assert show(house, draft, [NN]) == "kommunane-mottest"
    assert discussion(draft).title == "Kommunane møttest"
    show(house, draft, [NB])
    add(house, draft, NB, position=1, title="Ikke ferdig")
    show(house, draft, [NN])
    assert discussion(draft).title == WORDS.title
