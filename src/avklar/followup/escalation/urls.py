"""Addresses of the escalation. None holds anything but random ids."""

from __future__ import annotations

from django.urls import path

from avklar.followup.escalation.views import opening, package, recording

app_name = "escalation"
urlpatterns = [
    path("<uuid:case_id>/ny/", recording.record, name="record"),
    path("<uuid:case_id>/apning/", opening.reopen, name="reopen"),
    path("<uuid:case_id>/pakke/", package.seal, name="package"),
    path("<uuid:case_id>/<uuid:escalation_id>/", recording.confirm, name="confirm"),
]
