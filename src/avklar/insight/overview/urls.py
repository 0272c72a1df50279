"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from avklar.insight.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.district, name="district"),
    path("oversikt.xlsx", views.excel, name="excel"),
    path("<uuid:municipality_id>/", views.municipality, name="municipality"),
]
