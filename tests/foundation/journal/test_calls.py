"""Nobody puts text together for the journal: its codes are constants and names of codes (R13)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import avklar
from avklar.foundation.journal.labels import VERBS

PACKAGE = Path(avklar.__file__).parent
PUT_TOGETHER = (ast.JoinedStr, ast.BinOp, ast.Call)
CODES = {"kind", "reason"}


def journal_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every `journal.write(…)` and `journal.read(…)`."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "journal":
            assert isinstance(node, ast.Call)
            yield node


def codes_of(call: ast.Call) -> Iterator[ast.expr]:
    """The call's verb, kind and reason."""
    yield from call.args[1:2]
    yield from (word.value for word in call.keywords if word.arg in CODES)


def put_together(source: str) -> list[int]:
    """Lines where a code is computed."""
    found = []
    for call in journal_calls(ast.parse(source)):
        parts = [part for code in codes_of(call) for part in ast.walk(code)]
        found += [call.lineno for part in parts if isinstance(part, PUT_TOGETHER) and not plain_word(part)]
    return found


def plain_word(part: ast.AST) -> bool:
    """`str(outcome)`: a choice as its code."""
    if not isinstance(part, ast.Call) or not isinstance(part.func, ast.Name):
        return False
    return part.func.id == "str" and all(isinstance(word, (ast.Name, ast.Attribute)) for word in part.args)


def test_no_code_is_put_together_anywhere() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if "journal" not in path.parts]
    found = {str(path.relative_to(PACKAGE)): put_together(path.read_text()) for path in files}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_every_verb_in_the_source_has_words_on_the_logs_page() -> None:
    calls = [call for path in PACKAGE.rglob("*.py") for call in journal_calls(ast.parse(path.read_text()))]
    verbs = [call.args[1] for call in calls if len(call.args) > 1]
    written = {str(verb.value) for verb in verbs if isinstance(verb, ast.Constant)}
    assert written - set(VERBS) == set()


@pytest.mark.parametrize(
    "code", ['f"sent-{name}"', '"sent-" + name', '"sent-%s" % name', "name.lower()", '"a" if x else f"{y}"']
)
def test_walk_finds_a_code_that_is_put_together(code: str) -> None:
    assert put_together(f'journal.write(actor, "sent", kind="concern", object_id=x, reason={code})') != []


def test_walk_lets_constants_and_names_pass() -> None:
    source = 'journal.write(actor, "sent", kind=KIND, object_id=x.pk, reason=str(outcome) if y else "")'
    assert put_together(source) == []
