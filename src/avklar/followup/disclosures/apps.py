"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "avklar.followup.disclosures"
    label = "disclosures"
