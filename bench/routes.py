"""Routes that only the bench's server has: the bare view, the bare insert, and sending a concern without its page."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from avklar.followup.concerns import actions, floods
from avklar.followup.concerns.actions import sending, telling
from avklar.followup.concerns.content import ConcernContent, ObservationContent
from avklar.followup.concerns.states import SenderKind
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.anonymity import AgeBand, Setting
from bench import disclosing
from bench.data import TEXT
from bench.reference import bare_list, insert_bare

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
TOLD = ConcernContent(
    observations=(ObservationContent(fact=TEXT, interpretation=TEXT),),
    age_band=AgeBand.UNKNOWN,
    setting=Setting.SCHOOL,
    sender_kind=SenderKind.FAMILY,
    works_well=TEXT,
    wish=TEXT,
)
"""The same from somebody without an account: the public form asks for less."""


def insert(request: HttpRequest, organisation_id: uuid.UUID, rows: int) -> HttpResponse:
    """The bare insert of so many rows."""
    insert_bare(organisation_id, rows - 1)
    return HttpResponse("ok")


def send(request: HttpRequest, organisation_id: uuid.UUID, user_id: uuid.UUID) -> HttpResponse:
    """The whole action: the check of the text before it, then all that `store` does."""
    with scope(organisation_id, person_id=user_id):
        actions.send(_teacher(organisation_id, user_id), content=CONTENT, submission=clock.new_id())
    return HttpResponse("ok")


def store(request: HttpRequest, organisation_id: uuid.UUID, user_id: uuid.UUID) -> HttpResponse:
    """The save itself: key, encryption, rows, note, mail, journal, durable commits.

    Both run inside the organisation's and the person's scope, as the guard of every page opens it.
    """
    with scope(organisation_id, person_id=user_id):
        sending._store(_teacher(organisation_id, user_id), content=CONTENT, submission=clock.new_id())
    return HttpResponse("ok")


def tell(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """A private person's worry as its page saves it: receipt, key, encryption, rows, note, mail, journal.

    Whether it is a flood is asked as ever, and not obeyed: a bench is one.
    """
    telling._store(organisation_id, content=TOLD, seed=clock.new_id(), proved=True)
    return HttpResponse("ok")


def _asked_in_vain(*given: Any, **named: Any) -> bool:
    _is_flood(*given, **named)
    return False


_is_flood = floods.is_flood
floods.is_flood = _asked_in_vain


def disclose(
    request: HttpRequest, organisation_id: uuid.UUID, user_id: uuid.UUID, case_id: uuid.UUID, receiver: str
) -> HttpResponse:
    """A disclosure of twenty facts: every check, the key, the encryption, note, mail and journal, durable commits."""
    disclosing.disclose(
        Actor(user_id, organisation_id, frozenset({Role.RADICALISATION_CONTACT}), True), case_id, receiver
    )
    return HttpResponse("ok")


def _teacher(organisation_id: uuid.UUID, user_id: uuid.UUID) -> Actor:
    return Actor(user_id, organisation_id, frozenset({Role.FRONTLINE}))


urlpatterns = [
    path("bench/list/<uuid:organisation_id>/", bare_list),
    path("bench/insert/<uuid:organisation_id>/<int:rows>/", insert),
    path("bench/disclose/<uuid:organisation_id>/<uuid:user_id>/<uuid:case_id>/<str:receiver>/", disclose),
    path("bench/send/<uuid:organisation_id>/<uuid:user_id>/", send),
    path("bench/tell/<uuid:organisation_id>/", tell),
    path("bench/store/<uuid:organisation_id>/<uuid:user_id>/", store),
    path("", include("avklar.config.urls")),  # so that actions find the addresses they put into notes
]
