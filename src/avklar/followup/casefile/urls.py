"""Addresses of the case page."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "casefile"
urlpatterns: list[URLPattern] = []
