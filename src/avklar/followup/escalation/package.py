"""What stands in a sealed package: the chosen facts as JSON, each with who saw it and whether it is verified (R7)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from avklar.followup.cases.cards import Fact
from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.vault import sealing
from avklar.people.organisations import queries as people


@dataclass(frozen=True)
class Sealed:
    """A finished package: what the file is called, which names nobody, and its bytes."""

    name: str
    data: bytes


def seal(recipient: str, actor: Actor, reference: str, facts: Sequence[Fact]) -> Sealed:
    """The package, sealed to `recipient`. Whoever has a question sees where to ask: sender, reference, who made it."""
    names = people.names({actor.person})
    content = {
        "avsender": people.organisation(actor.organisation).full_name,
        "saksbehandler": names.get(actor.person, ""),
        "referanse": reference,
        "laget": clock.now().astimezone(clock.OSLO).isoformat(timespec="minutes"),
        "opplysninger": [_fact(each) for each in facts],
    }
    plain = json.dumps(content, ensure_ascii=False, indent=2).encode()
    return Sealed(f"{reference}.json.age", sealing.seal(recipient, plain))


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "nummer": fact.position,
        "dato": fact.seen_on.isoformat(),
        "kilde": str(fact.source.label),
        "førstehånds": str(fact.hand.label),
        "verifisert": fact.verified,
        "slag": str(fact.kind.label),
        "klasse": str(fact.legal_class.label),
        "bestemmelse": fact.provision,
        "observasjon": fact.text,
        "tolkning": fact.interpretation,
    }
