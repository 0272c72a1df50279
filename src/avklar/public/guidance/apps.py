"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Public: guidance."""

    name = "avklar.public.guidance"
    label = "guidance"
