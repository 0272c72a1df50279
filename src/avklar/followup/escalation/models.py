"""Tables of step 4, under the police's row-level security; texts under the case's own key. No data of PST's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.followup.escalation.states import Answer, How, Kind, Outcome
from avklar.foundation import clock
from avklar.foundation.retention.declarations import BASIS_OF_THE_ORGANISATION, Privacy, Step, each, with_parent
from avklar.foundation.vault import keys
from avklar.foundation.vault.fields import EncryptedModel, EncryptedTextField

READERS = _("De navngitte i saken, i politiet")
WITH_CASE = with_parent(_("Følger saken"))
ON_REQUEST = _("Politiet svarer etter politiregisterloven. Et avslag viser aldri om noe er ført.")


def _answered_by_another(first: str) -> Q:
    """Confirmed or refused by somebody other than the first; while it waits by nobody."""
    answered = Q(answer__in=[Answer.CONFIRMED, Answer.REFUSED], answered_by__isnull=False, answered_at__isnull=False)
    waiting = Q(answer=Answer.WAITING, answered_by__isnull=True, answered_at__isnull=True)
    return (answered & ~Q(answered_by=F(first))) | waiting


class UnderTheCase(EncryptedModel):
    """A row whose texts are under its case's key."""

    if TYPE_CHECKING:
        organisation_id: UUID
        case_id: UUID

    class Meta:
        abstract = True

    def vault_record(self) -> keys.Record:
        """The case's key."""
        return keys.Record(self.organisation_id, self.case_id)


class Escalation(UnderTheCase):
    """That the police's criminal side or PST was contacted: when, how, by whom, and what was handed over, in words."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False)
    decision = models.ForeignKey("cases.Decision", models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    how = models.CharField(max_length=12, choices=How)
    danger = models.BooleanField(default=False)
    against_ladder = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    by = models.UUIDField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.WAITING)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    handed_to = EncryptedTextField()
    what = EncryptedTextField()
    reason = EncryptedTextField()
    shut_because = EncryptedTextField()
    answer_reason = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("At politiets straffesaksside eller PST er kontaktet, når, hvordan og av hvem"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.ESCALATION,
        readers=READERS,
        retention=WITH_CASE,
        access_request=ON_REQUEST,
        fields=each(
            nobody="id kind outcome how danger against_ladder happened_at at answer answered_at submission",
            employee="by answered_by",
            content="handed_to what reason shut_because answer_reason",
            link="organisation case decision",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="escalation_once"),
            models.CheckConstraint(condition=_answered_by_another("by"), name="escalation_second_person"),
            models.CheckConstraint(condition=Q(happened_at__lte=F("at")), name="escalation_has_happened"),
            models.CheckConstraint(
                condition=Q(kind=Kind.PST, outcome="") | Q(kind=Kind.POLICE, outcome__in=Outcome.values),
                name="escalation_outcome_is_the_polices",
            ),
        ]


class Reopening(UnderTheCase):
    """A locked case is opened for a time: one person asks with a reason, another says yes. It ends by itself."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.WAITING)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    submission = models.UUIDField()
    reason = EncryptedTextField()
    answer_reason = EncryptedTextField(null=True)

    privacy = Privacy(
        purpose=_("Hvem som åpnet en låst sak for en tid, hvorfor og hvor lenge"),
        legal_basis=BASIS_OF_THE_ORGANISATION,
        step=Step.ESCALATION,
        readers=READERS,
        retention=WITH_CASE,
        access_request=ON_REQUEST,
        fields=each(
            nobody="id asked_at until answer answered_at ended_at submission",
            employee="asked_by answered_by ended_by",
            content="reason answer_reason",
            link="organisation case",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "submission"], name="escalation_reopening_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answer=Answer.WAITING, ended_at__isnull=True),
                name="escalation_reopening_one_waits",
            ),
            models.CheckConstraint(
                condition=_answered_by_another("asked_by"), name="escalation_reopening_second_person"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("asked_at")), name="escalation_reopening_lasts"),
        ]
