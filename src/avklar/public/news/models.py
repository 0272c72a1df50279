"""Articles (step 0): what stands here is meant for everybody. Nothing about anybody one is worried about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import PUBLIC_TASK, Privacy, Step, each, kept, removed, with_parent
from avklar.public.news.lengths import (
    LONGEST_ALT,
    LONGEST_BODY,
    LONGEST_BYLINE,
    LONGEST_CAPTION,
    LONGEST_CREDIT,
    LONGEST_LEAD,
    LONGEST_REASON,
    LONGEST_SLUG,
    LONGEST_TITLE,
)
from avklar.public.news.states import Kind, Language, State

EDITORS = _("Redaksjonen; alle når artikkelen er publisert")
KEPT = kept(_("Beholdes: det som er publisert, skal kunne finnes igjen. Det som trekkes tilbake, vises ikke mer"))


class Article(models.Model):
    """An article in all its languages. `version` grows with every change: two editors, and pages that are kept.

    `slug` is empty until the article is published for the first time; then the address never changes.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    district = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    slug = models.CharField(max_length=LONGEST_SLUG, blank=True)
    publish_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_reason = models.TextField(max_length=LONGEST_REASON, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField(default=clock.new_id)

    privacy = Privacy(
        purpose=_("Nyheter, pressemeldinger og intervjuer fra distriktet: når de vises, og hvem som bestemte det"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=KEPT,
        access_request=_("Artikler en ansatt har laget, publisert eller trukket tilbake"),
        fields=each(
            nobody="id kind state slug publish_at withdrawn_at version created_at submission",
            employee="published_by withdrawn_by created_by",
            open="withdrawn_reason",
            link="district",
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["state", "publish_at", "version"], name="article_shown")]
        constraints = [
            models.UniqueConstraint(fields=["district", "submission"], name="article_once"),
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="article_address"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(publish_at__isnull=False, published_by__isnull=False) & ~Q(slug=""),
                name="article_published",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                & ~Q(state=State.WITHDRAWN)
                | Q(state=State.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="article_withdrawn",
            ),
        ]


class Variant(models.Model):
    """The article in one language: how many editions it has, and which of them readers see (none: not published)."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    article = models.ForeignKey(Article, models.PROTECT, related_name="variants")
    language = models.CharField(max_length=2, choices=Language)
    latest = models.PositiveIntegerField(default=1)
    shown = models.PositiveIntegerField(null=True)
    shown_from = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Artikkelen på ett språk: hvilken utgave som vises"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=with_parent(_("Følger artikkelen")),
        access_request=_("Ingenting: raden handler ikke om noen"),
        fields=each(nobody="id language latest shown shown_from", link="article"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="article_language_once"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="article_language"),
            models.CheckConstraint(
                condition=Q(shown__isnull=True, shown_from__isnull=True)
                | Q(shown__lte=models.F("latest"), shown_from__isnull=False),
                name="article_edition_shown",
            ),
        ]


class Picture(models.Model):
    """A picture as it was taken in: drawn anew, in several widths. `unused_due` is empty once an edition uses it."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    digest = models.CharField(max_length=32, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = models.JSONField(default=list)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField(default=clock.now)
    unused_due = models.DateTimeField(null=True)

    privacy = Privacy(
        purpose=_("Bilder til artiklene"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=removed(
            _("Et bilde som ingen artikkel bruker, fjernes etter 30 dager; ellers følger det artikkelen"),
            due="unused_due",
            kind="picture",
        ),
        access_request=_("Bilder en ansatt har lastet opp"),
        fields=each(nobody="id digest width height widths uploaded_at unused_due", employee="uploaded_by"),
    )


class PictureFile(models.Model):
    """One width of a picture in one format, by the name that its address ends with."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    picture = models.ForeignKey(Picture, models.CASCADE, related_name="files")
    name = models.CharField(max_length=48, unique=True)
    width = models.PositiveIntegerField()
    content = models.BinaryField()

    privacy = Privacy(
        purpose=_("Bildene i hver bredde, uten det kameraet skrev om sted og tid"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=with_parent(_("Følger bildet")),
        access_request=_("Bilder der personen er med, når de kan finnes"),
        fields=each(nobody="id name width", open="content", link="picture"),
    )


class Edition(models.Model):
    """What one editor saved of one language at one moment. Never changed: what comes after is a new row.

    `questions`: list of [question, answer]. `related`: ids of other articles, as text, in order.
    """

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="editions")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    lead = models.TextField(max_length=LONGEST_LEAD)
    body = models.TextField(max_length=LONGEST_BODY, blank=True)
    questions = models.JSONField(default=list)
    byline = models.CharField(max_length=LONGEST_BYLINE)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    alt = models.CharField(max_length=LONGEST_ALT, blank=True)
    caption = models.CharField(max_length=LONGEST_CAPTION, blank=True)
    credit = models.CharField(max_length=LONGEST_CREDIT, blank=True)
    related = models.JSONField(default=list)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=clock.now)
    submission = models.UUIDField(default=clock.new_id)

    privacy = Privacy(
        purpose=_("Teksten i en artikkel, med alle utgavene den har hatt"),
        legal_basis=PUBLIC_TASK,
        step=Step.NETWORK,
        readers=EDITORS,
        retention=KEPT,
        access_request=_("Artikler der personen er navngitt, og utgaver en ansatt har skrevet"),
        fields=each(
            nobody="id position related written_at submission",
            employee="written_by",
            open="title lead body questions byline alt caption credit",
            link="variant picture",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "position"], name="edition_position"),
            models.UniqueConstraint(fields=["variant", "submission"], name="edition_once"),
            models.CheckConstraint(condition=Q(picture__isnull=True) | ~Q(alt=""), name="edition_picture_told"),
        ]
