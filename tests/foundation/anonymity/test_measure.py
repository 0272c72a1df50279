"""The figures of docs/anonymity.md: recall of person names and precision of marks on others' text."""

from __future__ import annotations

from pathlib import Path

import pytest

from avklar.foundation.anonymity.measure import from_conllu, main, measure, read

DATA = Path(__file__).parent / "data"


def _lines(*names: str) -> list[str]:
    return [line for name in names for line in [*(DATA / name).read_text(encoding="utf-8").splitlines(), ""]]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_person_names_are_found(language: str) -> None:
    figures = measure(_lines(f"norne_seen_{language}.txt", f"norne_unseen_{language}.txt"))
    assert figures.persons >= 30
    assert figures.recall >= 0.95, figures.missed


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_marks_are_on_real_names(language: str) -> None:
    figures = measure(_lines(f"norne_seen_{language}.txt", f"norne_unseen_{language}.txt"))
    assert figures.marks >= 40
    assert figures.precision >= 0.95, figures.wrong


def test_read_gives_places_of_persons_and_names() -> None:
    assert read("{Kari} bor i [Lom].") == ("Kari bor i Lom.", [(0, 4)], [(0, 4), (11, 14)])


def test_a_missed_person_and_a_wrong_mark_are_counted() -> None:
    figures = measure(["her er {kua} og Kari"])
    assert (figures.recall, figures.precision) == (0.0, 0.0)
    assert (figures.missed, figures.wrong) == (["kua"], ["Kari"])


def test_conllu_becomes_annotated_lines() -> None:
    words = [
        ("Kari", "B-PER", ""),
        ("Moe", "I-PER", ""),
        ("bor", "O", ""),
        ("her", "O", "SpaceAfter=No|"),
        (".", "O", ""),
    ]
    lines = [f"{at}\t{word}\t_\t_\t_\t_\t0\t_\t_\t{space}name={tag}" for at, (word, tag, space) in enumerate(words, 1)]
    assert from_conllu(["# text = x", *lines, ""]) == ["{Kari Moe} bor her."]


def test_command_prints_a_row_per_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(DATA / "norne_seen_nb.txt")]) == 0
    assert "norne_seen_nb.txt" in capsys.readouterr().out


def test_command_without_files_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "CoNLL-U" in capsys.readouterr().err
