"""Inviting somebody by e-mail to take a role, and taking it. Only a digest of the link is kept; it works once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Denied, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.people.organisations import mail, queries, rules
from avklar.people.organisations.actions.memberships import add, tell_confirmers
from avklar.people.organisations.models import Invitation, Membership, Organisation
from avklar.people.organisations.states import OrganisationKind

LASTS = timedelta(days=14)
HAS_ACCOUNT = _("Denne e-postadressen har en konto. Logg inn, og åpne lenken igjen.")
USED = _("Invitasjonen er brukt eller for gammel. Be den som inviterte deg om en ny.")


@dataclass(frozen=True)
class Invited:
    """An invitation that can be taken now. `has_account`: somebody with this e-mail signs in already."""

    id: UUID
    organisation_id: UUID
    organisation: str
    email: str
    role: Role
    has_account: bool


def invite(actor: Actor, *, email: str, role: Role, organisation_id: UUID | None = None) -> UUID:
    """Mail an invitation to a role in the actor's organisation; the invitation's id.

    A police district may also invite the first administrator of a municipality that it serves and that has none.
    """
    actor.must(Permission.MEMBERSHIP_GRANT)
    with writing(actor):
        place = organisation_id or actor.organisation
        if place != actor.organisation:
            _check_first_administrator(actor, place, role)
        return send(actor, place, email=email, role=role)


def send(actor: Actor, organisation_id: UUID, *, email: str, role: Role) -> UUID:
    """Make the invitation and mail it, in one transaction; for the actions of this room, inside theirs."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    rules.check_role_fits(OrganisationKind(organisation.kind), role)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.strip().lower(),
        role=role,
        digest=digest_of(token),
        invited_by=actor.person,
        expires=clock.now() + LASTS,
    )
    mail.send_invitation(invitation.email, token, organisation.name)
    journal.write(actor, "invite", kind="invitation", object_id=invitation.pk, reason=role)
    return invitation.pk


def find_invitation(token: str) -> Invited:
    """The invitation behind a link; NotFound when it is unknown, used or too old: the three look alike."""
    row = (
        Invitation.objects.filter(digest=digest_of(token), accepted_at__isnull=True, expires__gt=clock.now())
        .select_related("organisation")
        .first()
    )
    if row is None:
        raise NotFound(USED)
    known = get_user_model().objects.filter(email=row.email).exists()
    return Invited(row.pk, row.organisation_id, row.organisation.name, row.email, Role(row.role), known)


def accept_invitation(*, token: str, name: str = "", password: str | None = None, user_id: UUID | None = None) -> UUID:
    """Take the role: as the signed-in person `user_id`, or as a new one with `name` and `password`; the user's id.

    Whoever has an account must be signed in with it: a link alone never opens an account that exists.
    """
    invited = find_invitation(token)
    users = get_user_model().objects
    if user_id is not None:
        if not users.filter(pk=user_id, email=invited.email).exists():
            raise Denied(_("Invitasjonen er til en annen e-postadresse enn din."), rule="invitation")
    elif invited.has_account:
        raise Conflict(HAS_ACCOUNT)
    person_id = user_id or clock.new_id()
    try:
        _take(invited, person_id=person_id, is_new=user_id is None, name=name, password=password)
    except IntegrityError:  # another invitation made the account in the same moment
        raise Conflict(HAS_ACCOUNT) from None
    return person_id


def _take(invited: Invited, *, person_id: UUID, is_new: bool, name: str, password: str | None) -> None:
    """Use the invitation up, make the account where there is none, and give the role."""
    actor = Actor(user_id=person_id, organisation_id=invited.organisation_id)
    with writing(actor):
        row = Invitation.objects.filter(pk=invited.id, accepted_at__isnull=True)
        if not row.update(accepted_at=clock.now()):
            raise Conflict(USED)
        if is_new:
            get_user_model().objects.create_user(
                invited.email, password, id=person_id, name=name.strip(), acting_for=invited.organisation_id
            )
        granted_by = Invitation.objects.values_list("invited_by", flat=True).get(pk=invited.id)
        membership = add(invited.organisation_id, user_id=person_id, role=invited.role, granted_by=granted_by)
        tell_confirmers(actor, membership)
        journal.write(actor, "accept", kind="membership", object_id=membership.pk, reason=invited.role)


def digest_of(token: str) -> bytes:
    """What is stored instead of the token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _check_first_administrator(actor: Actor, place: UUID, role: Role) -> None:
    district = queries.district_of(place)
    if district is None or district.id != actor.organisation or role != Role.ADMINISTRATOR:
        raise NotFound
    if Membership.objects.filter(organisation_id=place, role=role, ended_at__isnull=True).exists():
        raise Denied(_("Kommunen har en administrator, som inviterer selv."), rule="first administrator")
