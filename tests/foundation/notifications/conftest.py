"""A real SMTP server on this machine, and somebody to write to."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from avklar.foundation import clock


class Mailbox:
    """What the server received; `answer` is what it says to the next mail."""

    def __init__(self) -> None:
        self.received: list[Any] = []
        self.answer = "250 OK"
        self.no_such_address = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.no_such_address:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.received.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def port(settings: Any) -> int:
    """Mail goes through the outbox to a port of this machine, where nobody answers yet."""
    settings.EMAIL_BACKEND = "avklar.foundation.notifications.backend.OutboxBackend"
    settings.AVKLAR_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return int(settings.EMAIL_PORT)


@pytest.fixture
def server(port: int) -> Iterator[Mailbox]:
    """A running SMTP server."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield mailbox
    controller.stop()


def later(wait: timedelta) -> Any:
    """The clock stands a little after `wait` from now."""
    return clock.frozen(clock.now() + wait + timedelta(seconds=1))


@pytest.fixture
def receiver() -> Any:
    """A user with an address, who reads nynorsk."""
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.create_user("kari@hamar.kommune.no", name="Kari Demo", language="nn")
