"""Addresses of the cases: a page for each verb. The list and the case itself are one floor up."""

from __future__ import annotations

from django.urls import URLPattern, path

from avklar.followup.cases.views import around, assessing, deciding, identity, observing, opening, planning, staffing

app_name = "cases"
urlpatterns: list[URLPattern] = [
    # the verbs
    path("ny/", opening.open_case, name="open"),
    path("<uuid:case_id>/observer/", observing.observe, name="observe"),
    path("<uuid:case_id>/observasjon/<uuid:observation_id>/rett/", observing.correct, name="correct"),
    path("<uuid:case_id>/vurder/", assessing.assess, name="assess"),
    path("<uuid:case_id>/vurdering/<uuid:assessment_id>/", assessing.answer_assessment, name="answer-assessment"),
    path("<uuid:case_id>/velg/", deciding.decide, name="decide"),
    path("<uuid:case_id>/beslutning/<uuid:decision_id>/", deciding.answer_decision, name="answer-decision"),
    path("<uuid:case_id>/tiltak/", planning.plan, name="plan"),
    path("<uuid:case_id>/tiltak/<uuid:measure_id>/", planning.follow_up, name="follow-up"),
    path("<uuid:case_id>/tiltak/<uuid:measure_id>/avslutt/", planning.end_measure, name="end-measure"),
    path("<uuid:case_id>/avtal/", planning.agree, name="agree"),
    path("<uuid:case_id>/planen/", planning.person_view, name="person-view"),
    path("<uuid:case_id>/vet-personen/", around.tell, name="tell"),
    path("<uuid:case_id>/gjennomgang/", around.review, name="review"),
    path("<uuid:case_id>/avslutt/", around.close, name="close"),
    path("<uuid:case_id>/tilgang/", staffing.staff, name="staff"),
    path("<uuid:case_id>/ta-over/", staffing.take_over, name="take-over"),
    path("<uuid:case_id>/hvem/", identity.identity, name="identity"),
    path("<uuid:case_id>/samme-person/", identity.same, name="same"),
]
