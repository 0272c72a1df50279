"""Addresses of a person's notes, and of the link that switches off mail about one kind of news."""

from __future__ import annotations

from django.urls import path

from avklar.foundation.notifications import views

app_name = "notifications"
urlpatterns = [
    path("lest/", views.read_all, name="read_all"),
    path("av/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("av/<str:token>/angre/", views.subscribe_again, name="subscribe_again"),
    path("<uuid:note_id>/", views.open_note, name="open"),
]
