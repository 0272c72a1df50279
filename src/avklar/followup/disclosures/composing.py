"""Puts the extract together: leniently while one writes, strictly when one looks over and again when it is sent.

Both give the same `Copy`, and the receiver's page draws that value: what one looked over is what arrives (R7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from avklar.followup.cases import queries as cases
from avklar.followup.cases.cards import Fact
from avklar.followup.cases.states import Age, Waiting
from avklar.followup.disclosures import addressees, rules
from avklar.followup.disclosures.addressees import Addressee
from avklar.followup.disclosures.cards import ConsentCard, CopiedFact, Copy
from avklar.followup.disclosures.consenting import asked
from avklar.followup.disclosures.content import DisclosureContent, problems_of
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import Ground, OrganisationCard

DUTIES = frozenset({"straffeloven-196", "helsepersonelloven-31"})
"""Grounds under which the law demands that one speaks: a consent that was taken back shuts none of them (R9)."""


@dataclass(frozen=True)
class Sender:
    """Who sends: the organisation, and the person as it stands on the copy."""

    own: OrganisationCard
    person: str


@dataclass(frozen=True)
class Extract:
    """An extract that may be sent as it stands."""

    copy: Copy
    ground: Ground
    consent_id: UUID | None


def sender_of(actor: Actor) -> Sender:
    """The actor's organisation and name."""
    return Sender(people.organisation(actor.organisation), addressees.name_of(actor))


def grounds(actor: Actor) -> list[Ground]:
    """The legal grounds that the organisation offers today, by sector and date (R8)."""
    return list(people.grounds_offered(actor.organisation, clock.today()))


def sketch(
    content: DisclosureContent, facts: Sequence[Fact], age: Age, sender: Sender, to: Addressee | None, ground: str
) -> Copy:
    """The copy while one still writes: what is chosen so far, with empty places. Asks nothing of the data."""
    name = "" if content.with_name else None
    return _copy(content, facts, age=age, sender=sender, to=to, ground=ground, name=name)


def extract(
    actor: Actor,
    case_id: UUID,
    content: DisclosureContent,
    facts: Sequence[Fact],
    *,
    age: Age,
    sender: Sender,
    to: Addressee,
    name: str | None,
    lock: bool = False,
) -> Extract:
    """The extract checked against everything that holds now; Invalid with a sentence at every field that stops it.

    Call it inside `writing(actor)` with `lock` to send; what is read then stays as it is until the end.
    """
    found: dict[str, Ground] = {}
    consents = asked(actor, case_id, to.organisation_id, lock=lock)
    today = clock.today()
    checks: list[Callable[[], None]] = [
        lambda: rules.check_standing(content.observations, {each.id for each in facts}),
        lambda: found.update(ground=check_ground(actor, content.ground)),
    ]
    problems = {**content.problems(today)}
    for field, sentence in problems_of(checks).items():
        problems.setdefault(field, sentence)
    consent, turned = None, False
    if "ground" in found:
        try:
            consent, turned = _under(found["ground"], content, consents, to.organisation_id)
        except Invalid as problem:
            problems.update(problem.fields)
    if problems:
        raise Invalid(fields=problems, rule="R7")
    ground = found["ground"]
    copy = _copy(content, facts, age=age, sender=sender, to=to, ground=ground_words(ground), name=name)
    until = consent.until if consent else None
    swap_reason = content.swap_reason.strip() if turned else ""
    whole = replace(copy, consent_until=until, swap_reason=swap_reason)
    return Extract(whole, ground, consent.id if consent else None)


def check_ground(actor: Actor, code: str) -> Ground:
    """The ground, if the organisation may use it today; Invalid at the field when it expired or isn't offered (R8)."""
    if not code:
        raise Invalid(fields={"ground": rules.CHOOSE_GROUND}, rule="R8")
    try:
        return people.check_ground(actor.organisation, code, clock.today())
    except NotFound:
        raise Invalid(fields={"ground": rules.NO_GROUND}, rule="R8") from None


def mark(copy: Copy) -> str:
    """A short mark of exactly this copy: what was looked over is what is sent, or nothing is."""
    return sha256(repr(copy).encode("utf-8", "surrogatepass")).hexdigest()


def look_over(actor: Actor, case_id: UUID, content: DisclosureContent, *, name: str | None) -> Copy:
    """The extract as it would be sent now; Invalid with a sentence at every field that stops it."""
    line = cases.line(actor, case_id)
    sender = sender_of(actor)
    to = addressees.one(sender.own, content.receiver)
    facts = cases.facts(actor, case_id)
    return extract(actor, case_id, content, facts, age=line.age, sender=sender, to=to, name=name).copy


def ground_words(ground: Ground) -> str:
    """«Politiregisterloven § 27: å avverge eller forebygge lovbrudd», frozen in the sender's language."""
    return words_of(f"{ground.act.title} {ground.paragraph}", str(ground.title))


def words_of(paragraph: str, title: str) -> str:
    """A frozen ground as it stands on the copy."""
    return f"{paragraph}: {title}"


def _under(
    ground: Ground, content: DisclosureContent, consents: Sequence[ConsentCard], receiver: UUID
) -> tuple[ConsentCard | None, bool]:
    """The consent it rests on, and whether another ground is used after consent was refused or withdrawn (R9)."""
    if ground.consent:
        place = rules.covering(consents, receiver, content.observations, clock.today())
        return consents[place], False
    turned = rules.turned_down(consents, receiver, content.observations)
    rules.check_swap(turned_down=turned, always_open=ground.code in DUTIES, reason=content.swap_reason)
    return None, turned and bool(content.swap_reason.strip())


def _copy(
    content: DisclosureContent,
    facts: Sequence[Fact],
    *,
    age: Age,
    sender: Sender,
    to: Addressee | None,
    ground: str,
    name: str | None,
) -> Copy:
    told = content.told_on is not None
    return Copy(
        sender=sender.own.full_name,
        sender_person=sender.person,
        receiver=to.organisation if to else "",
        receiver_person=to.person if to else "",
        age=age,
        purpose=content.purpose.strip(),
        ground=ground,
        proportionality=content.proportionality.strip(),
        facts=tuple(_frozen(content, {each.id: each for each in facts})),
        told_on=content.told_on,
        not_told=Waiting(content.not_told) if not told and content.not_told in Waiting.values else None,
        not_told_reason="" if told else content.not_told_reason.strip(),
        answer_by=content.answer_by,
        name=name,
        name_reason=content.name_reason.strip() if name is not None else "",
    )


def _frozen(content: DisclosureContent, facts: Mapping[UUID, Fact]) -> list[CopiedFact]:
    """The chosen facts in the sender's order, each in the sender's own words where there are some."""
    chosen = [(each, facts[each.observation_id]) for each in content.picks if each.observation_id in facts]
    return [
        CopiedFact(place, pick.text.strip() or fact.text, fact.seen_on, fact.hand, fact.verified)
        for place, (pick, fact) in enumerate(chosen, 1)
    ]
