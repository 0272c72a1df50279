"""Tables of the keys database: wrapped keys and look-up hashes. They hold no text and name nobody."""

from django.db import models

from avklar.foundation import clock


class Installation(models.Model):
    """One row: which installation these keys belong to, and a value that only its key opens."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    installation_id = models.UUIDField()
    canary = models.BinaryField()
    master_version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="vault_one_installation")]


class KeysMark(models.Model):
    """One row in the data database: which installation's keys it needs."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    installation_id = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="vault_one_mark")]


class Secret(models.Model):
    """A stable secret of an organisation (or of the installation: the nil UUID); rotation only rewraps it."""

    owner_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    master_version = models.PositiveIntegerField()


class OrganisationKey(models.Model):
    """One version of an organisation's key, wrapped by the installation's key."""

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
    """A keyed hash for finding a record by an exact value, such as a receipt code; dies with its record."""

    record_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    purpose = models.CharField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "purpose", "digest", "record_id"], name="vault_lookup_once"
            )
        ]
