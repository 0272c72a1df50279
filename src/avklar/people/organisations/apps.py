"""The room that knows municipalities, districts, memberships and appointments."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Room `people.organisations`."""

    name = "avklar.people.organisations"
    label = "organisations"
