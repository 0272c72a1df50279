"""Pages of the own account, the one-time link, invitations and the demo's sign-in cards."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, public, signed_in
from avklar.people.accounts import actions, queries, signing_in, throttle
from avklar.people.accounts.forms import Acceptance, FirstVisit, LinkRequest, OwnAccount
from avklar.people.organisations import actions as organisations
from avklar.people.organisations import queries as people

either = require_http_methods(["GET", "HEAD", "POST"])


@signed_in("a person's own account")
@either
def own(request: HttpRequest) -> HttpResponse:
    """Min konto: name, telephone, language, organisations, second factor, sign-out everywhere."""
    account = queries.own_account(acting(request).person)
    initial = {"name": account.name, "phone": account.phone, "language": account.language}
    form = OwnAccount(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "phone", "language")}
        actions.change_own(acting(request), **values)
        messages.success(request, _("Endringene er lagret."))
        return redirect("accounts:own")
    acting_for = acting(request).organisation_id
    memberships = people.memberships_of(account.id)
    context = {
        "form": form,
        "account": account,
        "here": [pair for pair in memberships if pair[0].id == acting_for],
        "elsewhere": [pair for pair in memberships if pair[0].id != acting_for],
        "acting_for": acting_for,
        "own_membership": people.appointed_membership(account.id, acting_for),
    }
    return render(request, "accounts/own.html", context, status=422 if form.errors else 200)


@signed_in("a person chooses among the own organisations")
@require_POST
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations."""
    try:
        wanted = UUID(request.POST.get("organisation", ""))
    except ValueError:
        raise NotFound from None
    actions.choose_organisation(acting(request), organisation_id=wanted)
    return redirect("home:front")


@signed_in("a person ends the own sessions")
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Every session ends, this one too."""
    actions.sign_out_everywhere(acting(request))
    logout(request)
    messages.success(request, _("Du er logget ut overalt."))
    return redirect("account_login")


@signed_in("a person's own second factor")
@never_cache
def show_second_factor(request: HttpRequest) -> HttpResponse:
    """Where the guard sends somebody whose role needs a second factor: show it, or add the first one."""
    target = _next(request)
    if acting(request).second_factor:
        return redirect(target)
    ways = [
        {"url": f"{method['url']}?{urlencode({'next': target})}", "description": method["description"]}
        for method in get_adapter(request).get_reauthentication_methods(request.user)
        if method["id"] != "reauthenticate"
    ]
    return render(request, "accounts/second_factor.html", {"ways": ways})


@public("frontline employees come in by a link to the work e-mail")
@either
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Få en lenke på e-post; the answer is the same whether or not the domain is listed."""
    form = LinkRequest(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        throttle.count(request, "link", key=email.lower())
        actions.send_link(email=email)
        return redirect("accounts:link_sent")
    context = {
        "form": form,
        "heading": _("Få en lenke på e-post"),
        "lead": _("For ansatte i kommunen som vil melde en bekymring, uten passord."),
        "submit_label": _("Send lenken"),
        "back_url": reverse("account_login"),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@public("says what happens next, and holds no data")
def link_sent(request: HttpRequest) -> HttpResponse:
    """Says to look in the mail."""
    return render(request, "accounts/link_sent.html")


@public("the one-time link itself; its token is the key")
@never_cache
@either
def use_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button, since mail scanners open links; on the first visit the name is asked for."""
    throttle.count(request, "use_link")
    link = actions.find_link(token)
    form = FirstVisit(request.POST or None) if link.is_new else None
    if request.method == "POST" and (form is None or form.is_valid()):
        user = actions.use_link(token=token, name=form.cleaned_data["name"] if form else "")
        return signing_in.with_link(request, user)
    return render(request, "accounts/use_link.html", {"form": form, "email": link.email}, status=_status(form))


@public("an invitation; its token is the key")
@never_cache
@either
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take a role: as who one is signed in as, or with a new account."""
    throttle.count(request, "invitation")
    invited = organisations.find_invitation(token)
    if request.user.is_authenticated:
        return _join(request, token)
    if invited.has_account:
        return render(request, "accounts/invitation_sign_in.html", {"invited": invited, "next": request.path})
    form = Acceptance(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        user_id = organisations.accept_invitation(token=token, name=form.cleaned_data["name"], password=password)
        return signing_in.with_new_password(request, user_id)
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited}, status=_status(form))


@public("the demo's cards; there is no such page on a database that `avklar demo` did not make")
@require_POST
def sign_in_to_demo(request: HttpRequest) -> HttpResponse:
    """One click signs in as somebody of the cast, second factor marked."""
    try:
        user = queries.demo_user(UUID(request.POST.get("person", "")))
    except ValueError:
        user = None
    if user is None:
        raise NotFound
    signing_in.in_demo(request, user)
    return redirect("home:front")


def _join(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody signed in takes the role with a button."""
    invited = organisations.find_invitation(token)
    if request.method == "POST":
        organisations.accept_invitation(token=token, user_id=acting(request).person)
        messages.success(request, _("Du har fått rollen. Noen roller må bekreftes av en til før de virker."))
        return redirect("accounts:own")
    return render(request, "accounts/invitation.html", {"form": None, "invited": invited})


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of ours, or home."""
    target = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if here and target.startswith("/") else reverse("home:front")
