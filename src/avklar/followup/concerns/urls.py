"""Addresses of the concerns."""

from __future__ import annotations

from django.urls import path

from avklar.followup.concerns.views import concern, inbox, intake, own, review

app_name = "concerns"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("ny/", intake.new, name="new"),
    path("ny/fare/", intake.danger, name="danger"),
    path("ny/forkast/", intake.discard, name="discard"),
    path("ny/se-over/", review.review, name="review"),
    path("ny/<slug:step>/", intake.step, name="step"),
    path("mine/", own.mine, name="mine"),
    path("mine/<uuid:concern_id>/", own.own, name="own"),
    path("mine/<uuid:concern_id>/kvittering/", own.receipt, name="receipt"),
    path("<uuid:concern_id>/", concern.concern, name="concern"),
    path("<uuid:concern_id>/vurder/<uuid:observation_id>/", concern.classify, name="classify"),
]
