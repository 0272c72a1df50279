"""The room that knows users, sign-in, second factor and sessions."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Room `people.accounts`."""

    name = "avklar.people.accounts"
    label = "accounts"
