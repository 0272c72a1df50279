"""What the forms of a case have in common: the hidden version, days to come, and errors put at their fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django import forms as plain

from avklar.followup.cases.states import LONGEST_REASON
from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid
from avklar.foundation.ui import dates, forms

YEAR_AHEAD = timedelta(days=364)


class VersionedForm(forms.Form):
    """A form that carries what the writer saw: the version, and the moment of the last change in microseconds."""

    version = plain.IntegerField(widget=plain.HiddenInput({"id": False}), min_value=1)
    since = plain.IntegerField(widget=plain.HiddenInput({"id": False}), min_value=0, required=False)


class ComingDay(forms.Day):
    """A day that is to come: without a year it is the next one, not the last."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return dates.read(value, not_after=clock.today() + YEAR_AHEAD)


class Reason(forms.PlainText):
    """A reason of some sentences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST_REASON, "rows": 4, "say_limit": False} | options)


def put_errors(target: plain.Form, problem: Invalid) -> None:
    """Say the room's objections at the form's fields, or on top where it has none."""
    for name, sentence in problem.fields.items():
        target.add_error(name if name in target.fields else None, str(sentence))
    if not problem.fields:
        target.add_error(None, str(problem.sentence))


@contextmanager
def at_their_fields(target: plain.Form) -> Iterator[None]:
    """Inside the block an Invalid becomes errors of the form."""
    try:
        yield
    except Invalid as problem:
        put_errors(target, problem)
