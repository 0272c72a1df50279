"""Measures the text check on annotated text: ``python -m avklar.foundation.anonymity.measure [-v] FILE…``.

A file is either CoNLL-U with ``name=B-PER`` and the like in the last column (NorNE), or plain text: one sentence a
line, an empty line between passages, persons in ``{braces}`` and all other names in ``[brackets]``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .kinds import Kind
from .text import find


@dataclass(slots=True)
class Figures:
    """Counts over the sentences read; ``missed`` and ``wrong`` hold the words."""

    sentences: int = 0
    persons: int = 0
    found: int = 0
    as_names: int = 0
    marks: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of person names of which every word is marked."""
        return self.found / self.persons if self.persons else 1.0

    @property
    def precision(self) -> float:
        """Share of marks that lie on an annotated name or are an identifier or date by their form."""
        return self.right / self.marks if self.marks else 1.0


def read(line: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The plain sentence, the persons' places and all names' places of an annotated line."""
    plain: list[str] = []
    persons: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    start = 0
    for char in line:
        if char in "{[":
            start = len(plain)
        elif char in "}]":
            names.append((start, len(plain)))
            if char == "}":
                persons.append((start, len(plain)))
        else:
            plain.append(char)
    return "".join(plain), persons, names


def measure(lines: Iterable[str]) -> Figures:
    """Recall and precision over annotated ``lines``, read passage by passage as a user's text is; ``#`` is a remark."""
    figures = Figures()
    passage: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            passage.append(line.rstrip("\n"))
        elif passage:
            figures.sentences += len(passage)
            _add(figures, "\n".join(passage))
            passage = []
    return figures


def from_conllu(lines: Iterable[str]) -> list[str]:
    """The annotated lines of a CoNLL-U file, about ten sentences a passage."""
    passages: list[str] = []
    words: list[str] = []
    sentences = 0
    for line in lines:
        if line.startswith("#"):
            continue
        if line.strip():
            words.append(line)
        elif words:
            passages.append(_sentence(words))
            words = []
            sentences += 1
            if sentences % 10 == 0:
                passages.append("")
    return passages


def _sentence(words: list[str]) -> str:
    text, closing = "", ""
    for word in words:
        columns = word.split("\t")
        tag = columns[9].partition("name=")[2] or "O"
        if not tag.startswith("I-") and closing:
            text = text.rstrip(" ") + closing + (" " if text.endswith(" ") else "")
            closing = ""
        if tag.startswith("B-"):
            text += "{" if tag == "B-PER" else "["
            closing = "}" if tag == "B-PER" else "]"
        text += columns[1].translate({ord(sign): None for sign in "{}[]"})
        text += "" if "SpaceAfter=No" in columns[9] else " "
    return text.rstrip(" ") + closing


_BY_FORM = {Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.BIRTH_DATE}


def _add(figures: Figures, line: str) -> None:
    text, persons, names = read(line)
    finds = find(text)
    for start, end in persons:
        figures.persons += 1
        covering = [one for one in finds if one.start < end and start < one.end]
        marked = {place for one in covering for place in range(one.start, one.end)}
        if all(place in marked or not text[place].isalnum() for place in range(start, _core(text, start, end))):
            figures.found += 1
            figures.as_names += any(one.kind == Kind.NAME for one in covering)
        else:
            figures.missed.append(text[start:end])
    for one in finds:
        figures.marks += 1
        if one.kind in _BY_FORM or any(start < one.end and one.start < end for start, end in names):
            figures.right += 1
        else:
            figures.wrong.append(one.text)


def _core(text: str, start: int, end: int) -> int:
    """The end without a genitive's apostrophe."""
    return end - 1 if end > start and text[end - 1] in "'’" else end


def main(paths: list[str]) -> int:
    """Print a row per file; 2 without files."""
    out = sys.stdout
    if not paths:
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    out.write(
        f"{'file':28} {'sentences':>9} {'persons':>8} {'recall':>7} {'as name':>8} {'marks':>6} {'precision':>9}\n"
    )
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        figures = measure(from_conllu(lines) if path.endswith(".conllu") else lines)
        as_names = figures.as_names / figures.persons if figures.persons else 1.0
        out.write(
            f"{Path(path).name:28} {figures.sentences:9} {figures.persons:8} {figures.recall:7.1%} {as_names:8.1%} "
            f"{figures.marks:6} {figures.precision:9.1%}\n"
        )
        if "-v" in sys.argv:
            out.write(f"  missed: {figures.missed}\n  wrong: {figures.wrong}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main([argument for argument in sys.argv[1:] if argument != "-v"]))
