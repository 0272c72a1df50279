"""One view serves page and fragment."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from avklar.foundation.ui.components import Pager
from avklar.foundation.ui.fragments import show

PAGE, FRAGMENT = "ui/plain_error.html", "ui/pager.html"
CONTEXT = {"pager": Pager(next="/n/"), "status": 404, "title": "x", "sentence": "y", "action": "z"}


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_htmx_gets_the_part_and_others_the_page(rf: RequestFactory, headers: dict[str, str], whole: bool) -> None:
    request = rf.get("/", headers=headers)
    answer = show(request, PAGE, FRAGMENT, CONTEXT)
    assert ("<html" in answer.content.decode()) is whole
    assert "HX-Request" in answer.headers["Vary"]
