"""Routes that only the bench's server has: the bare view, the bare insert, and sending a concern without its page."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from avklar.followup.concerns import actions
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.states import SenderKind
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Setting
from bench.data import TEXT
from bench.reference import bare_list, insert_three

CONTENT = ConcernContent(
    observations=(ObservationContent(fact=TEXT, interpretation=TEXT), ObservationContent(fact=TEXT)),
    age_band=AgeBand.UNKNOWN,
    setting=Setting.SCHOOL,
    sender_kind=SenderKind.SCHOOL,
    ordinary=TEXT,
    done=TEXT,
    wish=TEXT,
)
"""Some 1,200 characters in six texts: a worry of ordinary length."""


def insert(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """The bare insert of three rows."""
    insert_three(organisation_id)
    return HttpResponse("ok")


def send(request: HttpRequest, organisation_id: uuid.UUID, user_id: uuid.UUID) -> HttpResponse:
    """The whole action: check of the text, key, encryption, rows, note, mail, journal, durable commit.

    It runs inside the organisation's scope, as the guard of every page opens it.
    """
    actor = Actor(user_id, organisation_id, frozenset({Role.FRONTLINE}))
    with scope(organisation_id):
        actions.send(actor, content=CONTENT, submission=clock.new_id())
    return HttpResponse("ok")


urlpatterns = [
    path("bench/list/<uuid:organisation_id>/", bare_list),
    path("bench/insert/<uuid:organisation_id>/", insert),
    path("bench/send/<uuid:organisation_id>/<uuid:user_id>/", send),
    path("", include("avklar.config.urls")),  # so that actions find the addresses they put into notes
]
