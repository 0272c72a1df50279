"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from avklar.network.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.listing, name="list"),
]
