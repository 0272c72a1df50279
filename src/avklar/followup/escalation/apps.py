"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class EscalationConfig(AppConfig):
    name = "avklar.followup.escalation"
    label = "escalation"
