"""Fixtures of the drafts' tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model

from avklar.foundation import clock


@pytest.fixture
def owner() -> UUID:
    """Somebody who writes."""
    return clock.new_id()


@pytest.fixture
def kari(db: None) -> Any:
    """A user who writes."""
    return get_user_model().objects.create_user("kari@alvdal.test", "fjell-vidde-elv-42")


@pytest.fixture
def jon(db: None) -> Any:
    """A user who sits down at the same machine."""
    return get_user_model().objects.create_user("jon@alvdal.test", "fjell-vidde-elv-42")
