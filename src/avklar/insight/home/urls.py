"""Addresses of the way in, my day, and the page on danger."""

from __future__ import annotations

from django.urls import include, path

from avklar.insight.home import views

home = (
    [
        path("inn/", views.front, name="front"),
        path("min-dag/", views.my_day, name="my_day"),
    ],
    "home",
)
urlpatterns = [
    path("", include(home)),
    path("fare/", views.danger, name="danger"),
    path("fare/lest/", views.danger_read, name="danger_read"),
]
