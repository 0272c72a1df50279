"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "avklar.followup.cases"
    label = "cases"
