"""The district's own text of a course."""

from __future__ import annotations

from typing import Any

import pytest

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.network.competence import actions, queries, shipped
from avklar.network.competence.models import CourseText
from tests.cast import House

pytestmark = pytest.mark.django_db
FILE = "01-ett-tegn.md"
NEW = "---\ntitle: Vår egen side\n---\nSlik gjør vi det her.\n"


def write(house: House, **more: Any) -> None:
    """The lead changes a page."""
    given = {"code": "signs", "language": "nb", "file": FILE, "text": NEW, "version": 0, "submission": clock.new_id()}
    actions.write_page(house.district_lead.actor(), **(given | more))


def titles(house: House, key: str = "teacher") -> list[str]:
    """The pages as somebody finds them."""
    course = queries.editions(house.people[key].actor(), "nb")["signs"].course
    return [page.title for page in course.pages]


def test_changed_page_is_a_new_version_for_the_whole_district(house: House) -> None:
    before = titles(house)
    write(house)
    assert titles(house) == titles(house, "stranger") == ["Vår egen side", *before[1:]]
    assert [line.version for line in queries.versions(house.district_lead.actor(), "signs", "nb")] == [1]


def test_running_course_keeps_the_version_it_began_on(house: House) -> None:
    actor = house.teacher.actor()
    attempt_id = actions.begin(actor, code="signs", language="nb")
    write(house, version=1)
    assert queries.attempt(actor, attempt_id).course.pages[0].title == "Ett tegn er ikke et svar"
    other = actions.begin(house.other_teacher.actor(), code="signs", language="nb")
    assert queries.attempt(house.other_teacher.actor(), other).course.pages[0].title == "Vår egen side"


def test_shipped_text_that_was_renewed_is_written_down_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.begin(house.teacher.actor(), code="signs", language="nb")
    actions.begin(house.contact.actor(), code="signs", language="nb")
    assert CourseText.objects.count() == 1
    renewed = tuple((name, NEW if name == FILE else text) for name, text in shipped.sources("signs", "nb"))
    monkeypatch.setattr(shipped, "sources", lambda code, language: renewed)
    begun = actions.begin(house.other_teacher.actor(), code="signs", language="nb")
    assert queries.attempt(house.other_teacher.actor(), begun).course.pages[0].title == "Vår egen side"
    assert list(CourseText.objects.order_by("position").values_list("position", "shipped")) == [(1, True), (2, True)]


def test_district_goes_back_to_the_shipped_text(house: House) -> None:
    before = titles(house)
    write(house)
    once = clock.new_id()
    for _twice in range(2):
        actions.follow_shipped(house.district_lead.actor(), code="signs", language="nb", version=1, submission=once)
    assert titles(house) == before
    assert CourseText.objects.count() == 2


def test_second_of_two_writers_is_told_and_a_double_click_is_one_version(house: House) -> None:
    once = clock.new_id()
    for _twice in range(2):
        write(house, submission=once)
    with pytest.raises(Conflict):
        write(house)
    assert CourseText.objects.count() == 1


def test_page_that_can_not_be_read_is_not_saved(house: House) -> None:
    for text in ("", "\x00", "x" * 200_000, "uten strek", NEW + "\n? Hva?\n", NEW + "ring 91 23 45 67"):
        with pytest.raises(Invalid) as problem:
            write(house, text=text)
        assert "text" in problem.value.fields
    with pytest.raises(Invalid) as problem:
        write(house, text=NEW + "\n? Hva?\n+ Ja\n")
    assert f"{FILE}, linje 7" in str(problem.value.fields["text"])
    for wrong in ({"file": "x"}, {"code": "x"}, {"language": "en"}):
        with pytest.raises(NotFound):
            write(house, **wrong)
    assert not CourseText.objects.exists()
