"""What the page shows and the server decides on before a consultation is sent: crowd, finds, and what still stops (R2).

Counts everything anew from the facts, the text and the people appointed today; nothing that a browser says is trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from avklar.followup.consultations import checking, parties, rules
from avklar.followup.consultations.parties import Party
from avklar.foundation.access.actor import Actor
from avklar.foundation.anonymity import Estimate, Facts, Setting, estimate, if_added
from avklar.foundation.anonymity.crowd import Label
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard


@dataclass(frozen=True)
class Weighed:
    """One consultation on the scales."""

    actor: Actor
    party: Party
    facts: Facts
    text: str
    explanations: Mapping[str, str]

    @cached_property
    def own_name(self) -> str:
        """The municipality's name."""
        return self._own.name

    @cached_property
    def estimate(self) -> Estimate:
        """How many the facts fit: in the municipality, or in the police contact's whole area when it is hidden."""
        return estimate(self.facts, population=self.population, place=self._own.name)

    @cached_property
    def population(self) -> int | None:
        """The inhabitants counted among; None is unknown."""
        return self._area if self.facts.hide_municipality else self._own.population or None

    @cached_property
    def if_hidden(self) -> Estimate | None:
        """How many the same facts would fit with the municipality hidden; None where hiding isn't offered."""
        if not self.party.may_hide:
            return None
        return estimate(replace(self.facts, hide_municipality=True), population=self._area)

    @cached_property
    def more(self) -> list[tuple[Label, int]]:
        """What one more fact would do."""
        return if_added(self.facts, population=self.population, base=self.estimate)

    @cached_property
    def hidden(self) -> rules.Hidden:
        """The words that would show a hidden sender."""
        if not self.facts.hide_municipality:
            return rules.NOT_HIDDEN
        return checking.hidden_sender(*parties.own_names(self.actor))

    @cached_property
    def checked(self) -> checking.Checked:
        """The text with its finds."""
        return checking.check(self.text, self.explanations, self.hidden)

    @cached_property
    def stops(self) -> list[rules.Stop]:
        """What stands in the way of sending, the facts first."""
        party = self.party
        facts = rules.stops_of_facts(
            self.estimate, hide=self.facts.hide_municipality, police=party.police, serves=party.serves
        )
        given = self.facts.setting != Setting.NOT_GIVEN
        kept = rules.stops_of_kept(self.checked.kept, setting_given=given, municipality=self._own.name)
        return facts + rules.stops_of_text(self.text, self.checked.left) + kept

    @cached_property
    def _own(self) -> OrganisationCard:
        return people.organisation(self.actor.organisation)

    @cached_property
    def _area(self) -> int | None:
        return parties.area_population(parties.area(self.party))
