"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    """Public: accessibility."""

    name = "avklar.public.accessibility"
    label = "accessibility"
