"""The web server's way in: checks the installation before the first request is answered."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "avklar.config.settings")
application = get_wsgi_application()

from avklar.config.startup import verify  # noqa: E402

verify()
