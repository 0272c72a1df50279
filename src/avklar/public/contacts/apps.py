"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Public: contacts."""

    name = "avklar.public.contacts"
    label = "contacts"
