"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Public: comments."""

    name = "avklar.public.comments"
    label = "comments"
