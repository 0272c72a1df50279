"""Addresses of routines."""

from __future__ import annotations

from django.urls import path

from avklar.network.routines import views

app_name = "routines"
urlpatterns = [
    path("", views.listing, name="list"),
]
