"""Addresses of the escalation."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "escalation"
urlpatterns: list[URLPattern] = []
