"""Parameters nobody would type: whatever is sent, the answer is a page of ours and never a fault."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.attacks.conftest import PHRASE, Booty
from tests.cast import House

pytestmark = pytest.mark.on_postgresql

NASTY = {
    "nul": "\0",
    "nul-inside": "2026-11.1\0",
    "script": "<script>alert(1)</script>",
    "long": "x" * 20_000,
    "huge-number": "9" * 400,
    "negative": "-1",
    "other-digits": "١٢٣",
    "newline": "a\r\nSet-Cookie: x=1",
    "combining": "e\u0301" * 50,
    "lone-surrogate-bytes": "%ED%A0%80",
    "not-utf8": "%FF%FE",
    "uuid-braces": "{00000000-0000-7000-8000-000000000000}",
}
PARAMETERS = [
    ("contact", "/bekymringer/", ("vis", "after", "before", "last")),
    ("teacher", "/bekymringer/mine/", ("after", "before", "last")),
    ("contact", "/droftinger/ny/", ("concern",)),
    ("contact", "/droftinger/liste/mine/", ("etter",)),
    (
        "privacy_officer",
        "/logg/",
        ("etter", "verb", "kind", "person", "user", "user_id", "object", "object_id", "thing"),
    ),
    ("contact", "/konto/andre-faktor/", ("next",)),
    ("contact", "/min-dag/", ("etter", "after", "page")),
]
CURSORS = [
    "0-" + "0" * 32,
    "f" * 15 + "-" + "f" * 32,
    "38d7ea4c67fff-" + "f" * 32,
    "1-2-3",
    "٣-" + "0" * 32,
    "-",
    "0x1-" + "0" * 32,
]


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize(
    ("who", "path", "names"), PARAMETERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_parameter_gets_an_answer(
    house: House, client_as: Any, who: str, path: str, names: tuple[str, ...], nasty: str
) -> None:
    client = client_as(house.people[who])
    sent = nasty if nasty.startswith("%") else quote(nasty)
    for name in names:
        response = client.get(f"{path}?{name}={sent}")
        assert response.status_code < 500, name
        assert "<script>alert" not in response.content.decode(), name


@pytest.mark.parametrize("cursor", CURSORS)
@pytest.mark.parametrize("name", ["after", "before"])
def test_cursor_that_we_did_not_make_gets_an_answer(house: House, client_as: Any, name: str, cursor: str) -> None:
    assert client_as(house.contact).get("/bekymringer/", {name: cursor}).status_code in {200, 302, 404}


EXPLANATIONS = {
    "deep": "[" * 200_000,
    "surrogate": '{"Kari Nordmann": "\\ud800 fordi det er slik"}',
    "surrogate-word": '{"\\ud800": "fordi det er slik"}',
    "list": "[1, 2]",
    "number": "7",
    "nul": '{"a\\u0000": "b\\u0000ccccc"}',
    "nested": '{"Kari Nordmann": {"a": ["b"]}}',
}


@pytest.mark.parametrize("explanations", EXPLANATIONS.values(), ids=EXPLANATIONS)
@pytest.mark.parametrize("where", ["start", "message", "advice"])
def test_tampered_explanations_get_an_answer(
    house: House, client_as: Any, booty: Booty, where: str, explanations: str
) -> None:
    client = client_as(house.contact)
    url = {
        "start": reverse("consultations:start"),
        "message": reverse("consultations:send", args=[booty.consultation]),
        "advice": reverse("consultations:advice", args=[booty.consultation]),
    }[where]
    typed = {"text": f"Vi snakket med Kari Nordmann om {PHRASE}.", "explanations": explanations, "do": "check"}
    assert client.post(url, typed).status_code < 500
    for page in (url, reverse("consultations:page", args=[booty.consultation])):
        assert client.get(page).status_code < 500
    assert (
        client.post(url, {**typed, "do": "send", "looked_over": "on", "asking": "\ud800" if False else "x"}).status_code
        < 500
    )
    assert client.get(url).status_code < 500


@pytest.mark.parametrize("version", ["abc", "-1", "0", "9" * 30, "1.5", "", "\0"])
def test_tampered_version_gets_an_answer(house: House, client_as: Any, booty: Booty, version: str) -> None:
    client = client_as(house.contact)
    concern, advice = (
        reverse("concerns:concern", args=[booty.concern]),
        reverse("consultations:advice", args=[booty.consultation]),
    )
    assert client.post(concern, {"do": "note", "text": "Et notat.", "version": version}).status_code < 500
    close = {"do": "close", "outcome": "nothing", "reason": "Ingenting.", "version": version}
    assert client.post(concern, close).status_code < 500
    typed = {"text": "Snakk rolig.", "version": version, "looked_over": "on", "do": "send"}
    assert client.post(advice, typed).status_code < 500
    assert client.get(advice).status_code < 500


@pytest.mark.parametrize("value", ["abc", ["1", "2"], "9" * 5000])
def test_rescued_version_gets_an_answer(house: House, client_as: Any, booty: Booty, value: Any) -> None:
    """A form that came too late is kept as it was posted, tampered or not."""
    from avklar.followup.consultations.views.shared import advice_draft
    from avklar.foundation.drafts import drafts

    name = advice_draft(house.contact.actor(), booty.consultation)
    drafts.add(house.contact.user.pk, name.form, {"text": "Snakk rolig.", "version": value, "looked_over": ["1"]})
    client, url = client_as(house.contact), reverse("consultations:advice", args=[booty.consultation])
    assert client.get(url).status_code == 200
    assert client.post(url, {"text": "Snakk rolig.", "do": "check"}).status_code == 303


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_number_in_an_address_gets_an_answer(house: House, client_as: Any, number: int) -> None:
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client_as(house.contact).get(reverse(name, args=[number])).status_code in {302, 404}


@pytest.mark.parametrize(
    "path",
    [
        "/bekymringer/ny/%00/",
        "/droftinger/liste/%00/",
        "/konto/lenke/%00/",
        "/konto/invitasjon/%00/",
        "/konto/lenke/" + "x" * 9000 + "/",
        "/bevaring/" + "x" * 9000 + "/",
        "/konto/passord/glemt/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-set-password/",
        "/konto/passord/glemt/0-0/",
    ],
)
@pytest.mark.parametrize("who", ["contact", "privacy_officer", ""])
def test_address_gets_an_answer(house: House, client_as: Any, who: str, path: str) -> None:
    client = client_as(house.people[who]) if who else Client()
    assert client.get(path).status_code < 500


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "/\t/evil.example",
        "http:evil.example",
    ],
)
def test_next_never_leads_away(house: House, client_as: Any, target: str) -> None:
    signed_in = client_as(house.contact)
    answers = [
        signed_in.get("/konto/andre-faktor/", {"next": target}),
        signed_in.post("/utseende/", {"next": target, "look": "dark"}),
        signed_in.post("/sprak/", {"next": target, "language": "nn"}),
        signed_in.get("/konto/logg-inn/", {"next": target}),
        Client().post(
            f"/konto/logg-inn/?next={quote(target)}",
            {"login": house.teacher.user.email, "password": "fjell-vidde-elv-42", "next": target},
        ),
        signed_in.post("/konto/logg-ut/", {"next": target}),
    ]
    for response in answers:
        assert "evil.example" not in response.headers.get("Location", "")
        assert "javascript" not in response.headers.get("Location", "")
