"""A password that won't do is turned down in our own words."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from avklar.people.accounts.models import User


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("bjørk-elv-9", "Passordet er for kort. Det må ha minst 12 tegn."),
        ("qwerty123456", "Mange bruker dette passordet. Velg et annet."),
        ("kari.moen@alvdal", "Passordet ligner for mye på e-posten din. Velg et annet."),
    ],
)
def test_a_poor_password_is_turned_down_in_our_words(password: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(email="kari.moen@alvdal.kommune.no"))
    assert refusal.value.messages == [sentence]
