"""Routes of the layout itself."""

from __future__ import annotations

from django.urls import path

from avklar.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("utseende/", views.look, name="look"),
    path("komponenter/", views.gallery, name="gallery"),
]
