"""The four kinds of error a person can meet; `foundation.ui.middleware` turns them into 404, 403, 409 and 422."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Problem(Exception):
    """An expected error with a sentence that a person can act on. The sentence never holds personal data."""

    status = 500
    sentence: Sentence = _("Noe gikk galt.")

    def __init__(self, sentence: Sentence | None = None, *, rule: str = "") -> None:
        self.sentence = sentence or type(self).sentence
        self.rule = rule
        super().__init__(str(type(self).__name__))


class NotFound(Problem):
    """The thing does not exist, or does not exist for this actor: the two look alike on purpose."""

    status = 404
    sentence = _("Vi finner ikke det du leter etter. Det kan være avsluttet og fjernet, eller høre til et annet sted.")


class Denied(Problem):
    """The actor is known, and this is not theirs to do."""

    status = 403
    sentence = _("Rollen din gir ikke tilgang til dette.")


class Conflict(Problem):
    """Somebody else changed the thing in between, or its state no longer allows the step."""

    status = 409
    sentence = _("Noen andre har endret dette mens du skrev. Se over hva som er nytt, og prøv igjen.")


class Invalid(Problem):
    """What was sent can't be used; `fields` maps a form field's name to its sentence."""

    status = 422
    sentence = _("Noe i skjemaet må rettes.")

    def __init__(
        self,
        sentence: Sentence | None = None,
        *,
        rule: str = "",
        fields: Mapping[str, Sentence] | None = None,
    ) -> None:
        super().__init__(sentence, rule=rule)
        self.fields = dict(fields or {})
