"""Ways to act as somebody of the cast: `house`, `cases_on`, `actor_of(person)` and `client_as(person)`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from avklar.foundation.access.actor import Actor
    from tests.cast import House, Person

SIGN_IN = "avklar.people.accounts.backend.Backend"
PASSED_SECOND_FACTOR = ({"method": "password"}, {"method": "mfa", "type": "totp"})


@pytest.fixture
def house(db: None) -> House:
    """The fixed cast (tests/cast.py), in the database."""
    from tests.worlds import worlds

    return worlds.house()


@pytest.fixture
def actor_of() -> Callable[..., Actor]:
    """`actor_of(house.contact)`: the person as actor, second factor passed unless said otherwise."""
    return lambda person, *, second_factor=True: person.actor(second_factor=second_factor)


@pytest.fixture
def client_as() -> Callable[..., Client]:
    """`client_as(house.contact)`: a test client signed in as the person, second factor passed unless said otherwise."""

    def sign_in(person: Person, *, second_factor: bool = True, **options: bool) -> Client:
        client = Client(**options)
        client.force_login(person.user, backend=SIGN_IN)
        session = client.session
        methods = PASSED_SECOND_FACTOR if second_factor else PASSED_SECOND_FACTOR[:1]
        session["account_authentication_methods"] = [{**method, "at": time.time()} for method in methods]
        session["account_authentication_methods_user"] = str(person.user.pk)
        session.save()
        return client

    return sign_in


@pytest.fixture
def cases_on(house: House) -> House:
    """Every organisation of the cast has approved its grounds and keeps named cases; the database is a demo's."""
    return house
