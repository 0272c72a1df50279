"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from avklar.insight.register import views

app_name = "register"
urlpatterns = [path("personvern/", views.privacy, name="privacy")]
