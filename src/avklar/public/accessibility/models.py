"""What people say doesn't work on the pages (step 0)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.retention.declarations import LEGAL_DUTY, Privacy, Step, each, removed

LONGEST_TEXT = 4000
LONGEST_PAGE = 300
KEPT_FOR = timedelta(days=365)


def _leaves() -> datetime:
    return clock.now() + KEPT_FOR


class Feedback(models.Model):
    """Somebody couldn't use a page. An address for the answer is theirs to give."""

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    text = models.TextField(max_length=LONGEST_TEXT)
    page = models.CharField(max_length=LONGEST_PAGE, blank=True)
    email = models.EmailField(blank=True)
    submission = models.UUIDField(unique=True)
    at = models.DateTimeField(default=clock.now, db_index=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    leaves_at = models.DateTimeField(default=_leaves, db_index=True)

    privacy = Privacy(
        purpose=_("Rette det som ikke virker for alle, og svare den som sa fra"),
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=_("Distriktets leder og redaktører"),
        retention=removed(_("Fjernes etter ett år"), due="leaves_at", kind="feedback"),
        access_request=_("Det en har skrevet, når en oppgir e-postadressen"),
        fields=each(nobody="id page submission at settled_at leaves_at", employee="settled_by", open="text email"),
    )
