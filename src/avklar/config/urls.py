"""Every address of the house, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from avklar.config import crawling
from avklar.foundation.ui import problems

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("avklar.insight.home.urls")),
    path("", include("avklar.public.guidance.urls")),
    path("tilgjengelighet/", include("avklar.public.accessibility.urls")),
    path("kontakt/", include("avklar.public.contacts.urls")),
    path("aktuelt/", include("avklar.public.news.urls")),
    path("kommentarer/", include("avklar.public.comments.urls")),
    path("", include("avklar.followup.concerns.urls")),
    path("droftinger/", include("avklar.followup.consultations.urls")),
    path("saker/", include("avklar.followup.casefile.urls")),
    path("saker/", include("avklar.followup.cases.urls")),
    path("utleveringer/", include("avklar.followup.disclosures.urls")),
    path("varsling/", include("avklar.followup.escalation.urls")),
    path("moter/", include("avklar.network.meetings.urls")),
    path("kompetanse/", include("avklar.network.competence.urls")),
    path("rutiner/", include("avklar.network.routines.urls")),
    path("aktiviteter/", include("avklar.network.activities.urls")),
    path("oversikt/", include("avklar.insight.overview.urls")),
    path("tall/", include("avklar.insight.statistics.urls")),
    path("virksomheter/", include("avklar.people.organisations.urls")),
    path("logg/", include("avklar.foundation.journal.urls")),
    path("varsler/", include("avklar.foundation.notifications.urls")),
    path("bevaring/", include("avklar.foundation.retention.urls")),
    path("oppsett/", include("avklar.people.accounts.setup_urls")),
    path("konto/", include("avklar.people.accounts.urls")),
    path("", include("avklar.insight.register.urls")),
    path("", include("avklar.foundation.ui.urls")),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sprak/", csrf_exempt(set_language), name="set_language"),
]

handler400 = problems.bad_request
handler403 = problems.permission_denied
handler404 = problems.not_found
handler500 = problems.server_error
