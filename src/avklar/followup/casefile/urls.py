"""Addresses of the case list and the case page."""

from __future__ import annotations

from django.urls import path

from avklar.followup.casefile import views

app_name = "casefile"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:case_id>/", views.case, name="case"),
]
