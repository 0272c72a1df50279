"""What the public page on privacy shows: the declarations, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise

from avklar.foundation.retention.declarations import Step, declared


@dataclass(frozen=True)
class Kept:
    """One kind of record: what for, on what ground, who reads it, how long."""

    purpose: str | Promise
    legal_basis: str | Promise
    readers: str | Promise
    plan: str | Promise


def kept(*steps: Step) -> list[Kept]:
    """The kinds of record on the given steps of the staircase."""
    found = [declared(model) for model in apps.get_models()]
    return [
        Kept(privacy.purpose, privacy.legal_basis, privacy.readers, privacy.retention.plan)
        for privacy in found
        if privacy is not None and privacy.step in steps
    ]
