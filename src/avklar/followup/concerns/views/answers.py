"""Coming back with the receipt: the municipality and 16 digits, for answers and questions both ways.

The receipt travels in the form alone: never in an address, a cookie or a session.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms as plain
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from avklar.followup.concerns import actions, messaging, presenting, proof, receipts, rules, words
from avklar.followup.concerns.cards import Opened
from avklar.followup.concerns.forms import PICK, MessageForm
from avklar.followup.concerns.states import Side
from avklar.followup.concerns.views.anybody import for_anybody, municipality, phones
from avklar.foundation.access.errors import Conflict, Invalid, NotFound
from avklar.foundation.ui import forms
from avklar.people.accounts import throttle
from avklar.people.organisations import queries as people
from avklar.people.organisations.cards import OrganisationCard

NO_SUCH = gettext_lazy(
    "Vi finner ingen bekymring med denne kvitteringen i denne kommunen. Se over begge deler. Den kan også være ute på "
    "dato, eller alt kan være slettet."
)


class ReceiptForm(forms.Form):
    """The municipality and the receipt."""

    submission = None  # type: ignore[assignment]
    kept_for = None  # type: ignore[assignment]

    municipality = plain.ChoiceField(label=gettext_lazy("Hvilken kommune skrev du til?"))
    receipt = forms.PlainLine(
        label=gettext_lazy("Kvittering"),
        help_text=gettext_lazy("16 siffer, for eksempel 1234 5678 9012 3456. Mellomrom betyr ingenting."),
        max_length=60,
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field, line = self.fields["municipality"], self.fields["receipt"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = [PICK, *((each.number, each.name) for each in people.municipalities())]
        line.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_receipt(self) -> str:
        """The digits alone."""
        try:
            return receipts.read(self.cleaned_data["receipt"])
        except Invalid as problem:
            raise plain.ValidationError(str(problem.fields["receipt"])) from None


@dataclass(frozen=True)
class Visit:
    """Somebody who has come back: to which municipality, with which receipt."""

    request: HttpRequest
    place: OrganisationCard
    digits: str

    @property
    def about(self) -> str:
        """What a proof of work is about: this receipt there, so that each guess costs one of its own."""
        return f"{self.place.id} {self.digits}"

    @property
    def tries(self) -> str:
        """Under what wrong receipts are counted: the address and the municipality."""
        return throttle.here(self.request, self.place.number)

    def may_look(self) -> bool:
        """Always, until many wrong receipts have come from there; then after a proof of work, or a minute's wait.

        So whoever shares a guesser's network comes in, and whoever is in stays in.
        """
        sent = self.request.POST
        return (
            not throttle.is_full(self.request, "receipt", key=self.tries)
            or receipts.is_mark(self.place.id, self.digits, sent.get("opened", ""))
            or proof.solved(sent.get("proof", ""), self.about)
            or proof.waited(sent.get("proof", ""), self.about)
        )

    def posted(self) -> Any:
        """What was written, if anything was."""
        return self.request.POST if self.request.POST.get("do") in ("answer", "swap") else None


@for_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponseBase:
    """The door, and behind it the dialogue; every step carries the receipt anew."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _door(request, form)
    place = municipality(request, form.cleaned_data["municipality"])
    visit = Visit(request, place, form.cleaned_data["receipt"])
    if not visit.may_look():
        return _draw_wait(visit, form)
    try:
        return _inside(visit)
    except NotFound:
        with suppress(throttle.TooOften):  # the counter is full: the next one proves its work
            throttle.count(request, "receipt", key=visit.tries)
        form.add_error(None, str(NO_SUCH))
        return _door(request, form)


def _door(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    """What was written waits in the form, and stands in its field once the receipt has opened the dialogue."""
    context = {"form": form, "unsent": request.POST.get("text", "")}
    return render(request, "concerns/answers_door.html", context, status=422 if form.errors else 200)


def _draw_wait(visit: Visit, form: ReceiptForm) -> HttpResponseBase:
    """The door with the receipt in it: the page does the work and goes on by itself, or says how long to wait."""
    sent = visit.request.POST
    challenge, seconds = proof.asked_again(sent.get("proof", ""), visit.about)
    context = {
        "form": form,
        "unsent": sent.get("text", ""),
        "challenge": challenge,
        "seconds": seconds,
        "worker": static(proof.WORKER),
    }
    page = render(visit.request, "concerns/answers_door.html", context, status=429)
    return csp_update({"worker-src": [SELF]})(lambda _: page)(visit.request)


def _inside(visit: Visit) -> HttpResponse:
    """Do what the button says, then show the dialogue as it is now. NotFound for a receipt that opens nothing."""
    doing, said, looked, status = visit.request.POST.get("do", ""), "", None, 200
    kept = {"text": visit.request.POST.get("text", "")}
    form = messaging.form(visit.posted(), label=_("Skriv til kontakten"), token="", kept=kept)
    if doing == "read":
        said = _confirm(visit)
    elif doing == "swap":
        form, looked = messaging.swapped(visit.request.POST, form)
    elif doing == "answer":
        result = _reply(visit, form)
        form, looked, status = result.form, result.looked, result.status
        if result.sent:
            said = _("Det du skrev, er sendt.")
            form = messaging.form(None, label=_("Skriv til kontakten"), token="")
    opened = actions.come_back(visit.place.id, digits=visit.digits)
    return render(visit.request, "concerns/answers.html", _context(visit, opened, form, looked, said), status=status)


def _confirm(visit: Visit) -> str:
    try:
        actions.confirm_with(visit.place.id, digits=visit.digits)
    except Conflict as problem:
        return str(problem.sentence)
    return _("Takk. Kontakten ser at du har lest svaret.")


def _reply(visit: Visit, form: MessageForm) -> messaging.Result:
    """Send what was written; at most twenty an hour with one receipt."""

    def reply(**given: Any) -> None:
        throttle.count(visit.request, "receipt_message", key=visit.digits)
        actions.reply_with(visit.place.id, digits=visit.digits, **given)

    try:
        return messaging.sent_or_shown(reply, visit.request.POST, form)
    except throttle.TooOften as problem:
        form.add_error(None, str(problem.sentence))
        return messaging.Result(False, form, status=429)


def _context(
    visit: Visit, opened: Opened, form: MessageForm, looked: messaging.Looked | None, said: str
) -> dict[str, Any]:
    line = opened.line
    authors = {each.author_id for each in opened.messages if each.author_id}
    readers = [each.name for each in people.receivers(visit.place.id).people]
    return {
        "place": visit.place,
        "digits": visit.digits,
        "opened": receipts.mark(visit.place.id, visit.digits),
        "concern": opened,
        "line": line,
        "said": said,
        "state": presenting.own_state(line),
        "sent": words.full_moment(line.sent_at),
        "late": presenting.is_late(line),
        "answer_by": words.full_moment(line.due_at) if line.due_at else "",
        "ends": words.day(opened.receipt_ends_at) if opened.receipt_ends_at else "",
        "readers": words.names(readers),
        "contacts": [] if readers else phones(visit.place),
        "observations": [presenting.observation(each, line, mine=True) for each in opened.observations],
        "dialogue": presenting.dialogue(opened.messages, None, people.names(authors), for_sender=True),
        "answered": any(each.side is Side.RECEIVER for each in opened.messages),
        "form": form,
        "looked": looked,
        "closed_as": presenting.closed_as(line),
        "closed_at": words.moment(line.closed_at) if line.closed_at else "",
        "child": rules.offers_child_welfare(line.age_band),
    }
