"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from avklar.insight.overview.views import developing, reading

app_name = "overview"
urlpatterns = [
    path("", reading.district, name="district"),
    path("oversikt.xlsx", reading.excel, name="excel"),
    path("utvikling/", developing.development, name="development"),
    path("utvikling/<slug:layer>/mal/", developing.target, name="target"),
    path("arsrapport/<int:year>/<slug:language>.pdf", developing.report, name="report"),
    path("<uuid:municipality_id>/", reading.municipality, name="municipality"),
    path("<uuid:municipality_id>/ringt/", reading.called, name="called"),
]
