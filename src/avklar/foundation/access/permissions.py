"""The permission table: which role may do what, how far it reaches, and on which step of the staircase.

A lawyer can read it from top to bottom. `insight.register` and `avklar routes` print it; no other table exists.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from avklar.foundation.access.roles import MUNICIPAL_STAFF, POLICE, RECEIVERS, Role


class Scope(enum.StrEnum):
    """How far a permission reaches."""

    SELF = "self"  # the person's own account and notes
    OWN = "own"  # what the person sent
    PARTICIPANT = "participant"  # what the person takes part in, for the organisation acted for
    ORGANISATION = "organisation"  # everything of the organisation acted for
    DISTRICT = "district"  # step 0 of the district: no data about anybody worried about


class Permission(enum.StrEnum):
    """Everything that can be done in the house."""

    HOME_SEE = "home.see"
    ACCOUNT_MANAGE = "account.manage"
    NOTIFICATIONS_SET = "notifications.set"
    CONCERN_SEND = "concern.send"
    CONCERN_FOLLOW = "concern.follow"
    CONCERN_READ = "concern.read"
    CONCERN_HANDLE = "concern.handle"
    CONSULTATION_READ = "consultation.read"
    CONSULTATION_WRITE = "consultation.write"
    CASE_READ = "case.read"
    CASE_HANDLE = "case.handle"
    TALK_HANDLE = "talk.handle"
    DISCLOSURE_READ = "disclosure.read"
    DISCLOSURE_SEND = "disclosure.send"
    ESCALATION_RECORD = "escalation.record"
    NETWORK_SEE = "network.see"
    APPOINTMENT_MANAGE = "appointment.manage"
    MEMBERSHIP_GRANT = "membership.grant"
    MEMBERSHIP_CONFIRM = "membership.confirm"
    ORGANISATION_MANAGE = "organisation.manage"
    RETENTION_DECIDE = "retention.decide"
    JOURNAL_READ = "journal.read"
    GROUNDS_MANAGE = "grounds.manage"
    TALK_SETTINGS = "talk.settings"
    CONTACTS_MANAGE = "contacts.manage"
    AGREEMENT_MANAGE = "agreement.manage"
    MEETING_ARRANGE = "meeting.arrange"
    MEETING_ANSWER = "meeting.answer"
    COURSE_TAKE = "course.take"
    COMPETENCE_MANAGE = "competence.manage"
    ROUTINE_READ = "routine.read"
    ROUTINE_MANAGE = "routine.manage"
    ROUTINE_TEMPLATE = "routine.template"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_MANAGE = "activity.manage"
    OVERVIEW_SEE = "overview.see"
    TARGET_SET = "target.set"
    STATISTICS_SEE = "statistics.see"
    STATISTICS_PREPARE = "statistics.prepare"
    STATISTICS_APPROVE = "statistics.approve"
    GUIDANCE_EDIT = "guidance.edit"
    NEWS_EDIT = "news.edit"
    COMMENT_MODERATE = "comment.moderate"
    COMMENT_SETTINGS = "comment.settings"
    PLACE_EDIT = "place.edit"


@dataclass(frozen=True)
class Grant:
    """One row of the table. `step` is the staircase's step (0–4); a second factor is asked for from `second_factor`."""

    roles: frozenset[Role]
    scope: Scope
    step: int
    second_factor: bool


EVERYBODY = frozenset(Role)
CONSULTANTS = RECEIVERS | POLICE
OFFICERS = frozenset({Role.PRIVACY_OFFICER})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
LEADS = frozenset({Role.DISTRICT_LEAD})
CONTACTS = frozenset({Role.RADICALISATION_CONTACT, Role.DEPUTY})
ARRANGERS = LEADS | CONTACTS | POLICE
EDITORS = LEADS | {Role.EDITOR}
TALK_LEADERS = frozenset({Role.POLICE_RADICALISATION_CONTACT})

TABLE: dict[Permission, Grant] = {
    Permission.HOME_SEE: Grant(EVERYBODY, Scope.SELF, 0, False),
    Permission.ACCOUNT_MANAGE: Grant(EVERYBODY, Scope.SELF, 0, False),
    Permission.NOTIFICATIONS_SET: Grant(EVERYBODY, Scope.SELF, 0, False),
    Permission.CONCERN_SEND: Grant(MUNICIPAL_STAFF, Scope.OWN, 1, False),
    Permission.CONCERN_FOLLOW: Grant(MUNICIPAL_STAFF, Scope.OWN, 1, False),
    Permission.CONCERN_READ: Grant(RECEIVERS, Scope.ORGANISATION, 1, True),
    Permission.CONCERN_HANDLE: Grant(RECEIVERS, Scope.ORGANISATION, 1, True),
    Permission.CONSULTATION_READ: Grant(CONSULTANTS, Scope.PARTICIPANT, 1, True),
    Permission.CONSULTATION_WRITE: Grant(CONSULTANTS, Scope.PARTICIPANT, 1, True),
    Permission.CASE_READ: Grant(CONSULTANTS, Scope.PARTICIPANT, 2, True),
    Permission.CASE_HANDLE: Grant(CONSULTANTS, Scope.PARTICIPANT, 2, True),
    Permission.TALK_HANDLE: Grant(POLICE, Scope.PARTICIPANT, 2, True),
    Permission.DISCLOSURE_READ: Grant(CONSULTANTS, Scope.PARTICIPANT, 3, True),
    Permission.DISCLOSURE_SEND: Grant(CONSULTANTS, Scope.PARTICIPANT, 3, True),
    Permission.ESCALATION_RECORD: Grant(POLICE, Scope.PARTICIPANT, 4, True),
    Permission.NETWORK_SEE: Grant(EVERYBODY, Scope.DISTRICT, 0, False),
    Permission.APPOINTMENT_MANAGE: Grant(ADMINISTRATORS, Scope.ORGANISATION, 0, True),
    Permission.MEMBERSHIP_GRANT: Grant(ADMINISTRATORS, Scope.ORGANISATION, 0, True),
    Permission.MEMBERSHIP_CONFIRM: Grant(ADMINISTRATORS | OFFICERS, Scope.ORGANISATION, 0, True),
    Permission.ORGANISATION_MANAGE: Grant(ADMINISTRATORS, Scope.ORGANISATION, 0, True),
    Permission.RETENTION_DECIDE: Grant(OFFICERS, Scope.ORGANISATION, 0, True),
    Permission.JOURNAL_READ: Grant(OFFICERS, Scope.ORGANISATION, 0, True),
    Permission.GROUNDS_MANAGE: Grant(ADMINISTRATORS, Scope.ORGANISATION, 0, True),
    Permission.TALK_SETTINGS: Grant(TALK_LEADERS, Scope.ORGANISATION, 0, True),
    Permission.CONTACTS_MANAGE: Grant(LEADS | ADMINISTRATORS, Scope.DISTRICT, 0, True),
    Permission.AGREEMENT_MANAGE: Grant(LEADS | ADMINISTRATORS, Scope.DISTRICT, 0, True),
    Permission.MEETING_ARRANGE: Grant(ARRANGERS, Scope.DISTRICT, 0, True),
    Permission.MEETING_ANSWER: Grant(EVERYBODY, Scope.DISTRICT, 0, False),
    Permission.COURSE_TAKE: Grant(EVERYBODY, Scope.SELF, 0, False),
    Permission.COMPETENCE_MANAGE: Grant(LEADS | CONTACTS, Scope.DISTRICT, 0, True),
    Permission.ROUTINE_READ: Grant(EVERYBODY, Scope.ORGANISATION, 0, False),
    Permission.ROUTINE_MANAGE: Grant(CONTACTS | ADMINISTRATORS, Scope.ORGANISATION, 0, True),
    Permission.ROUTINE_TEMPLATE: Grant(LEADS, Scope.DISTRICT, 0, True),
    Permission.ACTIVITY_READ: Grant(EVERYBODY, Scope.DISTRICT, 0, False),
    Permission.ACTIVITY_MANAGE: Grant(CONTACTS | ADMINISTRATORS | LEADS, Scope.ORGANISATION, 0, True),
    Permission.OVERVIEW_SEE: Grant(LEADS, Scope.DISTRICT, 0, True),
    Permission.TARGET_SET: Grant(LEADS, Scope.DISTRICT, 0, True),
    Permission.STATISTICS_SEE: Grant(EVERYBODY, Scope.DISTRICT, 0, False),
    Permission.STATISTICS_PREPARE: Grant(CONTACTS | LEADS, Scope.DISTRICT, 0, True),
    Permission.STATISTICS_APPROVE: Grant(LEADS | OFFICERS, Scope.DISTRICT, 0, True),
    Permission.GUIDANCE_EDIT: Grant(EDITORS, Scope.DISTRICT, 0, True),
    Permission.NEWS_EDIT: Grant(EDITORS, Scope.DISTRICT, 0, True),
    Permission.COMMENT_MODERATE: Grant(EDITORS | {Role.MODERATOR}, Scope.DISTRICT, 0, True),
    Permission.COMMENT_SETTINGS: Grant(EDITORS, Scope.DISTRICT, 0, True),
    Permission.PLACE_EDIT: Grant(CONTACTS | ADMINISTRATORS | LEADS, Scope.ORGANISATION, 0, True),
}

ROLES_NEEDING_TWO_PERSONS: frozenset[Role] = frozenset(
    role
    for role in Role
    if any(role in grant.roles and grant.step >= 1 and grant.second_factor for grant in TABLE.values())
)
"""Roles that see step 1 data or above of others: granted by one person, confirmed by another."""
