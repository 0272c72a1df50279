"""The language of a page: what was chosen, then the browser's, then the municipality's decision, then bokmål."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from avklar.foundation.ui import languages


@pytest.fixture(autouse=True)
def same_language_afterwards() -> Iterator[None]:
    before = translation.get_language()
    yield
    translation.activate(before)


TABLE = [
    # chosen, browser, decision, spoken
    ("en", "nn", "nb", "en"),
    ("nn", "en-US,en;q=0.9", "nb", "nn"),
    ("", "nn-NO,nn;q=0.9,en;q=0.5", "nb", "nn"),
    ("", "en-US,en;q=0.9", "nn", "en"),
    ("", "en;q=0.5,nb", "nn", "nb"),
    ("", "no,en;q=0.8", "nn", "nn"),
    ("", "no-NO,en;q=0.8", "neutral", "nb"),
    ("", "pl,de;q=0.8", "nn", "nn"),
    ("", "pl,en;q=0.8", "nn", "en"),
    ("", "", "nn", "nn"),
    ("", "", "neutral", "nb"),
    ("", "*", "nn", "nn"),
    ("", "en;q=0, nn;q=0.1", "nb", "nn"),
    ("", "en;q=0", "nn", "nn"),
    ("xx", "nn", "nb", "nn"),
    ("", "nb;q=hello, ,;;", "nn", "nn"),
]


@pytest.mark.parametrize(("chosen", "browser", "decision", "spoken"), TABLE)
def test_language_is_the_first_that_is_known(chosen: str, browser: str, decision: str, spoken: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": browser} if browser else {})
    if chosen:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
    languages.LanguageMiddleware(lambda _request: None).process_request(request)  # type: ignore[arg-type, return-value]
    languages.follow_decision(request, decision)
    assert translation.get_language() == request.LANGUAGE_CODE == spoken
