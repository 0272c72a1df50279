"""Reads of routines. Working texts stay inside the municipality; approved ones may be read in the whole district."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import TABLE, Permission
from avklar.foundation.access.prepared import Prepared
from avklar.network.routines import shipped
from avklar.network.routines.cards import Reader, RoutineCard, RoutineStanding, Template, Version
from avklar.network.routines.models import Acknowledgement, Review, Routine, RoutineVersion, TemplateVersion
from avklar.network.routines.states import Code, Language
from avklar.people.organisations import queries as people
from avklar.people.organisations.states import OrganisationKind


def district_id(actor: Actor) -> UUID | None:
    """The police district of the actor's organisation: itself, or the one that serves it; None without one."""
    own = people.organisation(actor.organisation)
    if own.kind == OrganisationKind.POLICE_DISTRICT:
        return own.id
    district = people.district_of(own.id)
    return district.id if district else None


def for_municipality(actor: Actor) -> bool:
    """Whether the actor acts for a municipality."""
    return people.organisation(actor.organisation).kind == OrganisationKind.MUNICIPALITY


def templates(district: UUID | None, code: Code) -> list[Template]:
    """Every version of a template, the newest first; the last is the shipped one. Two queries."""
    rows = list(TemplateVersion.objects.filter(district_id=district, code=code).order_by("-position"))
    names = people.names(row.published_by for row in rows)
    return [*(_template(row, names) for row in rows), _shipped(code)]


def newest(district: UUID | None) -> dict[Code, Template]:
    """The newest version of each template. Two queries."""
    rows = list(TemplateVersion.objects.filter(district_id=district).order_by("position"))
    names = people.names(row.published_by for row in rows)
    return {code: _shipped(code) for code in Code} | {Code(row.code): _template(row, names) for row in rows}


def routines(actor: Actor) -> dict[Code, RoutineCard]:
    """The municipality's own routines, the working texts too. At most seven queries."""
    actor.must(Permission.ROUTINE_READ)
    rows = list(Routine.objects.filter(organisation_id=actor.organisation).order_by("pk"))
    versions = _versions([row.pk for row in rows])
    names = people.names(row.written_by for row in rows)
    read = set(
        Acknowledgement.objects.filter(organisation_id=actor.organisation, user_id=actor.person).values_list(
            "version_id", flat=True
        )
    )
    latest = newest(district_id(actor)) if rows else {}
    return {Code(row.code): _card(row, versions[row.pk], names, latest[Code(row.code)], read) for row in rows}


def routine(actor: Actor, code: Code) -> RoutineCard:
    """One of the municipality's own; NotFound when it isn't taken in use."""
    found = routines(actor).get(code)
    if found is None:
        raise NotFound
    return found


def approved(actor: Actor, number: str) -> tuple[str, dict[Code, Version]]:
    """The versions in force in a municipality of the actor's district, with its name; NotFound for any other."""
    actor.must(Permission.ROUTINE_READ)
    district = district_id(actor)
    places = people.municipalities(district) if district else []
    place = next((each for each in places if each.number == number), None)
    if place is None:
        raise NotFound
    rows = {row.pk: Code(row.code) for row in Routine.objects.filter(organisation_id=place.id)}
    found = {rows[pk]: versions[0] for pk, versions in _versions(list(rows)).items()}
    return place.full_name, {code: found[code] for code in Code if code in found}


def readers(actor: Actor, version_id: UUID) -> list[Reader]:
    """Everybody with a role in the own organisation, and when each read the version; those who haven't first."""
    actor.must(Permission.ROUTINE_READ)
    rows = Acknowledgement.objects.filter(version_id=version_id, organisation_id=actor.organisation)
    read = dict(rows.values_list("user_id", "at"))
    names = {each.person.id: each.person.name for each in people.members(actor.organisation)}
    found = [Reader(name, read.get(user_id)) for user_id, name in names.items()]
    return sorted(found, key=lambda each: each.at is not None)


def managers(organisation_id: UUID) -> dict[UUID, str]:
    """Who can adapt and approve the organisation's routines. One query."""
    return people.holders(organisation_id, TABLE[Permission.ROUTINE_MANAGE].roles)


def routine_standing(district_id: UUID, on: date | None = None) -> dict[UUID, RoutineStanding]:
    """How each municipality of the district stood on a day (today); an empty one for none adopted. One query."""
    day = on or clock.today()
    until = datetime.combine(day, time.max, tzinfo=clock.OSLO)
    adopted: Counter[UUID] = Counter()
    overdue: Counter[UUID] = Counter()
    for place, due in _dues(_IN_DISTRICT.rows(district=district_id, day=day, until=until)).values():
        adopted[place] += 1
        overdue[place] += due < day
    found: dict[UUID, RoutineStanding] = defaultdict(RoutineStanding)
    found.update((place, RoutineStanding(number, len(Code), overdue[place])) for place, number in adopted.items())
    return found


def readings(district_id: UUID) -> dict[UUID, int]:
    """How many readings of versions in force each municipality has: the number only, no names. Two queries."""
    places = {card.id for card in people.municipalities(district_id)}
    rows = RoutineVersion.objects.filter(organisation_id__in=places)
    latest = rows.values("routine_id").annotate(last=Max("position")).values_list("routine_id", "last")
    wanted = set(latest)
    found: Counter[UUID] = Counter()
    read = Acknowledgement.objects.filter(organisation_id__in=places)
    for place, *version in read.values_list("organisation_id", "version__routine_id", "version__position"):
        found[place] += tuple(version) in wanted
    return dict(found)


def reviews_due(organisation_id: UUID, until: date) -> dict[UUID, tuple[Code, date]]:
    """Routines whose review falls due by a day, by id. Two queries."""
    codes = {row.pk: Code(row.code) for row in Routine.objects.filter(organisation_id=organisation_id)}
    dues = _dues(_approved({organisation_id}, clock.now()))
    return {pk: (codes[pk], due) for pk, (_place, due) in dues.items() if due <= until}


def _approved(places: Any, until: datetime) -> QuerySet[Any, Any]:
    """(routine, municipality, review due, due after a later review) of versions approved by a moment, in order."""
    rows = RoutineVersion.objects.filter(organisation_id__in=places, approved_at__lte=until).order_by("position")
    looked = rows.annotate(later=Max("reviews__review_due", filter=Q(reviews__reviewed_at__lte=until)))
    return looked.values_list("routine_id", "organisation_id", "review_due", "later")


_IN_DISTRICT = Prepared(
    lambda slot: _approved(people.served(slot.id("district"), slot.day("day")), slot.moment("until"))
)


def _dues(rows: Iterable[Any]) -> dict[UUID, tuple[UUID, date]]:
    """Routine → (municipality, next review): the newest version counts."""
    return {routine: (place, max(due, later or due)) for routine, place, due, later in rows}


def _versions(ids: list[UUID]) -> dict[UUID, list[Version]]:
    rows = list(RoutineVersion.objects.filter(routine_id__in=ids).order_by("-position")) if ids else []
    reviews = list(Review.objects.filter(version__in=[row.pk for row in rows]).order_by("-reviewed_at")) if rows else []
    persons = {row.written_by for row in rows} | {row.approved_by for row in rows}
    names = people.names(persons | {row.reviewed_by for row in reviews})
    looked: dict[UUID, list[tuple[str, datetime, date]]] = defaultdict(list)
    for each in reviews:
        looked[each.version_id].append((names.get(each.reviewed_by, ""), each.reviewed_at, each.review_due))
    found: dict[UUID, list[Version]] = defaultdict(list)
    for row in rows:
        found[row.routine_id].append(
            Version(
                row.pk,
                row.position,
                row.text,
                row.template_position,
                row.note,
                names.get(row.written_by, ""),
                names.get(row.approved_by, ""),
                row.approved_at,
                row.review_due,
                tuple(looked[row.pk]),
            )
        )
    return found


def _card(
    row: Routine, versions: list[Version], names: dict[UUID, str], template: Template, read: set[UUID]
) -> RoutineCard:
    return RoutineCard(
        id=row.pk,
        organisation_id=row.organisation_id,
        code=Code(row.code),
        language=Language(row.language),
        text=row.text,
        template_position=row.template_position,
        version=row.version,
        written_by=row.written_by,
        written_by_name=names.get(row.written_by, ""),
        written_at=row.written_at,
        versions=tuple(versions),
        newest_template=template,
        mine=bool(versions) and versions[0].id in read,
    )


def _shipped(code: Code) -> Template:
    return Template(code, 1, {language: shipped.text(code, language) for language in Language})


def _template(row: TemplateVersion, names: dict[UUID, str]) -> Template:
    texts = {Language.BOKMAAL: row.bokmaal, Language.NYNORSK: row.nynorsk}
    return Template(Code(row.code), row.position, texts, row.note, names.get(row.published_by, ""), row.published_at)
