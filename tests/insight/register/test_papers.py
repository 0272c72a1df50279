"""The papers printed from the code are complete; that the committed ones are fresh is `avklar papers --check`."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client

from avklar.foundation.access.permissions import Permission
from avklar.foundation.retention.declarations import declared
from avklar.insight.register import papers, routes


def test_permissions_paper_names_every_permission() -> None:
    text = papers.permissions()
    assert [p for p in Permission if f"`{p}`" not in text] == []


def test_processing_paper_names_every_declared_model() -> None:
    text = papers.processing()
    models = [model._meta.label for model in apps.get_models() if declared(model)]
    assert len(models) > 15
    assert [label for label in models if f"`{label}`" not in text] == []


@pytest.mark.parametrize("room", ["followup.concerns", "followup.consultations"])
def test_states_paper_draws_the_room(room: str) -> None:
    assert f"## {room}\n\n```mermaid\nstateDiagram-v2\n" in papers.states()


def test_routes_all_have_a_guard() -> None:
    assert [route.path for route in routes.routes() if not route.guard] == []


def test_routes_public_ones_give_a_reason() -> None:
    assert [route.path for route in routes.routes() if route.guard == "public" and not route.reason] == []


def test_routes_reading_pages_answer_get_only() -> None:
    methods = {route.name: route.methods for route in routes.routes()}
    assert methods["home:my_day"] == "GET"
    assert methods["notifications:read_all"] == "POST"


def test_privacy_page_shows_purposes_and_ground(client: Client, db: None) -> None:
    page = client.get("/personvern/").content.decode()
    assert "artikkel 6 nr. 1 bokstav e" in page
    assert "Råd om en situasjon uten at noen blir navngitt" in page
