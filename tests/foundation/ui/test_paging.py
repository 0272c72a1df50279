"""A page of a list, and the addresses of those beside it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from avklar.foundation.ui.components import Pager
from avklar.foundation.ui.paging import paged

LINES = list(range(1, 48))  # five pages of ten


@pytest.mark.parametrize(
    ("asked", "number", "pager"),
    [
        ("", 1, Pager(next="?side=2", last="?side=5", says="Side 1 av 5")),
        ("?side=2", 2, Pager(previous="?side=1", next="?side=3", last="?side=5", says="Side 2 av 5")),
        ("?side=4", 4, Pager(first="?side=1", previous="?side=3", next="?side=5", says="Side 4 av 5")),
        ("?side=5", 5, Pager(first="?side=1", previous="?side=4", says="Side 5 av 5")),
        ("?side=99", 5, Pager(first="?side=1", previous="?side=4", says="Side 5 av 5")),
        ("?side=-1", 5, Pager(first="?side=1", previous="?side=4", says="Side 5 av 5")),
        ("?side=x", 1, Pager(next="?side=2", last="?side=5", says="Side 1 av 5")),
    ],
)
def test_page_that_is_asked_for_and_the_way_on(rf: RequestFactory, asked: str, number: int, pager: Pager) -> None:
    page, beside = paged(rf.get("/" + asked), LINES, 10)
    assert list(page) == LINES[(number - 1) * 10 : number * 10]
    assert beside == pager


def test_other_parameters_stay_and_a_second_list_has_its_own(rf: RequestFactory) -> None:
    request = rf.get("/", {"q": "å&side=3", "side": "2"})
    _page, pager = paged(request, LINES, 40, name="gamle", heading="gamle")
    assert pager.next == "?q=%C3%A5%26side%3D3&side=2&gamle=2#gamle"


@pytest.mark.parametrize("lines", [(), (1,), tuple(range(10))])
def test_list_of_one_page_has_no_way_on(rf: RequestFactory, lines: tuple[int, ...]) -> None:
    page, pager = paged(rf.get("/?side=7"), lines, 10)
    assert (tuple(page), pager) == (lines, Pager())


def test_two_lists_of_a_page_are_told_apart_by_their_headings(rf: RequestFactory) -> None:
    for name in ("gamle", "nye"):
        _page, pager = paged(rf.get("/"), LINES, 10, name=name, heading=name)
        drawn = Template("{% load ui %}{% pager pager %}").render(Context({"pager": pager}))
        assert f'aria-labelledby="sider-{name} {name}"' in drawn
