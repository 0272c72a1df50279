"""The six tables: what is counted, and what its categories are called. The rooms' counts own the categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from avklar.followup.concerns import counts as concerns
from avklar.followup.consultations import counts as consultations

Words = str | Promise


@dataclass(frozen=True)
class Topic:
    """One table. Topics of a family count the same things, so that their totals are equal."""

    key: str
    family: str
    heading: Words
    unit: Words
    categories: tuple[tuple[str, Words], ...]


SENT, CLOSED, ASKED = "sent", "closed", "asked"
CONCERNS, CONSULTATIONS = concerns.CATEGORIES, consultations.CATEGORIES

TOPICS: tuple[Topic, ...] = (
    Topic("setting", SENT, _("Bekymringer etter arena"), _("Meldt i kvartalet"), CONCERNS["setting"]),
    Topic("age", SENT, _("Bekymringer etter alder"), _("Meldt i kvartalet"), CONCERNS["age"]),
    Topic("wait", SENT, _("Tid til første svar"), _("Bekymringer meldt i kvartalet"), CONCERNS["wait"]),
    Topic("outcome", CLOSED, _("Bekymringer etter utfall"), _("Avsluttet i kvartalet"), concerns.OUTCOMES),
    Topic(
        "asked-setting",
        ASKED,
        _("Drøftinger etter arena"),
        _("Bedt om i kvartalet"),
        CONSULTATIONS["setting"],
    ),
    Topic(
        "asked-result",
        ASKED,
        _("Drøftinger etter resultat"),
        _("Bedt om i kvartalet"),
        CONSULTATIONS["result"],
    ),
)
YEARS: tuple[Topic, ...] = (
    Topic("year-sent", "year-sent", _("Bekymringer gjennom året"), _("Meldt i hvert kvartal"), ()),
    Topic("year-closed", "year-closed", _("Avsluttede bekymringer gjennom året"), _("Avsluttet i hvert kvartal"), ()),
    Topic("year-asked", "year-asked", _("Drøftinger gjennom året"), _("Bedt om i hvert kvartal"), ()),
)
"""The year's tables, one per family; their categories are the quarters."""
BY_KEY = {topic.key: topic for topic in (*TOPICS, *YEARS)}


def counts_of(organisation_id: UUID, quarter: str) -> dict[str, Mapping[str, int]]:
    """Topic → category → how many in one organisation, inside its scope. Six queries."""
    sent = concerns.sent_in(organisation_id, quarter)
    asked = consultations.asked_in(organisation_id, quarter)
    return {
        "setting": sent["setting"],
        "age": sent["age"],
        "wait": sent["wait"],
        "outcome": concerns.closed_in(organisation_id, quarter),
        "asked-setting": asked["setting"],
        "asked-result": asked["result"],
    }
