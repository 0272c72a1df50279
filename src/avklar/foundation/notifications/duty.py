"""Which notes are duty, and are always mailed at once, and which are news that a person may gather or switch off.

The table decides every code of `sentences`, each with its reason; a test fails on one that isn't decided. What stands
nowhere is duty: a mail too many does no harm. Nothing about a worry may be news, since a mail of news names its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DUTY = ""


class News(TextChoices):
    """The kinds of news, as a person switches them off."""

    MEETINGS = "meetings", _("møter")
    COMPETENCE = "competence", _("kompetanse")
    ROUTINES = "routines", _("rutiner")
    CONTACTS = "contacts", _("oppnevninger og overleveringer")
    AGREEMENTS = "agreements", _("samarbeidsavtaler")
    ACTIVITIES = "activities", _("aktiviteter")
    STATISTICS = "statistics", _("tall")
    COMMENTS = "comments", _("kommentarer")


COVERS: dict[News, Promise] = {
    News.MEETINGS: _("Møter: påminnelser, referater og oppgaver"),
    News.COMPETENCE: _("Kompetanse: det som snart går ut"),
    News.ROUTINES: _("Rutiner: nye utgaver og gjennomganger"),
    News.CONTACTS: _("Oppnevninger og overleveringer: det som går ut, og det som er ferdig"),
    News.AGREEMENTS: _("Samarbeidsavtaler: tid for fornyelse og evaluering"),
    News.ACTIVITIES: _("Aktiviteter: når noen låner en idé fra dere"),
    News.STATISTICS: _("Tall: de som venter på at du ser over dem, og hva som ble av dine"),
    News.COMMENTS: _("Kommentarer: de som venter på å bli lest, meldinger og klager"),
}
"""What each kind holds, as the person's own page offers it."""


class Pace(TextChoices):
    """How fast news reaches somebody by mail."""

    AT_ONCE = "at_once", _("Med en gang")
    DAILY = "daily", _("Samlet i én e-post klokka 7 på virkedager")
    NEVER = "never", _("Ikke på e-post")


@dataclass(frozen=True)
class Decision:
    """What some codes are (`DUTY` or a kind of news), and why."""

    kind: str
    why: str
    codes: tuple[str, ...]


def _table() -> Iterator[Decision]:
    def decide(kind: str, why: str, codes: str) -> Decision:
        return Decision(kind, why, tuple(codes.split()))

    yield decide(
        DUTY, "somebody worried waits for whoever receives it", "concern_new concern_reply concern_held concern_overdue"
    )
    yield decide(
        DUTY,
        "whoever was worried is to hear back: receipt, delay, answer and end (fvl 2025 §§ 10, 17)",
        "concern_question concern_answer concern_delayed concern_taken concern_closed",
    )
    yield decide(
        DUTY,
        "two organisations talk about a situation: the other side waits",
        "consultation_asked consultation_message consultation_advice consultation_ended",
    )
    yield decide(
        DUTY,
        "a case: tasks of named staff, a second person's look (R5), dates that the follow-up sets",
        "case_access case_second case_seconded case_review case_stalled case_locked talk_soon escalation_second",
    )
    yield decide(
        DUTY,
        "facts have crossed between organisations: receiver and sender answer for what they hold (R7, R9)",
        "disclosure_new disclosure_message disclosure_answer disclosure_returned disclosure_corrected "
        "disclosure_withdrawn",
    )
    yield decide(
        DUTY,
        "who holds a role decides who receives worries (R18); nobody may miss getting one or having to confirm one",
        "membership_waiting membership_confirmed appointment_new contact_leaving contact_phone handover_new",
    )
    yield decide(DUTY, "old advice misleads whoever is worried: once a year for each page", "guidance_review")
    yield decide(DUTY, "somebody's mail comes back: what is duty reaches them no more", "mail_returned")
    yield decide(DUTY, "somebody is shut out of a page and waits for it to be mended (R15)", "accessibility_feedback")
    yield decide(
        News.MEETINGS,
        "the invitation itself is a mail of its own; what follows stands in my day too",
        "meeting_answer meeting_minutes meeting_task meeting_due",
    )
    yield decide(News.COMPETENCE, "two months ahead, and nothing stops when it passes", "competence_expiring")
    yield decide(
        News.ROUTINES, "read when there is time; stands in my day too", "routine_read routine_template routine_review"
    )
    yield decide(
        News.CONTACTS,
        "weeks ahead, and the overview shows it; or word of what is done",
        "appointment_ending handover_done",
    )
    yield decide(News.AGREEMENTS, "months ahead", "agreement_ending agreement_evaluation")
    yield decide(News.ACTIVITIES, "good news, and nothing to do", "activity_borrowed")
    yield decide(
        News.STATISTICS,
        "figures wait without harm: nothing is published before a second person has looked",
        "statistics_draft statistics_published statistics_rejected",
    )
    yield decide(
        News.COMMENTS,
        "whoever moderates has hours on duty and reads the desk then; nothing is shown before somebody has read it",
        "comment_waiting comment_reported comment_complaint",
    )


DECISIONS = tuple(_table())
_KINDS = {code: str(decision.kind) for decision in DECISIONS for code in decision.codes}


def kind_of(code: str) -> str:
    """The kind of news that a note's code is; `DUTY` for duty and for whatever the table doesn't know."""
    return _KINDS.get(code, DUTY)
