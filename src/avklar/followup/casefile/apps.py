"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "avklar.followup.casefile"
    label = "casefile"
