"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from avklar.people.organisations.views import administration as views
from avklar.people.organisations.views import agreements, case_switch, contacts, grounds, handover, importing, network

app_name = "organisations"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("min/", views.manage, name="manage"),
    path("min/rolle/", views.invite, name="invite"),
    path("min/rolle/<uuid:membership_id>/bekreft/", views.confirm, name="confirm"),
    path("min/rolle/<uuid:membership_id>/avslutt/", views.end_membership, name="end_membership"),
    path("min/rolle/<uuid:membership_id>/oppnevn/", views.appoint, name="appoint"),
    path("min/rolle/<uuid:membership_id>/borte/", views.absence, name="absence"),
    path("min/rolle/<uuid:membership_id>/tilbake/", views.back_again, name="back_again"),
    path("min/oppnevning/<uuid:appointment_id>/avslutt/", handover.end_appointment, name="end_appointment"),
    path("min/oppnevning/<uuid:appointment_id>/overlever/", handover.start_handover, name="start_handover"),
    path("min/domene/", views.add_domain, name="add_domain"),
    path("min/domene/ta-bort/", views.remove_domain, name="remove_domain"),
    path("min/kommuner/", views.load, name="load"),
    path("min/kommuner/inviter/", views.first_administrator, name="first_administrator"),
    path("min/grunnlag/", grounds.grounds, name="grounds"),
    path("min/grunnlag/godkjenn/", grounds.approve, name="approve-grounds"),
    path("min/grunnlag/lov/<slug:code>/", grounds.act_start, name="act-start"),
    path("min/grunnlag/<slug:code>/avslutt/", grounds.end, name="end-ground"),
    path("min/saker/", case_switch.case_switch, name="case-switch"),
    path("nettverk/", network.network, name="network"),
    path("overlevering/<uuid:handover_id>/", handover.handover, name="handover"),
    path("overlevering/<uuid:handover_id>/kryss/", handover.tick, name="handover_tick"),
    path("overlevering/<uuid:handover_id>/hvem/", handover.choose_taker, name="handover_taker"),
    path("overlevering/<uuid:handover_id>/punkt/", handover.add_point, name="handover_add"),
    path("overlevering/<uuid:handover_id>/<uuid:point_id>/angre/", handover.untick, name="handover_untick"),
    path("overlevering/<uuid:handover_id>/<uuid:point_id>/ta-bort/", handover.remove_point, name="handover_remove"),
    path("liste/", contacts.contacts, name="contacts"),
    path("liste/last-ned/<slug:shape>/", contacts.export, name="contacts_export"),
    path("liste/les-inn/", importing.import_contacts, name="contacts_import"),
    path("liste/les-inn/<uuid:import_id>/", importing.look, name="contacts_import_look"),
    path("liste/<uuid:listed_id>/rett/", contacts.correct_listed, name="contacts_correct"),
    path("liste/<uuid:listed_id>/ta-bort/", contacts.unlist, name="contacts_unlist"),
    path("avtaler/", agreements.agreements, name="agreements"),
    path("avtaler/<uuid:municipality_id>/", agreements.agreement, name="agreement"),
    path("avtaler/<uuid:municipality_id>/ny/", agreements.enter_agreement, name="agreement_enter"),
    path("avtaler/<uuid:municipality_id>/evaluering/", agreements.evaluate_agreement, name="agreement_evaluate"),
    path("avtaler/<uuid:municipality_id>/<uuid:version_id>/fil/", agreements.agreement_file, name="agreement_file"),
]
