"""Addresses of the open pages."""

from __future__ import annotations

from django.urls import path

from avklar.public.contacts.views import calendar, editing, finding

app_name = "contacts"
urlpatterns = [
    path("", finding.find, name="find"),
    path("aktiviteter/", calendar.activities, name="activities"),
    path("aktiviteter/kalender.ics", calendar.feed, name="feed"),
    path("rediger/", editing.edit, name="edit"),
    path("<slug:place>/", finding.municipality, name="municipality"),
    path("<slug:place>/<slug:who>.vcf", finding.vcard, name="vcard"),
]
