"""Who is the same person: within a file, and between a file and the list. By e-mail, otherwise by name. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from avklar.people.organisations.importing.asking import Question, key_of
from avklar.people.organisations.listed import Contact, Listed
from avklar.people.organisations.states import AppointmentKind

Numbered = tuple[int, Contact, int]
"""A contact with its place among the lines and its row in the file."""
Mark = tuple[UUID, AppointmentKind, str]


def groups(contacts: Sequence[Numbered]) -> list[list[Numbered]]:
    """Lines about one and the same person in one task, where there are several; in the file's order."""
    group_of: dict[Mark, list[Numbered]] = {}
    found: list[list[Numbered]] = []
    for each in contacts:
        marks = _marks(each[1])
        group = next((group_of[mark] for mark in marks if mark in group_of), None)
        if group is None:
            group = []
            found.append(group)
        group.append(each)
        for mark in marks:
            group_of.setdefault(mark, group)
    return [group for group in found if len(group) > 1]


def say_the_same(group: Sequence[Numbered]) -> bool:
    """Whether the first line counts because the others add nothing to it."""
    first = group[0][1]
    return all(each.over(first) == first for _index, each, _row in group[1:])


def question(group: Sequence[Numbered]) -> Question:
    """Which of the lines counts?"""
    contact, rows = group[0][1], tuple(row for _index, _contact, row in group)
    return Question(
        key=key_of("double", *rows, *sorted(contact.marks())),
        ask=_("Hvilken linje gjelder for %(name)s?") % {"name": contact.name},
        why=_("Samme person står flere ganger, med ulike opplysninger."),
        near=tuple((str(row), _told(each, row)) for _index, each, row in group),
        rows=rows,
    )


def matches(contacts: Sequence[Contact | None], listed: Sequence[Listed]) -> dict[int, Listed | None]:
    """Whom on the list each contact is, by its place: alike in name and e-mail first, then in e-mail, then in name.

    Nobody on the list is taken twice.
    """
    found: dict[int, Listed | None] = dict.fromkeys(range(len(contacts)))
    taken: set[UUID] = set()
    for marks in (_both, _by_email, _by_name):
        free: dict[Mark, Listed] = {}
        for each in listed:
            for mark in marks(each.contact):
                if each.id not in taken:
                    free.setdefault(mark, each)
        for index, contact in enumerate(contacts):
            if contact is None or found[index] is not None:
                continue
            one = next((free[mark] for mark in marks(contact) if mark in free), None)
            if one is not None and one.id not in taken:
                found[index] = one
                taken.add(one.id)
    return found


def _told(contact: Contact, row: int) -> str:
    told = ", ".join(text for text in contact.texts()[1:] if text)
    return _("Linje %(row)s: %(told)s") % {"row": row, "told": told or "–"}


def _marks(contact: Contact) -> list[Mark]:
    return [(contact.place, contact.kind, mark) for mark in contact.marks()]


def _both(contact: Contact) -> Iterator[Mark]:
    yield contact.place, contact.kind, "\x1f".join(contact.marks())


def _by_email(contact: Contact) -> Iterator[Mark]:
    if contact.email:
        yield contact.place, contact.kind, contact.email


def _by_name(contact: Contact) -> Iterator[Mark]:
    yield contact.place, contact.kind, contact.name_mark
