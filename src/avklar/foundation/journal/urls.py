"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from avklar.foundation.journal import views

app_name = "journal"
urlpatterns = [path("", views.entries, name="list")]
