"""A listed contact as a value: what an import compares, and what the pages and exports show. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from avklar.people.organisations.states import AppointmentKind


@dataclass(frozen=True)
class Contact:
    """A named contact of a municipality. An empty text or day is unknown."""

    place: UUID
    kind: AppointmentKind
    name: str
    email: str = ""
    phone: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @staticmethod
    def labels() -> tuple[str, ...]:
        """What the fields are called, in the order of `texts`."""
        return _("Navn"), _("E-post"), _("Telefon"), _("Fra"), _("Til")

    @property
    def name_mark(self) -> str:
        """The name as it is compared: without case, stops and double spaces."""
        return " ".join(self.name.casefold().replace(".", " ").split())

    def marks(self) -> list[str]:
        """What tells that it is the same person: the e-mail where there is one, and the name."""
        return [mark for mark in (self.email, self.name_mark) if mark]

    def over(self, before: Contact) -> Contact:
        """This over what was known: what is unknown here stays as it was, and a name that only looks different too."""
        known = {each.name: getattr(self, each.name) or getattr(before, each.name) for each in fields(self)}
        same = self.name_mark == before.name_mark
        return replace(self, **known | {"name": before.name if same else self.name})

    def texts(self) -> tuple[str, ...]:
        """Name, e-mail, telephone, from, to, as people read them."""
        days = (date_format(each, "d.m.Y") if each else "" for each in (self.valid_from, self.valid_to))
        return self.name, self.email, self.phone, *days

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day; an unknown end is open."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Listed:
    """A contact on the district's list, where it came from, and its version for two editors."""

    id: UUID
    contact: Contact
    source: str
    version: int

    def is_now(self, kind: AppointmentKind, on: date) -> bool:
        """Whether it is of a kind, and holds on a day."""
        return self.contact.kind == kind and self.contact.in_force(on)
