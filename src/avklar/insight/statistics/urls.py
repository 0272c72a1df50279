"""Addresses of statistics."""

from __future__ import annotations

from django.urls import path

from avklar.insight.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.listing, name="list"),
]
