"""Addresses of statistics."""

from __future__ import annotations

from django.urls import path

from avklar.insight.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.listing, name="list"),
    path("forbered/", views.prepare, name="prepare"),
    path("arbeid/<uuid:making_id>/", views.making, name="making"),
    path("<uuid:publication_id>/", views.version, name="version"),
    path("<uuid:publication_id>/avgjor/", views.decide, name="decide"),
    path("<uuid:publication_id>/<slug:topic>.csv", views.download_csv, name="csv"),
    path("<uuid:publication_id>/<slug:topic>.json", views.download_json, name="json"),
]
