"""Every model, field and relation has a written privacy decision (R12)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from avklar.foundation.retention.declarations import (
    NO_PERSONAL_DATA,
    FieldDecision,
    Privacy,
    Step,
    Verb,
    declared,
    each,
    faults,
    kept,
    removed,
)
from avklar.foundation.retention.libraries import LIBRARY_MODELS

ALL = apps.get_models(include_auto_created=True)
OURS = [model for model in ALL if model.__module__.startswith("avklar.")]
OTHERS = sorted(model._meta.label for model in ALL if not model.__module__.startswith("avklar."))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_has_a_decision_for_every_field_and_relation(model: type[models.Model]) -> None:
    assert faults(model) == []


def test_library_models_are_listed_with_a_reason() -> None:
    assert sorted(LIBRARY_MODELS) == OTHERS


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_disposer_can_be_found(model: type[models.Model]) -> None:
    privacy = declared(model)
    if privacy is not None and privacy.retention.disposer:
        assert callable(import_string(privacy.retention.disposer))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_content_is_kept_in_an_encrypted_field(model: type[models.Model]) -> None:
    privacy = declared(model)
    decided = privacy.fields if privacy else {}
    content = [name for name, decision in decided.items() if decision is FieldDecision.CONTENT]
    fields = {name: type(model._meta.get_field(name)).__name__ for name in content}
    assert [name for name, kind in fields.items() if not kind.startswith("Encrypted")] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_is_disposed_of_above_step_0_has_an_organisation(model: type[models.Model]) -> None:
    privacy = declared(model)
    if (
        privacy is None
        or privacy.step is Step.NETWORK
        or privacy.retention.verb
        not in (
            Verb.REMOVE,
            Verb.SEAL_OR_DESTROY,
        )
    ):
        return
    assert "organisation_id" in {field.attname for field in model._meta.concrete_fields}


class Example(models.Model):
    name = models.CharField(max_length=20)
    other = models.ForeignKey("self", models.CASCADE)

    class Meta:
        app_label = "retention_tests"


def privacy(**changes: object) -> Privacy:
    """A declaration of the example without fault."""
    given: dict[str, object] = {
        "purpose": "test",
        "legal_basis": NO_PERSONAL_DATA,
        "step": Step.NETWORK,
        "readers": "test",
        "retention": kept("test"),
        "access_request": "test",
        "fields": each(nobody="id name", link="other"),
    }
    return Privacy(**given | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"fields": each(nobody="id", link="other")}, "retention_tests.Example.name has no decision"),
        (
            {"fields": each(nobody="id name gone", link="other")},
            "retention_tests.Example.gone is decided but does not exist",
        ),
        (
            {"fields": each(nobody="id name other")},
            "retention_tests.Example.other is a relation: decide link or employee",
        ),
        ({"purpose": " "}, "retention_tests.Example says nothing about purpose"),
        (
            {"retention": removed("test", due="nowhen", kind="x")},
            "retention_tests.Example: the retention names nowhen, which is no field",
        ),
    ],
)
def test_fault_is_named(changes: dict[str, object], fault: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Example, "privacy", privacy(**changes), raising=False)
    assert faults(Example) == ([fault] if fault else [])


def test_model_without_declaration_is_named() -> None:
    assert faults(Example) == ["retention_tests.Example has no privacy declaration"]


def test_field_decided_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two decisions for id"):
        each(nobody="id", link="id")
