"""What people should have, set against what they have. Pure; the lead and every contact see the same figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from avklar.foundation.access.roles import Role
from avklar.network.competence.cards import CompetenceStanding, Learnt, Need, Wish
from avklar.network.competence.states import Level, Standing, Topic

SOON = timedelta(days=60)
"""How long before it expires somebody is reminded."""


def wanted(roles: Iterable[Role], wishes: Mapping[Role, Wish]) -> Wish:
    """What somebody with the roles should have: the highest level that any of them asks for, topic by topic."""
    found: Wish = {}
    for role in roles:
        for topic, level in wishes.get(role, {}).items():
            if topic not in found or found[topic].rank < level.rank:
                found[topic] = level
    return {topic: found[topic] for topic in Topic if topic in found}


def needs(
    held: Iterable[tuple[UUID, Role]], wishes: Mapping[Role, Wish], had: Iterable[Learnt], on: date
) -> list[Need]:
    """Everything that the people of one organisation should have on a day, person by person."""
    roles: dict[UUID, list[Role]] = defaultdict(list)
    for user_id, role in held:
        roles[user_id].append(role)
    learnt: dict[UUID, list[Learnt]] = defaultdict(list)
    for each in had:
        learnt[each.user_id].append(each)
    return [
        _need(user_id, topic, level, learnt[user_id], on)
        for user_id, theirs in roles.items()
        for topic, level in wanted(theirs, wishes).items()
    ]


def _need(user_id: UUID, topic: Topic, level: Level, had: Sequence[Learnt], on: date) -> Need:
    covering = [each for each in had if each.topic == topic and each.level.rank >= level.rank and each.done_on <= on]
    if not covering:
        return Need(user_id, topic, level, Standing.MISSING)
    until = max(each.valid_to or date.max for each in covering)
    if until == date.max:
        return Need(user_id, topic, level, Standing.VALID)
    standing = Standing.EXPIRED if until < on else Standing.SOON if until <= on + SOON else Standing.VALID
    return Need(user_id, topic, level, standing, until)


def count(found: Iterable[Need]) -> CompetenceStanding:
    """The figures of an organisation: what is soon to expire is still valid."""
    standings = [need.standing for need in found]
    return CompetenceStanding(
        wanted=len(standings),
        valid=sum(each in (Standing.VALID, Standing.SOON) for each in standings),
        expired=standings.count(Standing.EXPIRED),
    )
