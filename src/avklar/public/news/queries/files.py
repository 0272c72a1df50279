"""The files of pictures, by name: for everybody when an article that is shown uses the picture, else for editors."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef
from django.db.models import Q as Condition

from avklar.foundation import clock
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.permissions import Permission
from avklar.public.news.models import Edition, PictureFile
from avklar.public.news.queries.shown import visible


def picture_file(actor: Actor | None, name: str) -> bytes:
    """The content of a file; NotFound for an unknown one, and while nobody but the editors may see it. One query."""
    rows = PictureFile.objects.filter(name=name)
    if actor is None or not actor.may(Permission.NEWS_EDIT):
        rows = rows.filter(_used())
    found = rows.values_list("content", flat=True).first()
    if found is None:
        raise NotFound
    return bytes(found)


def largest(digest: str) -> bytes | None:
    """The widest JPEG of a picture; None when it is gone. One query."""
    rows = PictureFile.objects.filter(picture__digest=digest, name__endswith=".jpg").order_by("-width")
    found = rows.values_list("content", flat=True).first()
    return bytes(found) if found is not None else None


def _used() -> Condition:
    shown = Edition.objects.filter(
        visible(clock.now(), "variant__article__"), picture=OuterRef("picture"), position=F("variant__shown")
    )
    return Condition(Exists(shown))
