"""Row-level security on the retention decisions."""

from django.db import migrations

from avklar.foundation.access.rls import EnableRLS


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial")]
    operations = [EnableRLS("retention_retentiondecision")]
