"""Reads of competence. Names are seen inside the own organisation only; the lead sees counts of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.network.competence import gaps, shipped
from avklar.network.competence.cards import (
    Certificate,
    CompetenceStanding,
    Edition,
    EditionLine,
    Learnt,
    Need,
    PersonLine,
    Running,
    Wish,
    WishLine,
)
from avklar.network.competence.models import Attempt, Completion, CourseText, RoleWish
from avklar.network.competence.reading import Source, read
from avklar.network.competence.states import Level, Topic
from avklar.people.organisations import queries as people


def district_of(organisation_id: UUID) -> UUID:
    """Whose aims and course texts apply: those of the district, or one's own where no district serves."""
    district = people.district_of(organisation_id)
    return district.id if district else organisation_id


def editions(actor: Actor, language: str) -> dict[str, Edition]:
    """Every course as it stands for the actor's district in a language, by code."""
    actor.must(Permission.COURSE_TAKE)
    rows = CourseText.objects.filter(organisation_id=district_of(actor.organisation), language=language)
    newest = {row.code: row for row in rows.order_by("position")}
    return {code: _edition(code, language, newest.get(code)) for code in shipped.codes()}


def edition(district_id: UUID, code: str, language: str) -> Edition:
    """A course as it stands; NotFound for one that isn't there. The district's newest text, or what is shipped."""
    shipped.sources(code, language)
    return _edition(code, language, newest_text(district_id, code, language))


def _edition(code: str, language: str, row: CourseText | None) -> Edition:
    files = shipped.sources(code, language)
    if row is None or row.shipped:
        return Edition(code, language, row.position if row else 0, files, False, shipped.course(code, language))
    sources = _sources(row)
    return Edition(code, language, row.position, sources, True, read(sources))


def newest_text(district_id: UUID, code: str, language: str) -> CourseText | None:
    """The newest version that was written down, or None."""
    rows = CourseText.objects.filter(organisation_id=district_id, code=code, language=language)
    return rows.order_by("-position").first()


def versions(actor: Actor, code: str, language: str) -> list[EditionLine]:
    """The versions of a course's text, the newest first."""
    actor.must(Permission.TARGET_SET)
    rows = CourseText.objects.filter(organisation_id=actor.organisation, code=code, language=language)
    found = list(rows.order_by("-position"))
    names = people.names(row.made_by for row in found if row.made_by)
    return [
        EditionLine(row.position, not row.shipped, names.get(row.made_by, "") if row.made_by else "", row.made_at)
        for row in found
    ]


def running(actor: Actor) -> list[Running]:
    """The actor's own courses that aren't completed, the newest first."""
    actor.must(Permission.COURSE_TAKE)
    rows = Attempt.objects.filter(user_id=actor.person).select_related("text").order_by("-moved_at", "pk")
    return [_running(row) for row in rows]


def attempt(actor: Actor, attempt_id: UUID) -> Running:
    """One of the actor's own courses under way; NotFound for anybody else's, and when it is completed."""
    actor.must(Permission.COURSE_TAKE)
    row = Attempt.objects.filter(pk=attempt_id, user_id=actor.person).select_related("text").first()
    if row is None:
        raise NotFound
    return _running(row)


def completed(actor: Actor, attempt_id: UUID) -> UUID:
    """The completion that came of a course under way; NotFound when there is none."""
    row = Completion.objects.filter(submission=attempt_id, user_id=actor.person).first()
    if row is None:
        raise NotFound
    return row.pk


def learnt(actor: Actor) -> list[Learnt]:
    """What the actor has completed, the newest first."""
    actor.must(Permission.COURSE_TAKE)
    return _learnt(Completion.objects.filter(user_id=actor.person).order_by("-done_on", "-pk"))


def my_needs(actor: Actor) -> list[Need]:
    """What the actor should have for the organisation acted for, in the order of the topics."""
    actor.must(Permission.COURSE_TAKE)
    wishes = wishes_on(district_of(actor.organisation), clock.today())
    held = [(actor.person, role) for role in actor.roles]
    return gaps.needs(held, wishes, learnt(actor), clock.today())


def certificate(actor: Actor, completion_id: UUID) -> Certificate:
    """The actor's own certificate; NotFound for anybody else's, and for a course from outside."""
    actor.must(Permission.COURSE_TAKE)
    return _certificate(Completion.objects.filter(pk=completion_id, user_id=actor.person, text__isnull=False))


def look_up(actor: Actor, number: str) -> Certificate:
    """The certificate with a number, for whoever manages competence in the organisation it was taken for."""
    actor.must(Permission.COMPETENCE_MANAGE)
    wanted = "".join(sign for sign in number.upper() if sign.isalnum())[:16]
    return _certificate(Completion.objects.filter(organisation_id=actor.organisation, number=wanted))


def organisation(actor: Actor) -> list[PersonLine]:
    """Everybody in the actor's own organisation who should have something, by name. Six queries."""
    actor.must(Permission.COMPETENCE_MANAGE)
    today = clock.today()
    held = people.roles_held(actor.organisation, today).get(actor.organisation, [])
    wishes = wishes_on(district_of(actor.organisation), today)
    names = people.names(user_id for user_id, _role in held)
    found: dict[UUID, list[Need]] = {}
    for need in gaps.needs(held, wishes, _had(list(names)), today):
        found.setdefault(need.user_id, []).append(need)
    lines = [
        PersonLine(user_id, names[user_id], tuple(role for each, role in held if each == user_id), tuple(theirs))
        for user_id, theirs in found.items()
    ]
    return sorted(lines, key=lambda line: (line.name, line.user_id))


def competence_standing(district_id: UUID, on: date | None = None) -> dict[UUID, CompetenceStanding]:
    """For each municipality of the district, on a day (today): what its people should have, and have. Three queries."""
    day = on or clock.today()
    found: dict[UUID, CompetenceStanding] = defaultdict(CompetenceStanding)
    wishes = wishes_on(district_id, day)
    if not wishes:  # nobody should have anything, so nobody's roles are asked for
        return found
    held = people.roles_held(district_id, day)
    held.pop(district_id, None)
    had = _had({user_id for theirs in held.values() for user_id, role in theirs if wishes.get(role)})
    by_person: dict[UUID, list[Learnt]] = {}
    for each in had:
        by_person.setdefault(each.user_id, []).append(each)
    for place, theirs in held.items():
        found[place] = gaps.count(gaps.needs(theirs, wishes, _of(theirs, by_person), day))
    return found


def wishes_on(district_id: UUID, on: date) -> dict[Role, Wish]:
    """What each role should have on a day. One query."""
    rows = RoleWish.objects.filter(organisation_id=district_id, valid_from__lte=on)
    return {Role(row.role): wish_of(row) for row in rows.order_by("valid_from", "position")}


def wish_lines(actor: Actor) -> list[WishLine]:
    """The matrix: what each role should have today, or from a day to come, as it was set last."""
    actor.must(Permission.COURSE_TAKE)
    rows = RoleWish.objects.filter(organisation_id=district_of(actor.organisation)).order_by("position")
    newest = {row.role: row for row in rows}
    return [
        WishLine(role, wish_of(newest[role]), newest[role].valid_from, newest[role].position)
        if role in newest
        else WishLine(role, {}, None, 0)
        for role in Role
    ]


def wish_line(actor: Actor, role: str) -> WishLine:
    """One role of the matrix; NotFound for a role that isn't there."""
    for line in wish_lines(actor):
        if line.role == role:
            return line
    raise NotFound


def wish_of(row: RoleWish) -> Wish:
    """A row's wish with topics and levels instead of codes."""
    return {Topic(topic): Level(level) for topic, level in row.wish.items()}


def expiring(on: date) -> QuerySet[Completion]:
    """What expires within the time of a reminder and nobody was reminded of."""
    return Completion.objects.filter(valid_to__gte=on, valid_to__lte=on + gaps.SOON, reminded_at=None)


def renewed(row: Completion) -> bool:
    """Whether the person has learnt the same since, so that no reminder is needed."""
    levels = [level for level in Level if level.rank >= Level(row.level).rank]
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=row.valid_to)
    return Completion.objects.filter(later, user_id=row.user_id, topic=row.topic, level__in=levels).exists()


def _had(user_ids: Collection[UUID]) -> list[Learnt]:
    return _learnt(Completion.objects.filter(user_id__in=user_ids)) if user_ids else []


def _of(held: list[tuple[UUID, Role]], by_person: Mapping[UUID, list[Learnt]]) -> list[Learnt]:
    return [each for user_id in {user_id for user_id, _role in held} for each in by_person.get(user_id, [])]


COLUMNS = ("pk", "user_id", "title", "organiser", "topic", "level", "done_on", "valid_to", "number")


def _learnt(rows: QuerySet[Completion]) -> list[Learnt]:
    found = rows.annotate(code=F("text__code"), spoken=F("text__language")).values_list(*COLUMNS, "code", "spoken")
    return [_one(*columns) for columns in found]


def _one(*columns: Any) -> Learnt:
    identity, user_id, title, organiser, topic, level, done_on, valid_to, number, code, language = columns
    return Learnt(
        identity,
        user_id,
        title,
        organiser,
        Topic(topic),
        Level(level),
        done_on,
        valid_to,
        number or "",
        code or "",
        language or "",
    )


def _certificate(rows: QuerySet[Completion]) -> Certificate:
    row = rows.select_related("text").first()
    if row is None or row.text is None:
        raise NotFound
    return Certificate(
        learnt=_learnt(Completion.objects.filter(pk=row.pk))[0],
        name=people.names([row.user_id]).get(row.user_id, ""),
        organisation=people.organisation(row.organisation_id).full_name,
        contents=tuple(page.title for page in read(_sources(row.text)).pages),
    )


def _running(row: Attempt) -> Running:
    answers = {int(step): int(chosen) for step, chosen in row.answers.items()}
    course = read(_sources(row.text))
    return Running(row.pk, row.code, row.text.language, course, row.at, answers, row.moved_at)


def _sources(row: CourseText) -> tuple[Source, ...]:
    return tuple((name, text) for name, text in row.sources)
