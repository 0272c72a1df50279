"""Addresses of the retention decisions."""

from __future__ import annotations

from django.urls import path

from avklar.foundation.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.overview, name="decide"),
    path("<slug:kind>/", views.enter, name="enter"),
]
