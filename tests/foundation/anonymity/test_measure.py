"""The figures of docs/anonymity.md: recall of person names and precision of marks on sentences written by others."""

from __future__ import annotations

from pathlib import Path

import pytest

from avklar.foundation.anonymity.measure import Figures, from_conllu, main, measure, read

HELD_OUT = Path(__file__).parent / "heldout"


def _figures(name: str) -> Figures:
    figures = measure((HELD_OUT / name).read_text(encoding="utf-8").splitlines())
    assert figures.sentences >= 100
    return figures


# The first set was measured blind once and then learned from: it keeps what was learned, it proves nothing new.
LEARNED = ["bokmaal.txt", "nynorsk.txt"]


@pytest.mark.parametrize("name", LEARNED)
def test_person_names_of_the_learned_set_are_found(name: str) -> None:
    figures = _figures(name)
    assert figures.recall >= 0.95, figures.missed


@pytest.mark.parametrize("name", LEARNED)
def test_marks_in_the_learned_set_are_on_real_names(name: str) -> None:
    figures = _figures(name)
    assert figures.precision >= 0.95, figures.wrong


# Written by somebody who hadn't seen the rules, and measured once when they were finished (docs/anonymity.md).
SECOND = ["second_bokmaal.txt", "second_nynorsk.txt"]


@pytest.mark.parametrize("name", SECOND)
def test_person_names_of_the_second_set_are_found(name: str) -> None:
    figures = _figures(name)
    assert figures.recall >= 0.95, figures.missed


@pytest.mark.parametrize("name", SECOND)
def test_marks_in_the_second_set_are_on_real_names(name: str) -> None:
    figures = _figures(name)
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
    assert main([str(HELD_OUT / "bokmaal.txt")]) == 0
    assert "bokmaal.txt" in capsys.readouterr().out


def test_command_reads_conllu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["1\tKari\t_\t_\t_\t_\t0\t_\t_\tname=B-PER", "2\tsov\t_\t_\t_\t_\t0\t_\t_\tname=O", ""]
    path = tmp_path / "some.conllu"
    path.write_text("\n".join(words), encoding="utf-8")
    assert main([str(path)]) == 0
    assert "100.0%" in capsys.readouterr().out


def test_command_without_files_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "CoNLL-U" in capsys.readouterr().err
