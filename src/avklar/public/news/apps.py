"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Public: news."""

    name = "avklar.public.news"
    label = "news"
