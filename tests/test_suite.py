"""The suite's own promises: both databases are put back, the runtime role owns nothing, strictness bites."""

from __future__ import annotations

import socket

import pytest
from django.db import connection, connections
from django.template import Context, Template
from django.template.base import Origin

from avklar.people.organisations.models import Organisation
from tests import strictness
from tests.cast import House
from tests.settings import DATABASE


def test_house_has_the_cast_in_the_database(house: House) -> None:
    assert Organisation.objects.count() == 7
    assert house.stranger.organisation.name == "Tynset"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(turn: int) -> None:
    assert not Organisation.objects.exists()
    Organisation.objects.create(kind="municipality", number="0000", name="Prøve")


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_runtime_role_owns_no_table(db: None, alias: str) -> None:
    if DATABASE == "sqlite":
        assert connections[alias].vendor == "sqlite"
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone()[0] is False


def test_sqlite_runs_as_in_production(db: None) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"


def test_network_is_out_of_reach() -> None:
    with socket.socket() as somewhere, pytest.raises(strictness.NetworkReached):
        somewhere.connect(("192.0.2.1", 80))


def _ours(source: str) -> Template:
    name = f"{strictness.OUR_TEMPLATES}/templates/probe.html"
    return Template(source, origin=Origin(name), name="probe.html")


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ missing|upper }}", "{% if True %}{{ missing }}{% endif %}"])
def test_undefined_variable_fails_in_our_templates(source: str) -> None:
    with pytest.raises(strictness.UndefinedVariable):
        _ours(source).render(Context({}))


@pytest.mark.parametrize("source", ['{{ missing|default:"-" }}', "{% if missing %}{% else %}-{% endif %}"])
def test_variable_that_may_be_missing_passes(source: str) -> None:
    assert _ours(source).render(Context({})) == "-"


def test_undefined_variable_is_empty_in_library_templates() -> None:
    assert Template("{{ missing }}").render(Context({})) == ""
