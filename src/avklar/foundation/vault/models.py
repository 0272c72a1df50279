"""Tables of the keys database: wrapped keys and look-up hashes. They hold no text and name nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from avklar.foundation import clock
from avklar.foundation.access.privacy import (
    LEGAL_DUTY,
    NO_PERSONAL_DATA,
    Privacy,
    Retention,
    Sentence,
    Step,
    each,
    kept,
    with_parent,
)

READERS = _("Ingen; bare programmet bruker dem")
KEPT_WITH_THE_INSTALLATION = kept(_("Beholdes så lenge installasjonen finnes"))
KEPT_WITH_THE_ORGANISATION = kept(_("Beholdes så lenge virksomheten finnes; byttes når nøklene skiftes ut"))
LEAVES_WITH_THE_RECORD = with_parent(_("Fjernes sammen med bekymringen, drøftingen eller saken den hører til"))


def _declared(purpose: Sentence, retention: Retention, *, nobody: str, hidden: str = "", link: str = "") -> Privacy:
    return Privacy(
        purpose=purpose,
        legal_basis=LEGAL_DUTY,
        step=Step.NETWORK,
        readers=READERS,
        retention=retention,
        access_request=NO_PERSONAL_DATA,
        fields=each(nobody=nobody, secret=hidden, link=link),
    )


class Installation(models.Model):
    """One row: which installation these keys belong to, and a value that only its key opens."""

    privacy = _declared(
        _("Kjenne igjen riktig nøkkel og riktig nøkkeldatabase ved start"),
        KEPT_WITH_THE_INSTALLATION,
        nobody="id installation_id master_version",
        hidden="canary",
    )

    id = models.SmallIntegerField(primary_key=True, default=1)
    installation_id = models.UUIDField()
    canary = models.BinaryField()
    master_version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="vault_one_installation")]


class KeysMark(models.Model):
    """One row in the data database: which installation's keys it needs."""

    privacy = _declared(
        _("Kjenne igjen nøkkeldatabasen som hører til dataene"), KEPT_WITH_THE_INSTALLATION, nobody="id installation_id"
    )

    id = models.SmallIntegerField(primary_key=True, default=1)
    installation_id = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="vault_one_mark")]


class Secret(models.Model):
    """A stable secret of an organisation (or of the installation: the nil UUID); rotation only rewraps it."""

    privacy = _declared(
        _("Lage de faste nøklene til logg og oppslag"),
        KEPT_WITH_THE_ORGANISATION,
        nobody="owner_id master_version",
        hidden="wrapped",
    )

    owner_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    master_version = models.PositiveIntegerField()


class OrganisationKey(models.Model):
    """One version of an organisation's key, wrapped by the installation's key."""

    privacy = _declared(
        _("Låse virksomhetens nøkler"),
        KEPT_WITH_THE_ORGANISATION,
        nobody="id organisation_id version master_version born_master_version created",
        hidden="wrapped",
    )

    organisation_id = models.UUIDField()
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    master_version = models.PositiveIntegerField()
    born_master_version = models.PositiveIntegerField()  # tells a rotation which keys it has made itself
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "version"], name="vault_organisation_version")
        ]


class WrappedRecordKey(models.Model):
    """A record's key, wrapped for one organisation; a shared record has one row per organisation."""

    privacy = _declared(
        _("Låse teksten i én bekymring, drøfting eller sak"),
        LEAVES_WITH_THE_RECORD,
        nobody="id record_id organisation_id sealed_at created",
        hidden="wrapped",
        link="organisation_key",
    )

    record_id = models.UUIDField()
    organisation_id = models.UUIDField()
    organisation_key = models.ForeignKey(OrganisationKey, on_delete=models.PROTECT)
    wrapped = models.BinaryField()
    sealed_at = models.DateTimeField(null=True)
    created = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_id", "organisation_id"], name="vault_record_organisation")
        ]
        indexes = [models.Index(fields=["created"], name="vault_record_created")]


class LookupHash(models.Model):
    """A keyed hash for finding a record by an exact value, such as a receipt code; dies with its record.

    `wrapped` is the record's key once more, for whoever has the value; empty where the value only finds.
    """

    privacy = _declared(
        _("Finne en bekymring på kvitteringskoden uten å lagre koden"),
        LEAVES_WITH_THE_RECORD,
        nobody="id record_id organisation_id purpose",
        hidden="digest wrapped",
    )

    record_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    purpose = models.CharField(max_length=32)
    digest = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "purpose", "digest", "record_id"], name="vault_lookup_once"
            )
        ]
