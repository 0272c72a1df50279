"""Addresses of routines."""

from __future__ import annotations

from django.urls import path

from avklar.network.routines.views import plans, publishing, reading, working

app_name = "routines"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("distriktet/", reading.district, name="district"),
    path("distriktet/<str:number>/", reading.elsewhere, name="elsewhere"),
    path("mal/<str:code>/", reading.template, name="template"),
    path("mal/<str:code>/ta-i-bruk/", working.adopt, name="adopt"),
    path("mal/<str:code>/ny-utgave/", publishing.publish, name="publish"),
    path("plan/", plans.plans, name="plans"),
    path("plan/<int:year>/", plans.plan, name="plan"),
    path("plan/<int:year>/begynn/", plans.begin, name="begin_plan"),
    path("plan/<int:year>/tiltak/", plans.add, name="add_measure"),
    path("plan/<int:year>/lukk/", plans.close, name="close_plan"),
    path("plan/<int:year>/plan.pdf", plans.paper_of, name="plan_paper"),
    path("plan/<int:year>/tiltak/<uuid:measure_id>/", plans.change, name="change_measure"),
    path("<str:code>/", reading.routine, name="routine"),
    path("<str:code>/rediger/", working.adapt, name="adapt"),
    path("<str:code>/godkjenn/", working.approve, name="approve"),
    path("<str:code>/malen/", reading.difference, name="difference"),
    path("<str:code>/utgave/<int:position>/", reading.version, name="version"),
    path("<str:code>/utgave/<int:position>/rutine.pdf", reading.paper_of, name="paper"),
    path("<str:code>/utgave/<uuid:version_id>/lest/", working.acknowledge, name="acknowledge"),
    path("<str:code>/utgave/<uuid:version_id>/stemmer/", working.review, name="review"),
]
