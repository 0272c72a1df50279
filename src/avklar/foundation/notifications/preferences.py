"""Changing how news reaches somebody by mail: on the person's own page, or by the link that a mail carries."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from avklar.foundation import journal
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import links, returned
from avklar.foundation.notifications.duty import News, Pace
from avklar.foundation.notifications.models import Preference, ReturnedAddress

CHANGED = _("Du har endret varslene dine et annet sted. Se over hva du vil ha, og lagre på nytt.")


def settle(actor: Actor, *, pace: str, on: Collection[str], version: int) -> None:
    """Choose how fast news comes, and which kinds; Conflict unless it is `version` still (0: nothing chosen yet)."""
    actor.must(Permission.NOTIFICATIONS_SET)
    if pace not in Pace.values or not set(on) <= set(News.values):
        raise Invalid(fields={"pace" if pace not in Pace.values else "on": _("Velg blant svarene på siden.")})
    new = {"pace": pace, "off": [kind for kind in News.values if kind not in on]}
    try:
        with writing(actor):
            if version == 0:
                Preference.objects.create(user_id=actor.person, **new)
            elif not Preference.objects.filter(pk=actor.person, version=version).update(
                **new, version=F("version") + 1
            ):
                raise Conflict(CHANGED)
            journal.write(actor, "change", kind="user", object_id=actor.person)
    except IntegrityError:
        raise Conflict(CHANGED) from None


def confirm_address(actor: Actor, *, address: str) -> None:
    """The actor's address is right after all: news is sent there again. Harmless when nothing came back."""
    actor.must(Permission.NOTIFICATIONS_SET)
    with writing(actor):
        ReturnedAddress.objects.filter(digest=returned.digest_of(address)).delete()
        journal.write(actor, "change", kind="user", object_id=actor.person)


def switch_off(token: str) -> links.Wanted:
    """Switch off what the link is for, and nothing else; again is harmless. NotFound unless the link is ours."""
    return _switch(token, off=True)


def switch_on(token: str) -> links.Wanted:
    """Take it back by the same link. Gathered mail comes gathered again."""
    return _switch(token, off=False)


def find(token: str) -> links.Wanted:
    """What a link is for; NotFound when it isn't ours, is too old, or its person is gone."""
    wanted = links.read(token)
    if not get_user_model()._default_manager.filter(pk=wanted.user_id, is_active=True).exists():
        raise NotFound
    return wanted


def _switch(token: str, *, off: bool) -> links.Wanted:
    wanted = find(token)
    with transaction.atomic():
        row = _locked(wanted.user_id)
        if wanted.kind == links.ALL:
            row.pace = Pace.NEVER if off else Pace.DAILY
        else:
            row.off = sorted(set(row.off) | {wanted.kind} if off else set(row.off) - {wanted.kind})
        row.version += 1
        row.save()
    return wanted


def _locked(user_id: UUID) -> Preference:
    """The person's row, made where there is none, and nobody else's to change until the transaction ends."""
    Preference.objects.get_or_create(pk=user_id)
    return Preference.objects.select_for_update().get(pk=user_id)
