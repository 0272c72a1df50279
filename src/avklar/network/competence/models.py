"""Competence (step 0): the text of courses in versions, who has begun and completed one, what each role should have."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.roles import Role
from avklar.foundation.retention.declarations import (
    NO_PERSONAL_DATA,
    PUBLIC_TASK,
    Privacy,
    Step,
    each,
    kept,
    removed,
)
from avklar.network.competence.lengths import LONGEST_TITLE
from avklar.network.competence.states import LANGUAGES, Level, Topic

OWN = _("Den ansatte selv; kontakten i virksomheten")


class CourseText(models.Model):
    """One version of a course's text in a language, as a list of [file, text]. Never changed; a newer one is a new row.

    `shipped`: the text that came with Avklar, written down when somebody began on it or the district went back to it.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=list(LANGUAGES.items()))
    position = models.PositiveIntegerField()
    sources = models.JSONField()
    shipped = models.BooleanField()
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField(default=clock.new_id)

    privacy = Privacy(
        purpose=_("Teksten i kursene, i utgaver, så den som har begynt, kan gjøre ferdig det samme kurset"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes: kursbevisene viser til utgaven")),
        access_request=_("Hvilke utgaver en ansatt har skrevet"),
        fields=each(
            nobody="id code language position sources shipped made_at submission",
            employee="made_by",
            link="organisation",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "language", "position"], name="course_text_version"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="course_text_language"),
        ]


class Attempt(models.Model):
    """A course that somebody is in the middle of. `at` is the step one is on; the row is gone when it is completed."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    text = models.ForeignKey(CourseText, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    at = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict)
    moved_at = models.DateTimeField(default=clock.now)
    leaves = models.DateTimeField()

    privacy = Privacy(
        purpose=_("At du kan fortsette på et kurs der du slapp. Svarene dine leses ikke av andre"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Bare den ansatte selv"),
        retention=removed(
            _("Fjernes når kurset er fullført, eller et år etter at den ansatte sist var der"),
            due="leaves",
            kind="course",
        ),
        access_request=_("Kurs den ansatte har begynt på, og svarene"),
        fields=each(
            nobody="id code at moved_at leaves",
            employee="user_id",
            open="answers",
            link="organisation text",
        ),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "code"], name="attempt_once")]


class Completion(models.Model):
    """A course that somebody has completed: one of ours, with a certificate's number, or one from outside."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    title = models.CharField(max_length=LONGEST_TITLE)
    organiser = models.CharField(max_length=LONGEST_TITLE)
    topic = models.CharField(max_length=16, choices=Topic)
    level = models.CharField(max_length=16, choices=Level)
    done_on = models.DateField()
    valid_to = models.DateField(null=True)
    text = models.ForeignKey(CourseText, models.PROTECT, related_name="+", null=True)
    number = models.CharField(max_length=16, null=True, unique=True)  # noqa: DJ001  several have none, and are unlike
    submission = models.UUIDField()
    created = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Hva en ansatt har lært, når, og hvor lenge det gjelder. Ingen karakter"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=_("Den ansatte selv; kontakten i samme virksomhet. Andre ser bare antall"),
        retention=kept(_("Beholdes så lenge den ansatte har en rolle; virksomheten fjerner den ved avhending")),
        access_request=_("Kurs og kursbevis"),
        fields=each(
            nobody="id title organiser topic level done_on valid_to number submission created reminded_at",
            employee="user_id",
            link="organisation text",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "submission"], name="completion_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("done_on")), name="completion_dates"
            ),
            models.CheckConstraint(
                condition=Q(text__isnull=True, number__isnull=True) | Q(text__isnull=False, number__isnull=False),
                name="completion_certificate",
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="completion_topic"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="completion_level"),
        ]
        indexes = [models.Index(fields=["user_id", "topic"], name="completion_of")]


class RoleWish(models.Model):
    """What a role should have from a day on, as {topic: level}; a newer one is a new row, and the old stay."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=Role)
    position = models.PositiveIntegerField()
    wish = models.JSONField(default=dict)
    valid_from = models.DateField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField()

    privacy = Privacy(
        purpose=_("Hva hver rolle bør kunne, fra hvilken dag"),
        legal_basis=NO_PERSONAL_DATA,
        step=Step.NETWORK,
        readers=_("Alle som er logget inn"),
        retention=kept(_("Beholdes som historikk over hva distriktet har satt seg som mål")),
        access_request=_("Hvilke mål en ansatt har satt"),
        fields=each(
            nobody="id role position wish valid_from set_at submission", employee="set_by", link="organisation"
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role", "position"], name="role_wish_version"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_wish_role"),
        ]
