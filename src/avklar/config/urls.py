"""Every address of the house, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("avklar.insight.home.urls")),
    path("bekymringer/", include("avklar.followup.concerns.urls")),
    path("droftinger/", include("avklar.followup.consultations.urls")),
    path("virksomheter/", include("avklar.people.organisations.urls")),
    path("logg/", include("avklar.foundation.journal.urls")),
    path("oppsett/", include("avklar.people.accounts.setup_urls")),
    path("konto/", include("avklar.people.accounts.urls")),
    path("", include("avklar.insight.register.urls")),
    path("", include("avklar.foundation.ui.urls")),
]
