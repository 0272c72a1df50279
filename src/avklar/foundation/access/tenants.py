"""Which organisations there are, found by asking Django, so that the lower rooms import nothing from above."""

from __future__ import annotations

from uuid import UUID

from django.apps import apps


def organisation_ids() -> list[UUID]:
    """Every organisation's id, oldest first. Organisations are step 0: no scope is needed."""
    model = apps.get_model("organisations", "Organisation")
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def kinds() -> dict[UUID, str]:
    """Every organisation's kind: "municipality" or "police_district"."""
    model = apps.get_model("organisations", "Organisation")
    return dict(model._default_manager.order_by("pk").values_list("pk", "kind"))
