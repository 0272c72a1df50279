"""A request that no page of ours would send: the server counts, looks and asks for permission anew (R2)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from tests.attacks.conftest import Booty, everything
from tests.cast import House


@pytest.mark.parametrize(
    ("organisation", "user"),
    [
        ("alvdal", "contact"),
        ("tynset", "stranger"),
        ("innlandet", "hamar_police_contact"),
        ("innlandet", "district_lead"),
        ("folldal", None),
    ],
)
def test_consultation_goes_only_to_somebody_offered(
    house: House, client_as: Any, organisation: str, user: str | None
) -> None:
    """A tampered receiver falls back to one that is offered, or is refused by the action."""
    from avklar.followup.consultations import actions
    from avklar.foundation.access.errors import Invalid
    from avklar.foundation.anonymity import AgeBand, Facts

    receiver = (house.organisation(organisation).pk, house.people[user].user.pk if user else None)
    with pytest.raises(Invalid):
        actions.start(
            house.contact.actor(), facts=Facts(age=AgeBand.FROM_13), question="Hva gjør vi?", receiver=receiver
        )


IDENTIFYING = ("01019012480", "ring 922 33 445", "kari@skolen.no", "Storgata 14 B", "https://x.com/kari99", "@kari99")


@pytest.mark.parametrize("secret", IDENTIFYING)
@pytest.mark.parametrize("where", ["start", "send", "advice"])
def test_tampered_fields_pass_no_identity(house: House, client_as: Any, booty: Booty, where: str, secret: str) -> None:
    """Explanations, `looked_over` and an estimate typed into the request: the server counts and looks anew (R2)."""
    client, before = client_as(house.contact), everything()
    url = (
        reverse("consultations:start")
        if where == "start"
        else reverse(f"consultations:{where}", args=[booty.consultation])
    )
    finds = dict.fromkeys((secret, *secret.split(), secret.removeprefix("ring ")), "fordi det må stå")
    typed = {
        "text": f"En ungdom har dette: {secret} og vi lurer på hva vi gjør.",
        "explanations": json.dumps(finds),
        "looked_over": "on",
        "estimate": "100000",
        "age": "13-15",
        "do": "send",
        "version": "1",
    }
    assert client.post(url, typed).status_code in {303, 422}
    assert everything() == before


def test_tampered_facts_pass_no_small_crowd(house: House, client_as: Any) -> None:
    before = everything()
    typed = {"text": "Hva gjør vi?", "looked_over": "on", "do": "send", "setting": "school", "size": "under_50"}
    for extra in (
        {"estimate": "99999"},
        {"size": "x"},
        {"hide": "on", "receiver": str(house.organisation("tynset").pk) + "."},
    ):
        client_as(house.contact).post(reverse("consultations:start"), {**typed, **extra})
    assert everything() == before
