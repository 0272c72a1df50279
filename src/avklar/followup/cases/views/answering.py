"""The second person's page: what was written, by whom, and the answer; for the writer it says why not (R5)."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from avklar.followup.cases import forms, presenting
from avklar.followup.cases.cards import Assessed, Decided
from avklar.followup.cases.views.desk import Act, Desk, Page, draw, run, usable
from avklar.followup.concerns import words
from avklar.foundation.ui.components import Observation


def answer_page(
    at: Desk,
    heading: str,
    each: Assessed | Decided | None,
    said: list[presenting.Said],
    act: Act,
    observations: Iterable[Observation] = (),
) -> HttpResponseBase:
    """Read it, then confirm or refuse; None is a case that has been shut."""
    names = at.names()
    why_not = presenting.answered(each, at.actor.person) if each else ""
    page = Page(
        heading=heading,
        lead=_("Skrevet av %(name)s %(when)s.") % {"name": names.get(each.by, ""), "when": words.moment(each.at)}
        if each
        else "",
        submit=_("Send svaret"),
        done=_("Svaret ditt er lagret."),
        template="cases/answer.html",
        context={"said": said, "why_not": why_not, "observations": list(observations)},
    )
    if why_not and usable(at, page) and at.request.method != "POST":
        return draw(at, page, None)
    return run(at, page, lambda found: forms.AnswerForm, act)
