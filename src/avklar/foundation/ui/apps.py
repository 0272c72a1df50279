"""The room `ui`: no models, only looks."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "avklar.foundation.ui"
    label = "ui"
