"""Addresses of a person's notes."""

from __future__ import annotations

from django.urls import path

from avklar.foundation.notifications import views

app_name = "notifications"
urlpatterns = [
    path("lest/", views.read_all, name="read_all"),
    path("<uuid:note_id>/", views.open_note, name="open"),
]
