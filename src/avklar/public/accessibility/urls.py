"""Addresses of the accessibility statement."""

from __future__ import annotations

from django.urls import path

from avklar.public.accessibility import views

app_name = "accessibility"
urlpatterns = [
    path("", views.statement, name="statement"),
    path("si-fra/", views.tell, name="tell"),
    path("meldinger/", views.told, name="told"),
    path("meldinger/<uuid:feedback_id>/ferdig/", views.settle, name="settle"),
]
