"""The drafts' one table: whose text, of which form, until when; the text itself only as ciphertext."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.privacy import PUBLIC_TASK, Privacy, Step, each, removed


class Draft(models.Model):
    """What one person has written in one form and not sent."""

    privacy = Privacy(
        purpose=_("Ta vare på tekst som ikke er sendt ennå"),
        legal_basis=PUBLIC_TASK,
        step=Step.CONCERN,
        readers=_("Bare den som har skrevet teksten"),
        retention=removed(_("Fjernes når teksten er sendt, og senest etter 14 dager"), due="expires", kind="draft"),
        access_request=_("Teksten, når personen kan finnes igjen i den"),
        fields=each(nobody="id form organisation_id created updated expires", employee="owner_id", secret="body"),  # noqa: S106
    )

    id = models.UUIDField(primary_key=True, default=clock.new_id)
    owner_id = models.UUIDField()
    form = models.CharField(max_length=80)
    organisation_id = models.UUIDField(null=True)
    body = models.BinaryField()
    created = models.DateTimeField(default=clock.now)
    updated = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "form"], name="draft_once_per_form")]
