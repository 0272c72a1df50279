"""The house keeps its own rules: direction of imports and foreign keys, furniture, size, language and manners."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/avklar"
LONGEST = 400

TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
FLOORS = {"foundation": 0, "people": 1, "network": 2, "public": 3, "followup": 4, "insight": 5}
ROOMS_FROM_BELOW = {
    "foundation": ["clock", "access", "ui", "vault", "anonymity", "journal", "drafts", "retention", "notifications"],
    "people": ["organisations", "accounts"],
    "network": ["competence", "routines", "activities", "meetings"],
    "public": ["accessibility", "comments", "news", "contacts", "guidance"],
    "followup": ["concerns", "consultations", "cases", "disclosures", "escalation", "casefile"],
    "insight": ["home", "register", "overview", "statistics"],
}


def _python_files() -> list[Path]:
    """Every module of the package and of the tests."""
    return sorted([*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


def _templates() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".svg"})


def _scripts() -> list[Path]:
    return [path for path in (ROOT / "scripts").iterdir() if path.is_file()]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _imported(path: Path) -> Iterator[str]:
    """The modules a file imports, relative ones spelt out, `from x import y` as x and x.y."""
    package = list(path.relative_to(SOURCE.parent).with_suffix("").parts)
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level]) if node.level else ""
            module = ".".join(filter(None, [base, node.module or ""]))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_migrations_are_complete(db: None) -> None:
    output = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1, stdout=output)
    except SystemExit:
        pytest.fail(output.getvalue())


def test_every_room_is_installed_and_installed_ones_exist() -> None:
    with_models = {".".join(path.parent.relative_to(SOURCE.parent).parts) for path in SOURCE.rglob("models.py")}
    assert with_models <= set(settings.ROOMS)


@pytest.mark.parametrize("path", [*_python_files(), *_scripts()], ids=_short)
def test_file_has_no_note_to_self(path: Path) -> None:
    words = [word[::-1] for word in ("ODOT", "EMXIF")]
    assert not [word for word in words if re.search(rf"\b{word}\b", path.read_text())]


def test_every_module_says_what_it_is() -> None:
    silent = [_short(path) for path in _python_files() if _tree(path).body and not ast.get_docstring(_tree(path))]
    assert [path for path in silent if "/migrations/" not in path] == []


def test_no_module_has_outgrown_its_purpose() -> None:
    ours = [path for path in SOURCE.rglob("*.py") if path.parent.name != "migrations"]
    lengths = {_short(path): len(path.read_text().splitlines()) for path in ours}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_drawer_holds_a_bit_of_everything() -> None:
    drawers = {"common", "core", "helpers", "misc", "util", "utils"}
    names = {_short(path): {*path.relative_to(ROOT).with_suffix("").parts} for path in _python_files()}
    assert [path for path, parts in names.items() if parts & drawers] == []


def test_only_the_clock_knows_the_time() -> None:
    telling = re.compile(r"\b(datetime|timezone|date)\.(now|today|utcnow)\(|\btime\.time\(|\buuid\.?uuid[147]\(")
    found = [_short(path) for path in SOURCE.rglob("*.py") if telling.search(path.read_text())]
    assert [path for path in found if "foundation/clock/" not in path] == []


def _room_of(module: str) -> str:
    """avklar.followup.concerns.models → avklar.followup.concerns."""
    return ".".join(module.split(".")[:3])


def test_no_room_imports_the_models_of_another() -> None:
    found = []
    for path in SOURCE.rglob("*.py"):
        here = _room_of(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
        for module in _imported(path):
            parts = module.split(".")
            if len(parts) >= 4 and parts[0] == "avklar" and parts[3] == "models" and _room_of(module) != here:
                found.append(f"{_short(path)} imports {module}")
    assert sorted(set(found)) == []


def test_views_import_no_models() -> None:
    views = [path for path in SOURCE.rglob("*.py") if path.stem == "views" or path.parent.name == "views"]
    found = [
        f"{_short(path)} imports {module}"
        for path in views
        for module in _imported(path)
        if module.startswith("avklar.") and "models" in module.split(".")
    ]
    assert found == []


def _floor(model: type[Model]) -> tuple[int, int]:
    _, floor, room, *_rest = model.__module__.split(".")
    return FLOORS[floor], ROOMS_FROM_BELOW[floor].index(room)


def _ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("avklar.")]


def test_foreign_keys_point_downwards() -> None:
    upward = []
    for model in _ours():
        for field in model._meta.get_fields():
            target = field.related_model if isinstance(field, Field) else None
            if not isinstance(target, type) or not target.__module__.startswith("avklar."):
                continue
            if _floor(target) > _floor(model):
                upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    # A membership belongs to a user: accounts stand above organisations only in what they import.
    assert [line for line in upward if not line.startswith("organisations.Membership.user")] == []


INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on\b", re.IGNORECASE),
    "javascript:": re.compile(r"javascript:", re.IGNORECASE),
    "an address elsewhere": re.compile(r"(src|href)=[\"']https?://[^\"']*\.(js|css|woff2?|png|svg)", re.IGNORECASE),
}


@pytest.mark.parametrize("path", _templates(), ids=_short)
def test_template_obeys_the_content_policy(path: Path) -> None:
    text = path.read_text()
    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == []


def _gettext_calls(path: Path) -> Iterator[ast.Call]:
    names = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def test_sentences_for_translation_are_whole() -> None:
    """xgettext can't read an f-string, nor a sentence that is put together."""
    found = [
        f"{_short(path)}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        for call in _gettext_calls(path)
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:1])
    ]
    assert found == []


def test_translating_functions_have_the_names_that_the_catalogues_look_for() -> None:
    renamed = re.compile(r"\bn?p?gettext(?:_lazy|_noop)? as (?!_\b)\w+")
    assert {_short(path): found for path in SOURCE.rglob("*.py") if (found := renamed.findall(path.read_text()))} == {}


def test_nothing_is_translated_inside_an_f_string() -> None:
    """The catalogues' reader doesn't look into them."""
    inside = {
        _short(path): ast.unparse(call)
        for path in SOURCE.rglob("*.py")
        for text in ast.walk(_tree(path))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in TRANSLATING
    }
    assert inside == {}


def test_build_server_runs_exactly_what_everybody_runs() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


def test_no_check_is_soft() -> None:
    soft = re.compile(r"\|\|\s*(true|:|echo)\b|continue-on-error|--exit-zero|\bskipif\b|\bxfail\b|pytest\.skip\b")
    files = [ROOT / "Makefile", ROOT / ".ci/run", ROOT / "scripts/steps", *(ROOT / "tests").rglob("*.py")]
    found = [_short(path) for path in files if path != Path(__file__) and soft.search(path.read_text())]
    assert found == []
