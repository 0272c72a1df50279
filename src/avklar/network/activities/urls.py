"""Addresses of activities."""

from __future__ import annotations

from django.urls import path

from avklar.network.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.listing, name="list"),
]
