"""Addresses of the concerns: the municipality's own, and those that are open to everybody."""

from __future__ import annotations

from django.urls import include, path

from avklar.followup.concerns.views import answers, concern, held, inbox, intake, own, review, tell

app_name = "concerns"
municipality = [
    path("", inbox.inbox, name="inbox"),
    path("holdt-tilbake/", held.held, name="held"),
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
everybody = [
    path("", tell.choose, name="tell"),
    path("svar/", answers.answers, name="answers"),
    path("<slug:number>/", tell.begin, name="tell_to"),
    path("<slug:number>/fare/", tell.danger, name="tell_danger"),
    path("<slug:number>/skriv/", tell.write, name="tell_write"),
]
urlpatterns = [path("bekymringer/", include(municipality)), path("si-fra/", include(everybody))]
