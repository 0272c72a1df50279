"""The first set-up: key, district, municipalities, first people. Open only while nothing is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import public
from avklar.people.accounts import setup_token, signing_in, throttle
from avklar.people.accounts.forms import District, FirstPeople, Municipalities, SetupKey
from avklar.people.organisations import actions, installation, shipped
from avklar.people.organisations.actions.organisation import FirstAccount
from avklar.people.organisations.states import LanguageDecision

TOTAL = 3
KEY, DISTRICT, ROWS = "setup_key", "setup_district", "setup_rows"
View = Callable[[HttpRequest], HttpResponseBase]
either = require_http_methods(["GET", "HEAD", "POST"])
in_setup = public("the first set-up; a one-time token opens it, and it is gone when something is installed")


def while_empty(view: View) -> View:
    """The page exists only while nothing is installed, and, past the first, only for who had the key."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponseBase:
        if installation.kind() is not None:
            raise NotFound
        if view.__name__ != "key" and not setup_token.check(request.session.get(KEY, "")):
            return redirect("setup")
        return view(request)

    return checked


@in_setup
@never_cache
@either
@while_empty
def key(request: HttpRequest) -> HttpResponse:
    """The key that `avklar serve` printed; it may stand in the address."""
    throttle.count(request, "setup")
    form = SetupKey(request.POST or None, initial={"token": request.GET.get("nokkel", "")})
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        if setup_token.check(token):
            request.session[KEY] = token
            return redirect("setup_district")
        form.add_error("token", _("Nøkkelen stemmer ikke. Den står i vinduet der Avklar ble startet sist."))
    context = {
        "form": form,
        "heading": _("Sett opp Avklar"),
        "lead": _("Tre steg: politidistrikt, kommuner og de første som skal logge inn."),
        "submit_label": _("Begynn"),
    }
    return render(request, "ui/form_page.html", context, status=_status(form))


@in_setup
@never_cache
@either
@while_empty
def district(request: HttpRequest) -> HttpResponse:
    """Step 1: the police district."""
    form = District(request.POST or None, initial=request.session.get(DISTRICT))
    if request.method == "POST" and form.is_valid():
        request.session[DISTRICT] = {name: form.cleaned_data[name] for name in ("name", "number")}
        return redirect("setup_municipalities")
    return _page(request, form, 1, _("Hvilket politidistrikt gjelder det?"), back="setup")


@in_setup
@never_cache
@either
@while_empty
def municipalities(request: HttpRequest) -> HttpResponse:
    """Step 2: the shipped list with all ticked, or a file of the same shape."""
    if DISTRICT not in request.session:
        return redirect("setup_district")
    form = Municipalities(request.POST or None, request.FILES or None, rows=shipped.shipped())
    if request.method == "POST" and form.is_valid():
        request.session[ROWS] = [asdict(row) for row in form.cleaned_data["rows"]]
        return redirect("setup_people")
    return _page(request, form, 2, _("Hvilke kommuner?"), back="setup_district", template="accounts/setup_upload.html")


@in_setup
@never_cache
@either
@while_empty
def people(request: HttpRequest) -> HttpResponseBase:
    """Step 3: the first administrator and the first invitations; then everything is made at once."""
    rows = _rows(request)
    if DISTRICT not in request.session or not rows:
        return redirect("setup_municipalities")
    form = FirstPeople(request.POST or None, rows=rows)
    if request.method != "POST" or not form.is_valid():
        back = "setup_municipalities"
        return _page(request, form, 3, _("Hvem skal logge inn først?"), back=back, submit_label=_("Sett opp Avklar"))
    values = form.cleaned_data
    made = actions.set_up(
        district_name=request.session[DISTRICT]["name"],
        district_number=request.session[DISTRICT]["number"],
        municipalities=rows,
        name=values["name"],
        email=values["email"],
        password=values["password"],
        accounts=[
            FirstAccount(values["municipality"], values[field], role) for field, role in form.INVITES if values[field]
        ],
    )
    setup_token.burn()
    for name in (KEY, DISTRICT, ROWS):
        request.session.pop(name, None)
    return signing_in.with_new_password(request, made.administrator_id)


def _rows(request: HttpRequest) -> list[shipped.MunicipalityRow]:
    kept = request.session.get(ROWS, [])
    return [shipped.MunicipalityRow(**row | {"language": LanguageDecision(row["language"])}) for row in kept]


def _page(
    request: HttpRequest,
    form: Any,
    step: int,
    heading: str,
    *,
    back: str,
    template: str = "ui/question_page.html",
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "step": step, "total": TOTAL, "heading": heading, "back_url": reverse(back), **more}
    return render(request, template, context, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
