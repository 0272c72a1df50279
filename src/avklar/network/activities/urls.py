"""Addresses of ideas, activities and the calendar."""

from __future__ import annotations

from django.urls import path

from avklar.network.activities.views import activities, calendar, ideas

app_name = "activities"
urlpatterns = [
    path("", activities.listing, name="list"),
    path("ny/", activities.new, name="new"),
    path("kalender/", calendar.this_year, name="calendar"),
    path("kalender/<int:year>/", calendar.year, name="year"),
    path("kalender/adresse/", calendar.address, name="address"),
    path("kalender/adresse/slaa-av/", calendar.shut, name="shut_address"),
    path("kalender/<str:token>/distriktet.ics", calendar.feed, name="feed"),
    path("ideer/", ideas.bank, name="ideas"),
    path("ideer/ny/", ideas.new, name="new_idea"),
    path("ideer/<uuid:idea_id>/", ideas.idea, name="idea"),
    path("ideer/<uuid:idea_id>/endre/", ideas.change, name="change_idea"),
    path("ideer/<uuid:idea_id>/laan/", ideas.borrow, name="borrow"),
    path("ideer/<uuid:idea_id>/planlegg/", activities.new, name="plan"),
    path("<uuid:activity_id>/", activities.activity, name="activity"),
    path("<uuid:activity_id>/endre/", activities.change, name="change"),
    path("<uuid:activity_id>/holdt/", activities.hold, name="hold"),
    path("<uuid:activity_id>/avlys/", activities.cancel, name="cancel"),
]
