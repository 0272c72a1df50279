"""Addresses of the first set-up."""

from __future__ import annotations

from django.urls import path

from avklar.people.accounts import setup_views

urlpatterns = [
    path("", setup_views.key, name="setup"),
    path("distrikt/", setup_views.district, name="setup_district"),
    path("kommuner/", setup_views.municipalities, name="setup_municipalities"),
    path("personer/", setup_views.people, name="setup_people"),
]
