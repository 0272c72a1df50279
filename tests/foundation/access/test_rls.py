"""Net two (decision 0005): every table of steps 1–4 has forced row-level security, and the pool leaks nothing."""

from __future__ import annotations

import random
import threading
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models

from avklar.foundation import clock
from avklar.foundation.access.rls import EnableRLS
from avklar.foundation.access.scope import owning, scope
from avklar.foundation.drafts import drafts
from avklar.foundation.retention.declarations import Step, declared
from tests.settings import DATABASE


def tables_of_the_staircase(*further: type[models.Model]) -> set[str]:
    """Every table whose model declares step 1 or above."""
    found = {model._meta.db_table: declared(model) for model in (*apps.get_models(), *further)}
    return {table for table, privacy in found.items() if privacy is not None and privacy.step >= Step.CONCERN}


def tables_with_a_policy() -> set[str]:
    """The tables that some migration gives a policy; the same on both databases."""
    found: set[str] = set()
    for config in apps.get_app_configs():
        if not config.name.startswith("avklar.") or not (Path(config.path) / "migrations").exists():
            continue
        for file in sorted((Path(config.path) / "migrations").glob("[0-9]*.py")):
            migration = import_module(f"{config.name}.migrations.{file.stem}").Migration
            found |= {each.table for each in migration.operations if isinstance(each, EnableRLS)}
    return found


def test_every_table_of_steps_one_to_four_has_a_policy() -> None:
    assert tables_of_the_staircase() - tables_with_a_policy() == set()


def test_a_table_without_a_policy_is_found() -> None:
    class Forgotten(models.Model):
        privacy = declared(apps.get_model("concerns", "Concern"))

        class Meta:
            app_label = "forgotten"

    del apps.all_models["forgotten"]
    assert "forgotten_forgotten" in tables_of_the_staircase(Forgotten) - tables_with_a_policy()


if DATABASE == "postgresql":

    def test_catalogue_says_enabled_and_forced(db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
                " WHERE c.relrowsecurity AND c.relforcerowsecurity"
            )
            protected = {row[0] for row in cursor.fetchall()}
        assert tables_of_the_staircase() - protected == set()

    def test_runtime_role_owns_nothing_and_bypasses_nothing(db: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False,)
            cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
            assert cursor.fetchone() == (0,)

    @pytest.mark.parametrize("whose", ["nobody", "another person", "the organisation"])
    def test_unsent_text_is_no_rows_to_anybody_but_its_writer(whose: str, db: None) -> None:
        writer, organisation = clock.new_id(), clock.new_id()
        drafts.save(writer, "concern", {"text": "x"}, organisation_id=organisation)
        around = {
            "nobody": scope(None),
            "another person": owning(clock.new_id()),
            "the organisation": scope(organisation),
        }
        with around[whose]:
            assert _drafts_seen() == 0
        with owning(writer):
            assert _drafts_seen() == 1

    def test_unsent_text_cannot_be_written_for_somebody_else(db: None) -> None:
        drafts.save(writer := clock.new_id(), "concern", {"text": "x"})
        with pytest.raises(DatabaseError, match="row-level security"), owning(writer), connection.cursor() as cursor:
            cursor.execute("UPDATE drafts_draft SET owner_id = %s", [clock.new_id()])

    def _drafts_seen() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM drafts_draft")
            return int(cursor.fetchone()[0])

    @pytest.mark.django_db(transaction=True)
    def test_pool_thousand_interleaved_transactions_of_46_organisations_none_leaks() -> None:
        organisations = [_counter() for _ in range(46)]
        faults: list[str] = []
        threads = [threading.Thread(target=_look, args=(organisations, seed, faults)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []

    def _counter() -> UUID:
        """One organisation with one row of step 1."""
        made = apps.get_model("organisations", "Organisation").objects.create(
            kind="municipality", number=f"{random.randrange(10**9)}", name="Pool"
        )
        with scope(made.pk):
            apps.get_model("concerns", "Counter").objects.create(organisation_id=made.pk)
        return UUID(str(made.pk))

    def _look(organisations: list[UUID], seed: int, faults: list[str]) -> None:
        """125 transactions on connections that go back to the pool each time; one in five has no organisation."""
        pick = random.Random(seed)
        try:
            for _ in range(125):
                wanted = None if pick.random() < 0.2 else pick.choice(organisations)
                with scope(wanted), connection.cursor() as cursor:
                    cursor.execute("SELECT organisation_id FROM concerns_counter")
                    seen = {row[0] for row in cursor.fetchall()}
                if seen != ({wanted} if wanted else set()):
                    faults.append(f"{wanted} saw {seen}")
                connection.close()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM concerns_counter")
                    if cursor.fetchone() != (0,):
                        faults.append("rows without an organisation")
                connection.close()
        except Exception as error:  # a thread's failure must reach the test
            faults.append(repr(error))
        finally:
            connection.close()
