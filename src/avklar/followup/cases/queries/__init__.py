"""Reads of cases, through the actor and the names in the case only. Gives small frozen values, never models."""

from avklar.followup.cases.queries.chosen import last_chosen
from avklar.followup.cases.queries.colleagues import colleague_names, colleagues, left_behind
from avklar.followup.cases.queries.likeness import alike
from avklar.followup.cases.queries.lists import PAGE, cursor, line, listing, mine_now, named, waiting_for_me
from avklar.followup.cases.queries.opened import facts, opened, situation, situation_from

__all__ = [
    "PAGE",
    "alike",
    "colleague_names",
    "colleagues",
    "cursor",
    "facts",
    "last_chosen",
    "left_behind",
    "line",
    "listing",
    "mine_now",
    "named",
    "opened",
    "situation",
    "situation_from",
    "waiting_for_me",
]
