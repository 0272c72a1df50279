"""What was held back in a flood, ten at a time with their texts: a human looks, and ticks what is misuse."""

from __future__ import annotations

from typing import Any

from django import forms as plain
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import actions, counts, messaging, presenting, queries
from avklar.followup.concerns.cards import Opened
from avklar.followup.concerns.states import LONGEST_REASON
from avklar.foundation.access.errors import Invalid
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui import forms
from avklar.foundation.ui.components import Link


class MisuseForm(forms.Form):
    """Which of them are misuse, and why."""

    chosen = plain.TypedMultipleChoiceField(
        error_messages={"required": gettext_lazy("Kryss av minst én.")}, widget=plain.CheckboxSelectMultiple
    )
    reason = forms.PlainText(
        label=gettext_lazy("Hvorfor er dette misbruk?"),
        help_text=gettext_lazy("Én setning holder, og den gjelder alle du har krysset av."),
        max_length=LONGEST_REASON,
        rows=2,
        say_limit=False,
    )

    def __init__(self, *given: Any, offered: list[Opened], **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["chosen"]
        assert isinstance(field, plain.TypedMultipleChoiceField)
        field.choices = [(str(each.line.id), each.line.reference) for each in offered]


@needs(Permission.CONCERN_HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest) -> HttpResponseBase:
    """Ten at a time, the oldest first; each is journalled as read."""
    actor = acting(request)
    offered = queries.held(actor)
    form = MisuseForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        by_id = {str(each.line.id): each.line.id for each in offered}
        chosen = [by_id[each] for each in form.cleaned_data["chosen"]]
        try:
            number = actions.close_misuse(actor, concern_ids=chosen, reason=form.cleaned_data["reason"])
        except Invalid as problem:
            messaging.put_errors(form, problem)
        else:
            messages.success(
                request,
                ngettext("%(number)s er slettet for godt.", "%(number)s er slettet for godt.", number)
                % {"number": number},
            )
            return redirect("concerns:held")
    context = {
        "crumbs": [Link(_("Bekymringer"), reverse("concerns:inbox")), Link(_("Holdt tilbake"), "")],
        "form": form,
        "cards": [_card(each, form) for each in offered],
        "left": max(0, counts.unclosed(actor).held - len(offered)),
    }
    response = render(request, "concerns/held.html", context, status=422 if form.errors else 200)
    for each in offered:
        actions.read(actor, concern_id=each.line.id)
    return response


def _card(opened: Opened, form: MisuseForm) -> dict[str, Any]:
    line = opened.line
    return {
        "id": str(line.id),
        "reference": line.reference,
        "url": reverse("concerns:concern", args=[line.id]),
        "facts": presenting.facts(line),
        "texts": [each.fact for each in opened.observations],
        "unproved": line.unproved,
        "ticked": str(line.id) in form.data.getlist("chosen") if form.is_bound else False,  # type: ignore[attr-defined]
    }
