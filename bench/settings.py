"""The house's own settings, with the bare views' templates added. Where the data lies comes from the environment."""

from __future__ import annotations

from avklar.config.settings import *  # noqa: F403
from avklar.config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "bench"]
