"""Listed contacts, imports that wait, and agreements, whose entries are added and never changed: triggers."""

import django.db.models.deletion
from django.db import migrations, models

import avklar.foundation.clock

TABLES = {
    "agreement": "organisations_agreementversion",
    "evaluation": "organisations_agreementevaluation",
}
REFUSAL = "BEGIN SELECT RAISE(ABORT, 'entries are never overwritten'); END"
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} {REFUSAL}"
        for name, table in TABLES.items()
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"CREATE TRIGGER {name}_no_{what} BEFORE {verbs} ON {table} FOR EACH {each} EXECUTE FUNCTION organisations_refuse()"
        for name, table in TABLES.items()
        for what, verbs, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ],
}
TAKE_AWAY = {
    "sqlite": [f"DROP TRIGGER {name}_no_{verb}" for name in TABLES for verb in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER {name}_no_{what} ON {table}" for name, table in TABLES.items() for what in ("change", "truncate")
    ],
}


def _run(schema_editor, statements):
    if schema_editor.connection.alias == "default":
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)


def refuse(apps, schema_editor):
    _run(schema_editor, MAKE)


def allow(apps, schema_editor):
    _run(schema_editor, TAKE_AWAY)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_never_overwritten"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactImport",
            fields=[
                ("id", models.UUIDField(default=avklar.foundation.clock.new_id, primary_key=True, serialize=False)),
                ("owner", models.UUIDField()),
                ("source", models.CharField(max_length=120)),
                ("body", models.BinaryField()),
                ("created", models.DateTimeField(default=avklar.foundation.clock.now)),
                ("expires", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgreementEvaluation",
            fields=[
                ("id", models.UUIDField(default=avklar.foundation.clock.new_id, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("submission", models.UUIDField(default=avklar.foundation.clock.new_id)),
                ("held_on", models.DateField()),
                ("worked", models.TextField(max_length=4000)),
                ("changes", models.TextField(max_length=4000)),
                ("held_by", models.CharField(max_length=120)),
                ("entered_by", models.UUIDField()),
                ("entered_for", models.UUIDField()),
                ("entered_at", models.DateTimeField(default=avklar.foundation.clock.now)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "municipality", "position"), name="evaluation_position_unique"
                    ),
                    models.UniqueConstraint(fields=("submission",), name="evaluation_submission_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementReminder",
            fields=[
                ("id", models.UUIDField(default=avklar.foundation.clock.new_id, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=40)),
                ("due", models.DateField()),
                ("told_at", models.DateTimeField(default=avklar.foundation.clock.now)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "municipality", "code", "due"), name="agreement_reminded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                ("id", models.UUIDField(default=avklar.foundation.clock.new_id, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("submission", models.UUIDField(default=avklar.foundation.clock.new_id)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("goals", models.JSONField(default=list)),
                ("archive", models.CharField(max_length=200)),
                ("file_name", models.CharField(max_length=120)),
                ("file_size", models.PositiveIntegerField()),
                ("file", models.BinaryField()),
                ("entered_by", models.UUIDField()),
                ("entered_for", models.UUIDField()),
                ("entered_at", models.DateTimeField(default=avklar.foundation.clock.now)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "municipality", "position"), name="agreement_position_unique"
                    ),
                    models.UniqueConstraint(fields=("submission",), name="agreement_submission_once"),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))), name="agreement_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("archive", ""), _negated=True), name="agreement_archive_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedContact",
            fields=[
                ("id", models.UUIDField(default=avklar.foundation.clock.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "Radikaliseringskontakt"),
                            ("deputy", "Vara"),
                            ("substitute", "Stedfortreder"),
                            ("police_contact", "Politikontakt"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed", models.DateTimeField(default=avklar.foundation.clock.now)),
                ("changed_by", models.UUIDField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listed_contacts",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "name", "email"), name="listed_contact_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["contact", "deputy", "substitute", "police_contact"])),
                        name="listed_contact_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="listed_contact_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="listed_contact_dates",
                    ),
                ],
            },
        ),
        migrations.RunPython(refuse, allow),
    ]
