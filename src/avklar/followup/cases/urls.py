"""Addresses of the cases: a page for each verb. The list and the case itself are one floor up."""

from __future__ import annotations

from django.urls import URLPattern, path

from avklar.followup.cases.talks.views import settings as talk_settings
from avklar.followup.cases.talks.views import talk
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
    # clarification talks, in the police's own case
    path("samtale/faser/", talk_settings.settings, name="talk-settings"),
    path("samtale/faser/<slug:code>/", talk_settings.phase, name="talk-phase"),
    path("samtale/notater/", talk_settings.allow_notes, name="talk-notes"),
    path("samtale/notater/avslutt/", talk_settings.end_notes, name="talk-notes-end"),
    path("<uuid:case_id>/inviter/", talk.invite, name="talk-invite"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/", talk.talk, name="talk"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/ny-tid/", talk.move, name="talk-move"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/utfall/", talk.outcome, name="talk-outcome"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/notat/<slug:phase>/", talk.note, name="talk-note"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/brev.pdf", talk.letter, name="talk-letter"),
    path("<uuid:case_id>/samtale/<uuid:talk_id>/avtale.ics", talk.calendar_file, name="talk-calendar"),
]
