"""A discussion below an article of the district's, at noon of tomorrow, and ways to write in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from avklar.foundation import clock
from avklar.public.comments import actions, links
from avklar.public.comments.actions.writing import Words
from avklar.public.comments.models import Comment
from tests.cast import House

TEXT = "Godt tiltak. Jeg jobber i SFO og visste ikke at vi hadde en egen kontakt."
SENT = {"text": TEXT, "name": "Berit Nyløkken", "email": "berit@eksempel.example"}
TODAY = clock.today()
LINK = re.compile(r"/kommentarer/lenke/([\w-]{43})/")


def at(hour: int, minute: int = 0, second: int = 0, *, day: int = 0) -> datetime:
    """A moment of tomorrow, or some days after it, by the clock on the wall in Norway."""
    return datetime.combine(TODAY + timedelta(days=day), time(hour, minute, second), tzinfo=clock.OSLO)


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock stands at noon of tomorrow."""
    moment = at(12, day=1)
    with clock.frozen(moment):
        yield moment


@pytest.fixture
def talk(house: House, noon: datetime, settings: Any) -> UUID:
    """An open discussion; mails go to `django.core.mail.outbox`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    made = clock.new_id()
    actions.open_discussion(
        house.district_lead.actor(), discussion_id=made, title="Kommunene møttes på Hamar", url="/aktuelt/motet/"
    )
    return made


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is signed in, and which says where its posts come from."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def sends(visitor: Client, talk: UUID, **more: str) -> Any:
    """The answer to a comment that is sent from the page."""
    return visitor.post(reverse("comments:write", args=[talk]), SENT | more)


def confirms(visitor: Client) -> Any:
    """The answer to the newest link that was mailed, opened and used."""
    found = LINK.findall(str(mail.outbox[-1].body))
    return visitor.post(reverse("comments:link", args=[found[-1]]))


def only() -> Comment:
    """The one comment there is."""
    return Comment.objects.get()


@pytest.fixture
def known(house: House, talk: UUID, visitor: Client) -> Client:
    """Berit's visitor: her first comment has been confirmed, read and published."""
    sends(visitor, talk)
    confirms(visitor)
    actions.publish(house.moderator.actor(), comment_id=only().pk, version=1)
    mail.outbox.clear()
    return visitor


@pytest.fixture
def published(known: Client) -> Comment:
    """Berit's first comment, as everybody sees it."""
    return only()


@pytest.fixture
def write(talk: UUID) -> Callable[..., actions.Outcome]:
    """Write straight through the action."""

    def written(text: str, *, email: str = "ola@eksempel.example", **more: Any) -> actions.Outcome:
        words = Words(text, more.pop("name", "Ola Stensrud"), email, "nb", more.pop("writer_id", None))
        return actions.write(discussion_id=more.pop("talk", talk), words=words, **more)

    return written


def writer_of(client: Client) -> UUID:
    """Whose browser it is."""
    found = links.writer_of(client.cookies[links.COOKIE].value)
    assert found is not None
    return found
