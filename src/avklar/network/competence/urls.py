"""Addresses of competence."""

from __future__ import annotations

from django.urls import path

from avklar.network.competence import views

app_name = "competence"
urlpatterns = [
    path("", views.mine, name="mine"),
]
