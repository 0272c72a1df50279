"""How a line of the log looks. It never holds what an exception says, nor a key that stands in an address."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

KEY = re.compile(r"[\w-]{40,}", re.ASCII)
"""One-time links and the like are longer than an id (36 characters), which may stand."""


class Formatter(logging.Formatter):
    """Where it went wrong and with which kind of exception.

    Its words are left out: a database tells which value was there already, Python which one it could not read.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, with keys taken out."""
        return KEY.sub("…", super().formatMessage(record))

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The stacks of the exception and of those it came from, the first one on top."""
        parts: list[str] = []
        problem, seen = ei[1], set[int]()
        while problem is not None and id(problem) not in seen:
            seen.add(id(problem))
            kind = f"{type(problem).__module__}.{type(problem).__qualname__}"
            parts.append("".join(traceback.format_tb(problem.__traceback__)) + kind)
            problem = problem.__cause__ or problem.__context__
        return "\n\n".join(reversed(parts))
