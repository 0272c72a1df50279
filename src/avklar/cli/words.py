"""The command line's words: bokmål, or another language of the house when the terminal asks for it.

Python's own gettext, so that `avklar --help` answers at once, without loading Django.
"""

from __future__ import annotations

from gettext import translation
from pathlib import Path

_LOCALE = Path(__file__).resolve().parent.parent / "locale"
_catalogue = translation("django", localedir=_LOCALE, fallback=True)


def gettext(sentence: str) -> str:
    """The sentence in the terminal's language (LANGUAGE, LC_ALL, LC_MESSAGES, LANG)."""
    return _catalogue.gettext(sentence)


def gettext_noop(sentence: str) -> str:
    """Marks a sentence that is translated where it is shown."""
    return sentence
