"""Asking those appointed, once a year, whether they still are; their answer by the link; telling of what ends (R18)."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock, journal
from avklar.foundation.access.actor import Actor, machine
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import writing
from avklar.foundation.notifications import notify
from avklar.people.organisations import confirming, mail, queries
from avklar.people.organisations.actions.invitations import digest_of
from avklar.people.organisations.confirming import Question
from avklar.people.organisations.models import Appointment, AppointmentReminder, Confirmation, Membership
from avklar.people.organisations.queries.confirming import question, to_ask
from avklar.people.organisations.queries.rows import active
from avklar.people.organisations.states import Confirmed, OrganisationKind

USED = _("Lenken er brukt, for gammel eller byttet ut med en nyere. Se etter en nyere e-post, eller spør den som "
         "administrerer Avklar hos dere.")  # fmt: skip


def ask_for_confirmations(organisation_id: UUID) -> int:
    """Mail a question to everybody whose appointment is a year old, and a reminder after 14 days; how many mails."""
    actor, now = machine(organisation_id), clock.now()
    sent = sum(_ask(actor, membership_id) for membership_id in to_ask(organisation_id))
    waiting = Confirmation.objects.filter(
        membership__organisation_id=organisation_id,
        answered_at__isnull=True,
        reminded_at__isnull=True,
        sent_at__lte=now - confirming.REMIND_AFTER,
        expires__gt=now,
    )
    return sent + sum(_remind(actor, *row) for row in waiting.order_by("pk").values_list("pk", "membership_id"))


def find_confirmation(token: str) -> Question:
    """What the link asks; NotFound when it is unknown, used, too old or about nothing any more: they look alike."""
    rows = Confirmation.objects.filter(
        digest=digest_of(token), answered_at__isnull=True, expires__gt=clock.now()
    ).values_list("pk", "membership_id")
    row = rows.first()
    asked = question(*row) if row else None
    if asked is None:
        raise NotFound(USED)
    return asked


def answer_confirmation(*, token: str, answer: str) -> Question:
    """Answer by the link, once; what was asked."""
    asked = find_confirmation(token)
    record_answer(asked, answer=answer)
    return asked


def record_answer(asked: Question, *, answer: str) -> None:
    """The answer of whoever holds the link, once. A no is told to the lead and the administrators, who decide."""
    if answer not in Confirmed.values:
        raise Invalid(fields={"answer": _("Velg ett av svarene.")})
    membership = Membership.objects.get(confirmations=asked.id)
    actor = Actor(user_id=membership.user_id, organisation_id=membership.organisation_id)
    with writing(actor):
        rows = Confirmation.objects.filter(pk=asked.id, answered_at__isnull=True)
        if not rows.update(answer=answer, answered_at=clock.now(), digest=None):
            raise Conflict(USED)
        if answer != Confirmed.STILL:
            code = "contact_leaving" if answer == Confirmed.NOT_ANY_MORE else "contact_phone"
            _tell(actor, code, lead=answer == Confirmed.NOT_ANY_MORE)
        journal.write(actor, "answered", kind="confirmation", object_id=asked.id, reason=answer)


def remind_of_endings(organisation_id: UUID) -> int:
    """Tell lead and administrators, once at 60 and once at 14 days, of what ends with nobody after it; how many."""
    today, told = clock.today(), 0
    held = Appointment.objects.filter(
        active("membership__"), membership__organisation_id=organisation_id, valid_to__gte=today
    )
    rows = list(held.order_by("pk").values_list("pk", "municipality_id", "kind", "valid_from", "valid_to"))
    for pk, place, kind, first, last in rows:
        days = confirming.distance((last - today).days) if first <= today else None
        followed = any(
            (other, what) == (place, kind) and end > last and start <= last + timedelta(days=1)
            for _pk, other, what, start, end in rows
        )
        if days is not None and not followed:
            told += _remind_of_ending(machine(organisation_id), pk, days, last)
    return told


def _remind_of_ending(actor: Actor, appointment_id: UUID, days: int, due: date) -> int:
    with writing(actor):
        _row, new = AppointmentReminder.objects.get_or_create(appointment_id=appointment_id, days=days, due=due)
        if new:
            _tell(actor, "appointment_ending", lead=True)
    return int(new)


def _ask(actor: Actor, membership_id: UUID) -> int:
    token, now = secrets.token_urlsafe(32), clock.now()
    with writing(actor):
        row, new = Confirmation.objects.get_or_create(
            membership_id=membership_id,
            asked_on=clock.today(),
            defaults={"digest": digest_of(token), "sent_at": now, "expires": now + confirming.LASTS},
        )
        if not new:  # another worker was first
            return 0
        sent = _mail(row.pk, membership_id, token, again=False)
        journal.write(actor, "asked-for", kind="confirmation", object_id=row.pk)
    return sent


def _remind(actor: Actor, confirmation_id: UUID, membership_id: UUID) -> int:
    """The second mail has a link of its own; the first one's stops working, so that one link at a time does."""
    token, now = secrets.token_urlsafe(32), clock.now()
    with writing(actor):
        rows = Confirmation.objects.filter(pk=confirmation_id, answered_at__isnull=True, reminded_at__isnull=True)
        if not rows.update(digest=digest_of(token), reminded_at=now, expires=now + confirming.LASTS):
            return 0
        return _mail(confirmation_id, membership_id, token, again=True)


def _mail(confirmation_id: UUID, membership_id: UUID, token: str, *, again: bool) -> int:
    """One mail, in the transaction that says it was sent; none to somebody who isn't appointed any more."""
    asked = question(confirmation_id, membership_id)
    if asked is None:
        return 0
    email, language = Membership.objects.values_list("user__email", "user__language").get(pk=membership_id)
    mail.ask_whether_still(email, language, token, asked, again=again)
    return 1


def _tell(actor: Actor, code: str, *, lead: bool) -> None:
    """The administrators of the organisation, and with `lead` the lead of the district it belongs to."""
    notify(actor, _holding(actor.organisation, Role.ADMINISTRATOR), code, reverse("organisations:manage"))
    own = queries.organisation(actor.organisation)
    district = own if own.kind == OrganisationKind.POLICE_DISTRICT else queries.district_of(own.id)
    if lead and district is not None:
        notify(actor, _holding(district.id, Role.DISTRICT_LEAD), code, reverse("organisations:network"))


def _holding(organisation_id: UUID, role: Role) -> list[UUID]:
    rows = Membership.objects.filter(active(), organisation_id=organisation_id, role=role)
    return list(rows.order_by("pk").values_list("user_id", flat=True))
