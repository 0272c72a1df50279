"""What may be done with a concern, and is it possible now. Pure; `check_…` raises with the reason, `may_…` answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.concerns import provisions
from avklar.followup.concerns.content import ConcernContent, Signature, names_somebody
from avklar.followup.concerns.states import (
    CLOSING,
    EMPLOYED,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
    MOST_OBSERVATIONS,
    PRIVATE,
    Naming,
    Outcome,
    SenderKind,
    State,
    Utterance,
    Verb,
    after,
)
from avklar.foundation import anonymity
from avklar.foundation.access.errors import Conflict, Invalid
from avklar.foundation.anonymity import AgeBand, Find

Sentence = str | Promise

EMPTY = _("Skriv noe før du sender.")
TOO_LONG = _("Teksten er for lang. Den kan ha høyst 8000 tegn.")
UNREADABLE = _("Teksten har et tegn vi ikke kan ta imot. Slett det siste du limte inn, og skriv det på nytt.")
POINTS_AT_SOMEBODY = _("Noe i teksten kan vise hvem det gjelder. Se over det som er merket, før du sender.")
CLOSED_NOW = _("Bekymringen er avsluttet. Da kan den ikke endres lenger.")
NOBODY_RECEIVES = _("Ingen i kommunen kan ta imot akkurat nå. Teksten din er lagret. Ring i stedet.")
NOBODY_READS = _("Ingen i kommunen kan ta imot akkurat nå. Teksten din står her ennå. Ring i stedet.")
NAMES_SOMEBODY = _("Teksten ser ut til å ha et navn, et nummer eller en adresse. Skriv det på en annen måte.")
NO_OBSERVATION = _("Skriv minst én ting du har sett eller hørt.")
TOO_MANY = _("Vi tar imot høyst åtte observasjoner i én bekymring.")


class Classed(Protocol):
    """An observation with the sender's class and, once given, the contact's (R3)."""

    @property
    def reported(self) -> Utterance: ...

    @property
    def by_contact(self) -> Utterance | None: ...


def effective_class(seen: Classed) -> Utterance:
    """The class that counts (R3): the contact's; until then an utterance is lawful, whatever the sender thinks."""
    if seen.by_contact is not None:
        return Utterance.LAWFUL if seen.by_contact is Utterance.DONT_KNOW else seen.by_contact
    return Utterance.NONE if seen.reported is Utterance.NONE else Utterance.LAWFUL


def only_expression(observations: Iterable[Classed]) -> bool:
    """True when all that was seen is lawful expression: alone or together it opens nothing (R3)."""
    return all(effective_class(each) is Utterance.LAWFUL for each in observations)


def may_be_punishable(observations: Iterable[Classed]) -> bool:
    """True when the contact has classed something as possibly punishable and named the provision (R3)."""
    return any(effective_class(each) is Utterance.PUNISHABLE for each in observations)


def check_classing(utterance: Utterance, provision: str, on: date) -> None:
    """Invalid unless "possibly punishable" names a provision in force, and the other classes name none (R3)."""
    known = {each.code for each in provisions.in_force(on)}
    if utterance is Utterance.PUNISHABLE and provision not in known:
        raise Invalid(fields={"provision": _("Velg hvilken bestemmelse ytringen kan rammes av.")}, rule="R3")
    if utterance is not Utterance.PUNISHABLE and provision:
        raise Invalid(fields={"provision": _("Bare en mulig straffbar ytring får en bestemmelse.")}, rule="R3")


def next_state(state: State, verb: Verb) -> State:
    """Where the verb leads; Conflict when it isn't possible from here."""
    to = after(state, verb)
    if to is None:
        raise Conflict(CLOSED_NOW)
    return to


def may_write(state: State) -> bool:
    """Whether sender and contact can still write to each other."""
    return state is not State.CLOSED


@dataclass(frozen=True)
class Door:
    """One possible outcome: open, or shut with the reason."""

    outcome: Outcome
    shut: Sentence = ""


def doors(*, answered: bool, observations: Iterable[Classed], private: bool = False) -> list[Door]:
    """Every outcome, in the order of the page, shut ones with a sentence that can be acted on.

    Misuse of the form is an outcome of what comes without an account only (`private`).
    """
    seen = list(observations)
    unanswered = _("Lukket. Melderen har ikke fått noe svar ennå. Skriv rådet i samtalen først.")
    punishable = _("Lukket. Noe er vurdert som mulig straffbart. Da må det følges opp av noen.")
    return [
        Door(Outcome.ADVICE, "" if answered else unanswered),
        Door(Outcome.OTHER_SERVICE),
        Door(Outcome.CONSULTATION),
        Door(Outcome.NOTHING, punishable if may_be_punishable(seen) else ""),
        *([Door(Outcome.MISUSE, punishable if may_be_punishable(seen) else "")] if private else []),
    ]


def why_no_case(observations: Iterable[Classed], *, switched_on: bool) -> Sentence:
    """Why a named case can't be opened from here, or "": R3 first, then what the municipality hasn't opened."""
    if only_expression(list(observations)):
        return _("Lukket. Det er bare sett lovlige ytringer, og ytringer alene åpner aldri en sak (regel R3).")
    if switched_on:
        return ""
    return _("Lukket. Kommunen har ikke ført inn rettslig grunnlag og vurdering av personvernet for saker med navn.")


def check_closing(
    outcome: Outcome, reason: str, *, answered: bool, observations: Iterable[Classed], private: bool = False
) -> None:
    """Invalid unless the outcome closes, its door is there and open, and a reason is written."""
    offered = {each.outcome: each for each in doors(answered=answered, observations=observations, private=private)}
    door = offered.get(outcome)
    if door is None or outcome not in CLOSING or door.shut:
        raise Invalid(fields={"outcome": (door and door.shut) or _("Dette utfallet avslutter ikke bekymringen.")})
    check_reason(reason)


def check_reason(reason: str) -> None:
    """Invalid unless a reason is written, names nobody (R2) and can be received."""
    if not reason.strip():
        raise Invalid(fields={"reason": _("Skriv kort hvorfor. Det holder med én setning.")})
    check_text(reason, "reason", longest=LONGEST_REASON)
    check_nameless(reason, "reason")


def check_text(text: str, field: str, *, longest: int = LONGEST_TEXT) -> None:
    """Invalid for a text that is too long or holds signs that can't be stored."""
    if len(text) > longest:
        raise Invalid(fields={field: _("Teksten er for lang.") if longest != LONGEST_TEXT else TOO_LONG})
    if "\x00" in text:
        raise Invalid(fields={field: UNREADABLE})


def check_content(content: ConcernContent) -> None:
    """Invalid unless there is at least one observation, at most eight, and every text can be received."""
    if not any(each.fact.strip() for each in content.observations):
        raise Invalid(NO_OBSERVATION)
    if not all(each.fact.strip() for each in content.observations):
        raise Invalid(_("Én av observasjonene er tom. Skriv i den, eller ta den bort."))
    if len(content.observations) > MOST_OBSERVATIONS:
        raise Invalid(TOO_MANY)
    for place, text in content.texts().items():
        check_text(text, place)


def check_sender(kind: SenderKind, *, private: bool) -> None:
    """Invalid when somebody without an account writes as an employee, or the other way round."""
    if kind not in (PRIVATE if private else EMPLOYED):
        raise Invalid(fields={"sender_kind": _("Velg ett av svarene.")})


def check_signature(signature: Signature) -> None:
    """Invalid unless a name or pseudonym stands there when one was chosen: short, and nothing else than a name."""
    if signature.naming is Naming.ANONYMOUS:
        return
    name = signature.name.strip()
    if not name:
        raise Invalid(fields={"signature": _("Skriv navnet eller kallenavnet, eller velg «Anonymt».")})
    if len(name) > LONGEST_NAME or "\x00" in name:
        raise Invalid(fields={"signature": _("Navnet kan ha høyst %(longest)s tegn.") % {"longest": LONGEST_NAME}})
    if any(not each.explainable for each in anonymity.find(name)):
        raise Invalid(fields={"signature": _("Skriv bare et navn her, ikke nummer eller adresse.")}, rule="R2")


def check_settled(left: Mapping[str, list[Find]]) -> None:
    """Invalid while a find is neither taken out nor, where R2 allows, explained."""
    if left:
        raise Invalid(POINTS_AT_SOMEBODY, rule="R2")


def check_nameless(text: str, field: str) -> None:
    """Invalid when the contact's own note or reason holds a name, a number or an address (R2)."""
    if names_somebody(text):
        raise Invalid(fields={field: NAMES_SOMEBODY}, rule="R2")


def offers_child_welfare(age_band: AgeBand) -> bool:
    """R19: the page offers how to report to child welfare when the person is, or may be, under 18."""
    return age_band.under_18 or age_band is AgeBand.UNKNOWN
