"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Room `followup.concerns`."""

    name = "avklar.followup.concerns"
    label = "concerns"
