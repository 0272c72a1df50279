"""Addresses of the consultations. None holds anything but random ids."""

from __future__ import annotations

from django.urls import path

from avklar.followup.consultations import views
from avklar.followup.consultations.views import composing, starting

app_name = "consultations"
urlpatterns = [
    path("", views.overview, name="list"),
    path("ny/", starting.start, name="start"),
    path("liste/<str:group>/", views.group_page, name="group"),
    path("<uuid:consultation_id>/", views.page, name="page"),
    path("<uuid:consultation_id>/melding/", composing.message, name="send"),
    path("<uuid:consultation_id>/rad/", composing.advice, name="advice"),
    path("<uuid:consultation_id>/avslutt/", views.end, name="end"),
]
