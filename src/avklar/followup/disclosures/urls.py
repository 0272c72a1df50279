"""Addresses of the disclosures. None holds anything but random ids."""

from __future__ import annotations

from django.urls import path

from avklar.followup.disclosures.views import composing, consents, lists, shared

app_name = "disclosures"
urlpatterns = [
    path("", lists.listing, name="list"),
    path("<uuid:disclosure_id>/", shared.disclosure, name="disclosure"),
    path("<uuid:disclosure_id>/rett/<int:position>/", shared.correct, name="correct"),
    path("<uuid:disclosure_id>/sak/", shared.link, name="link"),
    path("sak/<uuid:case_id>/", composing.compose, name="compose"),
    path("sak/<uuid:case_id>/se-over/", composing.review, name="review"),
    path("sak/<uuid:case_id>/samtykke/", consents.consents, name="consents"),
    path("sak/<uuid:case_id>/samtykke/<uuid:consent_id>/trekk/", consents.withdraw, name="withdraw"),
]
