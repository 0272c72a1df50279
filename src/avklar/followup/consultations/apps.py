"""Registers the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "avklar.followup.consultations"
    label = "consultations"
