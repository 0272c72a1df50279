"""Reads of the consultations, through the actor and the access table only. What isn't theirs doesn't exist."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from avklar.followup.consultations.cards import Advice, Entry, Line, Listing, Page
from avklar.followup.consultations.models import Access, Consultation, Message, Ownership
from avklar.followup.consultations.parties import hidden_name, organisation_name
from avklar.followup.consultations.reach import access_of, mine
from avklar.followup.consultations.states import Group, Side, State, states_of
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.anonymity import AgeBand, Facts, Setting, SettingSize, Sex
from avklar.foundation.vault import keys
from avklar.foundation.vault.errors import KeyGone
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard

PER_PAGE = 20
OVERVIEW = 10
LIST_COLUMNS = (
    "side",
    *(
        f"consultation__{name}"
        for name in [
            "id",
            "age",
            "sex",
            "setting",
            "setting_size",
            "estimate",
            "hidden_sender",
            "state",
            "asked_at",
            "last_at",
            "ended_at",
            "sender_organisation_id",
            "receiver_organisation_id",
            "receiver_id",
        ]
    ),
)


def listing(actor: Actor, group: Group, *, before: UUID | None = None, size: int = PER_PAGE) -> Listing:
    """One of the actor's three lists, newest first: `size` rows after the id `before`. Three queries, no text."""
    rows = mine(actor).filter(_in_group(group))
    if before is not None:
        rows = rows.filter(consultation_id__lt=before)
    found = list(rows.order_by("-consultation_id").only(*LIST_COLUMNS).select_related("consultation")[: size + 1])
    lines = _lines(actor, found[:size])
    return Listing(group, tuple(lines), lines[-1].id if len(found) > size else None)


def inbox(actor: Actor) -> list[Listing]:
    """The three lists, each with its newest rows: waits for me, waits for others, ended."""
    return [listing(actor, group, size=OVERVIEW) for group in Group]


def page(actor: Actor, consultation_id: UUID) -> Page:
    """The opened consultation with its texts; NotFound unless the actor takes part. The caller journals the reading."""
    access = access_of(actor, consultation_id)
    consultation = access.consultation
    messages = list(Message.objects.filter(consultation=consultation).order_by("at", "pk"))
    try:
        keys.unlock([consultation, *messages], organisation_id=actor.organisation)
    except KeyGone:
        raise NotFound from None
    names = _Names(actor, [consultation], messages)
    side = Side(access.side)
    ownership = Ownership.objects.filter(consultation=consultation).first() if side is Side.OWNER else None
    return Page(
        line=_line(access, names),
        own=names.of(consultation, side),
        dialogue=(
            _question(consultation, side, names),
            *(_entry(each, consultation, side, names) for each in messages),
        ),
        advice=_advice(consultation, names),
        hidden_sender=consultation.hidden_sender,
        version=consultation.version,
        concern_id=ownership.concern_id if ownership else None,
        police=names.police(consultation),
        receiver_id=consultation.receiver_id,
    )


def owned(actor: Actor, consultation_id: UUID) -> UUID:
    """The same id, when the actor's own side asked; NotFound for every other. One query, no text."""
    if access_of(actor, consultation_id).side != Side.OWNER:
        raise NotFound
    return consultation_id


def of_concern(actor: Actor, concern_id: UUID) -> list[Line]:
    """The own side's consultations about one of its concerns, oldest first."""
    actor.must(Permission.CONSULTATION_READ)
    owned = Ownership.objects.filter(organisation_id=actor.organisation, concern_id=concern_id)
    rows = mine(actor).filter(side=Side.OWNER, consultation_id__in=owned.values("consultation_id"))
    return _lines(actor, rows.order_by("consultation_id").only(*LIST_COLUMNS).select_related("consultation"))


def _in_group(group: Group) -> Q:
    return Q(side=Side.OWNER, consultation__state__in=states_of(group, Side.OWNER)) | Q(
        side=Side.RECEIVER, consultation__state__in=states_of(group, Side.RECEIVER)
    )


class _Names:
    """Organisations and people of some consultations by id, in two queries."""

    def __init__(self, actor: Actor, rows: Iterable[Consultation], messages: Iterable[Message] = ()) -> None:
        rows = list(rows)
        organisations = {row.receiver_organisation_id for row in rows} | {actor.organisation}
        self.actor = actor
        self.organisations = people.organisations(
            organisations | {row.sender_organisation_id for row in rows if row.sender_organisation_id}
        )
        wanted = {row.receiver_id for row in rows} | {each.author_id for each in messages}
        wanted |= {row.sender_id for row in rows} if messages or len(rows) == 1 else set()
        self.people = people.names(each for each in wanted if each)

    def police(self, row: Consultation) -> bool:
        return self._card(row.receiver_organisation_id).kind == "police_district"

    def of(self, row: Consultation, side: Side) -> str:
        """The organisation on a side, as the actor may see it: a hidden sender is hidden from the police (R2)."""
        if side is Side.RECEIVER:
            return organisation_name(self._card(row.receiver_organisation_id))
        if row.sender_organisation_id is not None:
            return organisation_name(self._card(row.sender_organisation_id))
        receiver = self._card(row.receiver_organisation_id)
        if receiver.id == self.actor.organisation:
            return hidden_name(receiver)
        return organisation_name(self._card(self.actor.organisation))

    def other(self, row: Consultation, side: Side) -> str:
        """The other side in a list: the police contact by name, since it is an office; otherwise the organisation."""
        if side is Side.OWNER and row.receiver_id:
            return _("%(name)s, %(organisation)s") % {
                "name": self.person(row.receiver_id),
                "organisation": self.of(row, Side.RECEIVER),
            }
        return self.of(row, side.other)

    def person(self, user_id: UUID | None) -> str:
        return self.people.get(user_id, "") if user_id else ""

    def _card(self, organisation_id: UUID) -> OrganisationCard:
        return self.organisations[organisation_id]


def _lines(actor: Actor, found: Iterable[Access]) -> list[Line]:
    found = list(found)
    if not found:
        return []
    names = _Names(actor, [access.consultation for access in found])
    return [_line(access, names) for access in found]


def _line(access: Access, names: _Names) -> Line:
    row, side = access.consultation, Side(access.side)
    return Line(
        id=row.pk,
        side=side,
        other=names.other(row, side),
        facts=facts_of(row),
        estimate=row.estimate,
        state=State(row.state),
        asked_at=row.asked_at,
        last_at=row.last_at,
        ended_at=row.ended_at,
    )


def facts_of(row: Consultation) -> Facts:
    """The coarse facts as the anonymity room wants them."""
    return Facts(
        setting=Setting(row.setting),
        size=SettingSize(row.setting_size) if row.setting_size else None,
        age=AgeBand(row.age),
        sex=Sex(row.sex),
        hide_municipality=row.hidden_sender,
    )


def _question(row: Consultation, side: Side, names: _Names) -> Entry:
    return Entry(
        Side.OWNER,
        side is Side.OWNER,
        names.person(row.sender_id),
        names.of(row, Side.OWNER),
        row.asked_at,
        row.question,
        row.kept,
    )


def _entry(message: Message, row: Consultation, side: Side, names: _Names) -> Entry:
    wrote = Side(message.side)
    author = names.person(message.author_id)
    return Entry(wrote, wrote is side, author, names.of(row, wrote), message.at, message.text, message.kept)


def _advice(row: Consultation, names: _Names) -> Advice | None:
    if row.conclusion is None or row.concluded_at is None:
        return None
    side = Side(row.concluded_by)
    return Advice(side, names.of(row, side), row.concluded_at, row.conclusion)
