"""The room that knows municipalities, districts, memberships and appointments."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Room `people.organisations`."""

    name = "avklar.people.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Let the log's page, which lies below, show names."""
        from avklar.foundation.journal import names
        from avklar.people.organisations import queries

        names.register(queries.names)
