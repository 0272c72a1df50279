"""Addresses of competence."""

from __future__ import annotations

from django.urls import path

from avklar.network.competence.views import aiming, editing, mine, standing, taking

app_name = "competence"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("fra-andre/", mine.record, name="record"),
    path("fra-andre/<uuid:completion_id>/ta-bort/", mine.take_away, name="take_away"),
    path("bevis/", standing.look_up, name="look_up"),
    path("bevis/<uuid:completion_id>/", mine.certificate, name="certificate"),
    path("bevis/<uuid:completion_id>/kursbevis.pdf", mine.certificate_paper, name="certificate_paper"),
    path("kurs/<str:code>/", taking.course, name="course"),
    path("begynt/<uuid:attempt_id>/<int:number>/", taking.step, name="step"),
    path("virksomheten/", standing.organisation, name="organisation"),
    path("virksomheten/kompetanse.xlsx", standing.workbook, name="workbook"),
    path("distriktet/", standing.district, name="district"),
    path("rollene/", aiming.matrix, name="matrix"),
    path("rollene/<str:role>/", aiming.aim, name="aim"),
    path("tekstene/<str:code>/<str:language>/", editing.text, name="text"),
    path("tekstene/<str:code>/<str:language>/tilbake/", editing.follow_shipped, name="follow_shipped"),
    path("tekstene/<str:code>/<str:language>/<str:file>/", editing.page, name="page"),
]
