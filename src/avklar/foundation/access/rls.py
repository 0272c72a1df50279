"""Row-level security as a migration operation: PostgreSQL's own second net under every table of steps 1–4.

On SQLite the operation does nothing. Forced, so that the tables' owner is bound too; only a superuser is not.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ORGANISATION_IN_SCOPE = "(SELECT NULLIF(current_setting('avklar.organisation', true), '')::uuid)"
"""NULLIF: an empty setting must mean "no organisation", not a failing cast."""
PERSON_IN_SCOPE = ORGANISATION_IN_SCOPE.replace("organisation", "person")
DUE_IN_SCOPE = "(SELECT NULLIF(current_setting('avklar.due', true), '')::timestamptz)"


class EnableRLS(Operation):
    """Give `table` a policy: visible and writable where `visible` holds (`writable` when it differs).

    `visible` is an SQL condition; its placeholders `{scope}`, `{person}` and `{due}` stand for the organisation and the
    person in scope and the moment of a retention run (each may be NULL). The default is a table that leads with its
    organisation.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, visible: str = "organisation_id = {scope}", writable: str = "") -> None:
        self.table = table
        self.visible = visible
        self.writable = writable or visible

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.visible, self.writable], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if not self._applies(app_label, schema_editor):
            return
        name = schema_editor.quote_name(self.table)
        visible, writable = _filled(self.visible), _filled(self.writable)
        schema_editor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY organisation ON {name} USING ({visible}) WITH CHECK ({writable})")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if not self._applies(app_label, schema_editor):
            return
        name = schema_editor.quote_name(self.table)
        schema_editor.execute(f"DROP POLICY organisation ON {name}")
        schema_editor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")

    def _applies(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
        from django.db import router

        connection = schema_editor.connection
        return connection.vendor == "postgresql" and router.allow_migrate(connection.alias, app_label)

    def describe(self) -> str:
        return f"Row-level security on {self.table}"


def _filled(condition: str) -> str:
    stands_for = {"{scope}": ORGANISATION_IN_SCOPE, "{person}": PERSON_IN_SCOPE, "{due}": DUE_IN_SCOPE}
    for placeholder, expression in stands_for.items():
        condition = condition.replace(placeholder, expression)
    return condition
