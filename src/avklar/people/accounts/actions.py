"""What a person can do with the own account, and the one-time link of frontline employees."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.scope import writing
from avklar.people.accounts import mail
from avklar.people.accounts.models import SignInLink, User
from avklar.people.organisations import actions as organisations
from avklar.people.organisations import queries

LINK_LASTS = timedelta(minutes=20)
USED = _("Lenken er brukt eller for gammel. Be om en ny.")


@dataclass(frozen=True)
class OpenLink:
    """A one-time link that can be used now. `is_new`: nobody with this e-mail has been here before."""

    id: UUID
    organisation_id: UUID
    email: str
    is_new: bool


def choose_organisation(actor: Actor, *, organisation_id: UUID) -> None:
    """From now on the person acts for this organisation; NotFound unless they have a role there."""
    if organisation_id not in {card.id for card, _member in queries.memberships_of(actor.person)}:
        raise NotFound
    with writing(Actor(actor.person, organisation_id)):
        User.objects.filter(pk=actor.person).exclude(acting_for=organisation_id).update(acting_for=organisation_id)


def change_own(actor: Actor, *, name: str, phone: str, language: str) -> None:
    """Name, telephone and language, as others see them."""
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid(fields={"language": _("Velg et av språkene.")})
    with writing(actor):
        User.objects.filter(pk=actor.person).update(name=name, phone=phone, language=language)
        _journal(actor, "change")


def sign_out_everywhere(actor: Actor) -> None:
    """Every session of the person ends, this one too."""
    with writing(actor):
        User.objects.filter(pk=actor.person).update(session_epoch=F("session_epoch") + 1)
        _journal(actor, "sign-out-everywhere")


def send_link(*, email: str) -> None:
    """Mail a one-time link, if an organisation lists the domain. Silent about which: the page answers the same."""
    wanted = email.strip().lower()
    organisation_id = queries.organisation_of_domain(wanted.rpartition("@")[2])
    if organisation_id is None or User.objects.filter(email=wanted, is_active=False).exists():
        return
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.create(
            organisation_id=organisation_id, email=wanted, digest=_digest(token), expires=clock.now() + LINK_LASTS
        )
    mail.send_link(wanted, settings.AVKLAR_ADDRESS.rstrip("/") + reverse("accounts:link", args=[token]))


def find_link(token: str) -> OpenLink:
    """The link, unused and not too old; NotFound otherwise: unknown, used and old look alike."""
    row = SignInLink.objects.filter(digest=_digest(token), used_at__isnull=True, expires__gt=clock.now()).first()
    if row is None:
        raise NotFound(USED)
    return OpenLink(row.pk, row.organisation_id, row.email, not User.objects.filter(email=row.email).exists())


def use_link(*, token: str, name: str = "") -> User:
    """Use the link, once: the person, made on the first visit with `name`; then a frontline employee."""
    link = find_link(token)
    if link.is_new and not name.strip():
        raise Invalid(fields={"name": _("Skriv navnet ditt.")})
    try:
        return _enter(link, name.strip())
    except IntegrityError:  # another link made the account in the same moment
        raise Conflict from None


def _enter(link: OpenLink, name: str) -> User:
    with transaction.atomic():
        if not SignInLink.objects.filter(pk=link.id, used_at__isnull=True).update(used_at=clock.now()):
            raise Conflict(USED)
        user = User.objects.filter(email=link.email).first()
        if user is None:
            user = User.objects.create_user(link.email, name=name, acting_for=link.organisation_id)
        organisations.admit(organisation_id=link.organisation_id, user_id=user.pk)
    return user


def _journal(actor: Actor, verb: str) -> None:
    """Somebody without any organisation has no journal to write in."""
    if actor.organisation_id is not None:
        journal.write(actor, verb, kind="user", object_id=actor.person)


def _digest(token: str) -> bytes:
    """What is stored instead of the token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()
