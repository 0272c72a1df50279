"""The demo: the story plays through the real actions, and holds no real people. On SQLite `avklar demo` plays it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from avklar import demo
from avklar.demo import case_story, cast, story
from avklar.demo.worries import WORRIES, Worry
from avklar.followup.cases.models import Case, CasePerson, Decision, Measure, Talk
from avklar.followup.cases.states import STALLED_AFTER
from avklar.followup.concerns.models import Concern
from avklar.followup.concerns.states import State
from avklar.followup.disclosures.models import Consent, Disclosure
from avklar.foundation import anonymity, clock
from avklar.foundation.access.roles import Role
from avklar.foundation.access.scope import scope
from avklar.foundation.journal import verify
from avklar.people.organisations import queries
from avklar.people.organisations.models import Organisation
from tests.worlds import worlds

pytestmark = pytest.mark.on_postgresql


@pytest.fixture
def demo_told(db: None) -> list[tuple[int, int]]:
    """The demo, built once in a session; gives the progress it told of."""
    told: list[tuple[int, int]] = worlds.kept()
    return told


def _states() -> Counter[str]:
    found: Counter[str] = Counter()
    for organisation_id in Organisation.objects.values_list("pk", flat=True).order_by("pk"):
        with scope(organisation_id):
            found.update(Concern.objects.filter(organisation_id=organisation_id).values_list("state", flat=True))
    return found


def test_build_plays_the_whole_story(demo_told: list[tuple[int, int]]) -> None:
    done, parts = demo_told[-1]
    assert done == parts >= len(story.scenes()) + len(case_story.SCENES)
    states = _states()
    assert sum(states.values()) == 66
    assert set(states) == set(State) - {State.HELD}  # no flood has come
    assert states[State.CLOSED] >= 40
    assert {row.municipality.number for row in queries.directory() if not row.appointed} <= set(cast.VACANT)
    assert verify() == []


def test_named_cases_stand_in_all_states(demo_told: list[tuple[int, int]]) -> None:
    found = Counter()
    for organisation_id in Organisation.objects.values_list("pk", flat=True).order_by("pk"):
        with scope(organisation_id):
            found.update(_standing(organisation_id))
    assert sum(found[each] for each in ("open", "closed")) >= 25
    wanted = {
        "open",
        "closed",
        "locked",
        "stalled",
        "waits for a second person",
        "talk held",
        "talk refused",
        "no-show",
    }
    assert wanted | {"talk planned", "same person", "returned", "consent withdrawn"} <= set(found)


def _standing(organisation_id: Any) -> Counter[str]:
    """What there is of each kind in one organisation."""
    own = {"organisation_id": organisation_id}
    cases = Case.objects.filter(**own)
    stale = clock.now() - STALLED_AFTER
    found = Counter(cases.values_list("state", flat=True))
    found["locked"] = cases.filter(locked_at__isnull=False).count()
    found["stalled"] = Measure.objects.filter(**own, ended_at__isnull=True, last_entry_at__lte=stale).count()
    found["waits for a second person"] = Decision.objects.filter(**own, answer="waiting").count()
    for state, said in (("held", "held"), ("refused", "refused"), ("planned", "planned")):
        found[f"talk {said}"] = Talk.objects.filter(**own, state=state).count()
    found["no-show"] = Talk.objects.filter(**own, state="no_show").count()
    found["consent withdrawn"] = Consent.objects.filter(**own, withdrawn_at__isnull=False).count()
    found["returned"] = Disclosure.objects.filter(state="returned").count()
    found["same person"] = _alike(organisation_id)
    return Counter({name: number for name, number in found.items() if number})


def _alike(organisation_id: Any) -> int:
    people = CasePerson.objects.filter(organisation_id=organisation_id)
    return int(people.values("case_id").distinct().count() > 1)


def test_named_cases_are_on_where_the_story_needs_them(demo_told: list[tuple[int, int]]) -> None:
    on = set()
    for number, place in Organisation.objects.values_list("number", "pk").order_by("number"):
        with scope(place):
            if queries.case_switch(place).on:
                on.add(number)
                assert queries.grounds_offered(place, clock.today())
    assert on == set(cast.NAMED_CASES)
    assert "3427" not in on


def test_accounts_lists_every_role_but_none_that_is_real(db: None) -> None:
    accounts = demo.accounts()
    assert {person.role for person in cast.PLAYERS} >= set(Role) - {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}
    assert all(account["email"].endswith(".example") for account in accounts)


def test_cast_has_a_police_contact_for_three_and_a_nynorsk_municipality() -> None:
    assert any(len(person.serves) == 3 for person in cast.PLAYERS)
    assert any(person.place == "3433" for person in cast.PLAYERS)
    assert len({person.place for person in cast.PLAYERS if person.role == cast.CONTACT}) >= 6


@pytest.mark.parametrize("worry", WORRIES)
def test_worry_names_nobody(worry: Worry) -> None:
    texts = [*(seen.fact for seen in worry.seen), *(seen.meaning for seen in worry.seen), worry.ordinary]
    texts += [worry.works_well, worry.done, worry.wish, worry.question, worry.reply, worry.advice]
    assert [find for text in texts for find in anonymity.find(text)] == []


def test_scenes_span_two_years() -> None:
    days = [scene.days_ago for scene in story.scenes()]
    assert max(days) >= 714
    assert min(days) < 2
