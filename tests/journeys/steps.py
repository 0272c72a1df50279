"""given, when and then: the words of a journey, and what a failing step is called in the report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


def given(what: str) -> AbstractContextManager[None]:
    """`with given("a teacher who is worried"):` what is there before."""
    return _step("Given", what)


def when(what: str) -> AbstractContextManager[None]:
    """`with when("she sends her worry"):` what somebody does."""
    return _step("When", what)


def then(what: str) -> AbstractContextManager[None]:
    """`with then("she gets a receipt"):` what must be seen now."""
    return _step("Then", what)


@contextmanager
def _step(word: str, what: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        error.add_note(f"{word} {what}")
        raise
