"""Fixtures of the whole suite: the databases, the strictness, and the ways to act as somebody of the cast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase, override_settings
from hypothesis import settings as search

from tests import databases, strictness
from tests.settings import DATABASE
from tests.worlds import World, wanted_by, worlds

pytest_plugins = ["tests.cast_fixtures"]

# the same examples in every run, however slow the machine; `--hypothesis-profile=default` looks for others
search.register_profile("house", deadline=None, derandomize=True)
search.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Close the network and make undefined template variables fail, before any test is collected."""
    strictness.close_the_network()
    for engine in settings.TEMPLATES:
        engine["OPTIONS"]["string_if_invalid"] = strictness.Undefined()


def pytest_report_header(config: pytest.Config) -> str:
    """Say which database this run uses."""
    return f"avklar database: {DATABASE}"


HERE = Path(__file__).parent
FAULTS = HERE / "faults"  # make databases of their own on whatever this run uses
JOURNEYS = HERE / "journeys"  # come last: until then no window takes room
COMMITTING = {"transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses the database gets both of them, whether by mark or by fixture, unless it names its own."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if not item.get_closest_marker("django_db") and fixtures & ({"db"} | COMMITTING):
            item.add_marker(pytest.mark.django_db(transaction=bool(fixtures & COMMITTING)))
        if not any(map(item.get_closest_marker, ("django_db", "on_postgresql"))) and FAULTS not in item.path.parents:
            item.add_marker(pytest.mark.without_database)
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", "__all__")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool, bool, int]:
    """The demo first, so that one worker builds it and no other takes over the rest; then those without a database,
    while another makes the tables; then world by world; journeys last."""
    world = wanted_by(set(getattr(item, "fixturenames", ())))
    uses_database = item.get_closest_marker("without_database") is None
    return JOURNEYS in item.path.parents, world != World.DEMO, uses_database, world


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The databases hold what the test wants before any of its fixtures begins."""
    if item.get_closest_marker("django_db"):
        worlds.wanted = wanted_by(set(getattr(item, "fixturenames", ())))
        worlds.turn()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def django_db_setup(shared: Path, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Both databases, made by the house's own `prepare` and used as the runtime role that owns nothing."""
    with django_db_blocker.unblock(), databases.prepared(shared) as keeper:
        worlds.stand_on(keeper, django_db_blocker)
        TransactionTestCase._fixture_teardown = lambda self: worlds.put_back()  # type: ignore[method-assign]
        yield


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Nothing that a process remembers may travel from one test to the next."""
    yield
    from avklar.foundation.clock import start_at
    from avklar.foundation.journal.keyring import forget
    from avklar.people.organisations import installation
    from avklar.public.contacts import kept

    start_at(None)
    forget()
    installation.forget()
    kept.forget()


@pytest.fixture
def production(settings: Any) -> Iterator[None]:
    """Settings as behind HTTPS."""
    with override_settings(SECURE_SSL_REDIRECT=True, SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        yield
