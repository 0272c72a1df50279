"""A draft is seen and written by its writer only; the retention run sees what has passed its date."""

from django.db import migrations

from avklar.foundation.access.rls import EnableRLS


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_drafts")]

    operations = [
        EnableRLS("drafts_draft", visible="owner_id = {person} OR expires <= {due}", writable="owner_id = {person}"),
    ]
