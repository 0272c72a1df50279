"""What may be disclosed and done, and is it possible now (R7–R9). Pure; `check_…` raises with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.cases.rules import check_past, check_text
from avklar.followup.cases.states import LONGEST_REASON, Waiting
from avklar.followup.disclosures.states import (
    LONGEST_FACT,
    LONGEST_TEXT,
    MOST_FACTS,
    MOVES,
    ConsentAnswer,
    Move,
    Side,
    State,
    Verb,
)
from avklar.foundation.access.errors import Conflict, Denied, Invalid

ANSWER_WITHIN = timedelta(days=365)
CONSENT_FOR = timedelta(days=365)

NONE_CHOSEN = _("Kryss av for minst én opplysning.")
CHANGED = _("En av opplysningene er rettet eller finnes ikke lenger i saken. Se over valget, og kryss av på nytt.")
LOST = _("Den du valgte, kan ikke ta imot lenger. Velg en annen mottaker. Teksten din er tatt vare på.")
CHOOSE_GROUND = _("Velg et rettslig grunnlag.")
NO_GROUND = _("Grunnlaget kan ikke brukes nå. Velg et annet. Teksten din er tatt vare på.")
MOVED_ON = _("Utleveringen er kommet videre mens du skrev, så dette ble ikke sendt. Teksten står fortsatt i feltet.")
NOT_YOURS = _("Dette er det den andre siden som gjør.")
CONSENT_ENDED = _("Samtykket er trukket eller gått ut. Da kan dere ikke dele mer under det.")
SENT_BACK = _("Mottakeren har sendt opplysningene tilbake og ser dem ikke lenger.")

NO_NAME = _("Navnet er ikke ført i saken. Før det inn der først, eller ta bort krysset.")
NOT_ACCEPTED = _("Ta imot opplysningene først. Så kan dere knytte dem til en sak.")
MANY_CONSENTS = _("Saken har allerede femti svar om samtykke.")
WAS_NO = _("Svaret var nei, så det er ikke noe å trekke.")
CHOOSE_ORGANISATION = _("Velg hvilken virksomhet samtykket gjelder.")

COPY_CHANGED = _("Utdraget er endret siden du så over det. Se over det en gang til før du sender.")

NO_CONSENT = _("Det er ikke ført noe samtykke til denne mottakeren. Før det inn først, eller velg et annet grunnlag.")
REFUSED = _("Svaret var nei da dere ba om samtykke til denne mottakeren.")
WITHDRAWN = _("Samtykket til denne mottakeren er trukket.")
EXPIRED = _("Samtykket til denne mottakeren er gått ut.")
NOT_COVERED = _("Samtykket gjelder ikke alle opplysningene du har krysset av for.")
SWAPPED = _(
    "Samtykket til å dele dette med mottakeren ble nektet eller trukket. Skriv hvorfor dere likevel kan dele på et "
    "annet grunnlag. Begrunnelsen følger utleveringen."
)


class Asked(Protocol):
    """What the rules need to know of a consent that was asked for."""

    @property
    def answer(self) -> str: ...

    @property
    def receiver_organisation_id(self) -> UUID: ...

    @property
    def facts(self) -> Collection[UUID]: ...

    @property
    def until(self) -> date | None: ...

    @property
    def withdrawn(self) -> bool: ...


# --- What is sent


def check_number(picked: int) -> None:
    """Invalid unless one to a hundred facts are chosen."""
    if not picked:
        raise Invalid(fields={"facts": NONE_CHOSEN}, rule="R7")
    if picked > MOST_FACTS:
        sentence = _(
            "Du har krysset av for %(count)s opplysninger. Høyst %(most)s kan sendes på én gang, og bare det "
            "mottakeren trenger. Ta bort noen. Valget ditt er tatt vare på."
        )
        raise Invalid(fields={"facts": sentence % {"count": picked, "most": MOST_FACTS}}, rule="R7")


def check_fact(text: str) -> None:
    """Invalid for a fact that says nothing, is too long, or can't be stored."""
    try:
        check_text(text, "facts", longest=LONGEST_FACT)
    except Invalid as problem:
        raise Invalid(fields={"facts": problem.fields["facts"]}, rule="R7") from None


def check_standing(picked: Iterable[UUID], standing: Collection[UUID]) -> None:
    """Invalid when something picked isn't, or is no longer, an observation of the case."""
    if not set(picked) <= set(standing):
        raise Invalid(fields={"facts": CHANGED}, rule="R7")


def check_told(*, told_on: date | None, not_told: str, reason: str, today: date) -> None:
    """Invalid unless the person was told on a day that has been, or a code and a text say why not (R7)."""
    if told_on is not None:
        check_past("told_on", told_on, today)
        return
    if not_told not in Waiting.values:
        raise Invalid(fields={"not_told": _("Velg hvorfor personen ikke er fortalt det.")}, rule="R7")
    check_text(reason, "not_told_reason", longest=LONGEST_REASON)


def check_answer_by(day: date | None, today: date) -> None:
    """Invalid for a day that has been, or is more than a year ahead; none is fine."""
    if day is not None and not today <= day <= today + ANSWER_WITHIN:
        raise Invalid(fields={"answer_by": _("Velg en dag i løpet av det neste året.")})


# --- What may be done afterwards


def may(verb: Verb, side: Side, state: State) -> bool:
    """Whether the verb is this side's, and open from where the disclosure stands."""
    return MOVES[verb].side is side and state in MOVES[verb].states


def check_move(verb: Verb, side: Side, state: State) -> Move:
    """The move; Denied for the other side's verb, Conflict when it isn't open (any more)."""
    move = MOVES[verb]
    if move.side is not side:
        raise Denied(NOT_YOURS, rule="R7")
    if state not in move.states:
        raise Conflict(MOVED_ON, rule="R7")
    return move


def check_words(verb: Verb, text: str) -> None:
    """Invalid for a verb that needs words and has none, or for a text that can't be received."""
    check_text(text, "text", longest=LONGEST_TEXT, required=MOVES[verb].text)


def check_correction(text: str, reason: str) -> None:
    """Invalid for a wording or a reason that is empty, too long, or can't be stored (R7)."""
    check_text(text, "text", longest=LONGEST_FACT)
    check_text(reason, "reason", longest=LONGEST_REASON)


def check_received(*, returned: bool) -> None:
    """Conflict once the receiver sent it back: nobody there reads a correction."""
    if returned:
        raise Conflict(SENT_BACK, rule="R7")


def may_link(side: Side, state: State) -> bool:
    """Whether the disclosure can be tied to a case: by the receiver, once it was accepted."""
    return side is Side.RECEIVER and state in (State.ACCEPTED, State.ANSWERED)


def check_linkable(side: Side, state: State) -> None:
    """The same; Denied for the sender, Conflict before it was accepted."""
    if side is not Side.RECEIVER:
        raise Denied(NOT_YOURS, rule="R7")
    if not may_link(side, state):
        raise Conflict(NOT_ACCEPTED, rule="R7")


def check_shareable(*, withdrawn: bool, until: date | None, today: date) -> None:
    """Denied when more would be shared under a consent that no longer holds (R9)."""
    if withdrawn or (until is not None and until < today):
        raise Denied(CONSENT_ENDED, rule="R9")


# --- Consent


def holds(consent: Asked, today: date) -> bool:
    """Whether a consent was given, isn't withdrawn and hasn't run out."""
    return (
        consent.answer == ConsentAnswer.GIVEN
        and not consent.withdrawn
        and consent.until is not None
        and consent.until >= today
    )


def covers(consent: Asked, receiver: UUID, facts: Iterable[UUID], today: date) -> bool:
    """Whether a consent holds today, names the receiver, and names every fact (R9)."""
    named = consent.receiver_organisation_id == receiver and set(facts) <= set(consent.facts)
    return named and holds(consent, today)


def covering(consents: Sequence[Asked], receiver: UUID, facts: Sequence[UUID], today: date) -> int:
    """The place in the list of the first consent that covers; Invalid with the nearest reason when none does."""
    for place, consent in enumerate(consents):
        if covers(consent, receiver, facts, today):
            return place
    raise Invalid(fields={"ground": _why_not([each for each in consents if _to(each, receiver)], today)}, rule="R9")


def _why_not(consents: Sequence[Asked], today: date) -> Promise:
    if not consents:
        return NO_CONSENT
    if any(holds(each, today) for each in consents):
        return NOT_COVERED
    newest = consents[0]
    if newest.answer == ConsentAnswer.REFUSED:
        return REFUSED
    return WITHDRAWN if newest.withdrawn else EXPIRED


def _to(consent: Asked, receiver: UUID) -> bool:
    return consent.receiver_organisation_id == receiver


def turned_down(consents: Iterable[Asked], receiver: UUID, facts: Iterable[UUID]) -> bool:
    """Whether consent to share any of these facts with this receiver was refused or withdrawn."""
    wanted = set(facts)
    return any(
        (each.answer == ConsentAnswer.REFUSED or each.withdrawn) and _to(each, receiver) and wanted & set(each.facts)
        for each in consents
    )


def check_swap(*, turned_down: bool, always_open: bool, reason: str) -> None:
    """Invalid for another ground after a refused or withdrawn consent without a written reason (R9).

    Never asked for where the law demands that one speaks: duty to avert and child welfare are not shut by anything.
    """
    if turned_down and not always_open and not reason.strip():
        raise Invalid(fields={"swap_reason": SWAPPED}, rule="R9")
    check_text(reason, "swap_reason", longest=LONGEST_REASON, required=False)


def check_consent(*, answer: str, asked_on: date, until: date | None, facts: Collection[UUID], today: date) -> None:
    """Invalid unless a consent says for which facts, and, when it was given, until when (R9)."""
    check_past("asked_on", asked_on, today)
    check_number(len(facts))
    if answer == ConsentAnswer.GIVEN and (until is None or not today <= until <= today + CONSENT_FOR):
        raise Invalid(fields={"until": _("Velg hvor lenge samtykket gjelder, høyst ett år.")}, rule="R9")
    if answer == ConsentAnswer.REFUSED and until is not None:
        raise Invalid(fields={"until": _("Et nei har ingen sluttdato. La feltet stå tomt.")}, rule="R9")
