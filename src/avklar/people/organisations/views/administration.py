"""The directory of contacts, and the administrator's page of the organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from avklar.foundation import clock
from avklar.foundation.access.errors import Invalid, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.access.roles import Role
from avklar.people.organisations import actions, administration, forms, queries
from avklar.people.organisations.states import AppointmentKind, Began, OrganisationKind

either = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.NETWORK_SEE)
@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Every municipality with its contact, deputy and police contact; vacancies stand out (R18)."""
    kinds = (AppointmentKind.CONTACT, AppointmentKind.DEPUTY, AppointmentKind.POLICE_CONTACT)
    appointed, today = queries.directory(), clock.today()
    listed = queries.not_taken_over(appointed)
    rows = [
        (
            row.municipality,
            [
                (kind, row.of(kind), [each for each in listed.get(row.municipality.id, ()) if each.is_now(kind, today)])
                for kind in kinds
            ],
        )
        for row in appointed
    ]
    actor = acting(request)
    context = {
        "rows": rows,
        "vacant": sum(1 for _card, cells in rows if not cells[0][1]),
        "manages_contacts": actor.may(Permission.CONTACTS_MANAGE),
        "sees_network": actor.may(Permission.OVERVIEW_SEE),
        "own_membership": queries.appointed_membership(actor.person, actor.organisation),
        "own_appointment": administration.own_appointment(actor),
    }
    return render(request, "organisations/directory.html", context)


@needs(Permission.MEMBERSHIP_CONFIRM)
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    """Members, appointments, vacancies, invitations and domains of the own organisation."""
    actor = acting(request)
    organisation = queries.organisation(actor.organisation)
    is_municipality = organisation.kind == OrganisationKind.MUNICIPALITY
    context = {
        "organisation": organisation,
        "is_municipality": is_municipality,
        "members": administration.member_lines(actor),
        "appointments": administration.appointments(organisation.id),
        "vacancies": administration.vacancies(organisation.id) if is_municipality else [],
        "invitations": queries.invitations(organisation.id),
        "domains": queries.email_domains(organisation.id),
        "administers": actor.may(Permission.ORGANISATION_MANAGE),
        "manages_grounds": actor.may(Permission.GROUNDS_MANAGE),
        "without_administrator": [] if is_municipality else administration.without_administrator(organisation.id),
    }
    return render(request, "organisations/manage.html", context)


@needs(Permission.MEMBERSHIP_GRANT)
@either
def invite(request: HttpRequest) -> HttpResponse:
    """Give a role: to somebody who is a member already at once, otherwise by an invitation."""
    actor = acting(request)
    form = forms.Invite(request.POST or None, kind=queries.organisation(actor.organisation).kind)

    def give(values: dict[str, Any]) -> None:
        email, role = values["email"].lower(), Role(values["role"])
        known = {member.person.email: member.person.id for member in queries.members(actor.organisation)}
        if email in known:
            actions.grant(actor, user_id=known[email], role=role)
        else:
            actions.invite(actor, email=email, role=role)

    return _form_page(request, form, give, heading=_("Gi en rolle"), submit_label=_("Send invitasjonen"))


@needs(Permission.MEMBERSHIP_CONFIRM)
@require_POST
def confirm(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """The second person's yes."""
    actions.confirm(acting(request), membership_id=membership_id)
    messages.success(request, _("Rollen er bekreftet."))
    return redirect("organisations:manage")


@needs(Permission.MEMBERSHIP_GRANT)
@either
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Says what will happen, then ends the role."""
    actor = acting(request)
    member = administration.member(actor, membership_id)
    if member is None:
        raise NotFound
    if request.method == "POST":
        actions.end_membership(actor, membership_id=membership_id)
        messages.success(request, _("Rollen er avsluttet."))
        return redirect("organisations:manage")
    return render(request, "organisations/end_membership.html", {"member": member})


@needs(Permission.APPOINTMENT_MANAGE)
@either
def appoint(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Appoint a member from–to."""
    actor = acting(request)
    member = administration.member(actor, membership_id)
    if member is None:
        raise NotFound
    places = queries.municipalities(actor.organisation) if member.role == Role.POLICE_CONTACT else []
    form = forms.Appoint(request.POST or None, places=places, initial={"valid_from": clock.today()})

    def do(values: dict[str, Any]) -> None:
        place = UUID(values["municipality"]) if "municipality" in values else None
        actions.appoint(
            actor,
            membership_id=membership_id,
            municipality_id=place,
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            why=Began(values["why"]),
        )

    lead = f"{member.person.name} · {member.role.label}"
    return _form_page(request, form, do, heading=_("Oppnevn"), lead=lead, submit_label=_("Oppnevn"))


@needs(Permission.NETWORK_SEE)
@either
def absence(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """«Jeg er borte», or an administrator for a member."""
    actor = acting(request)
    member = administration.member(actor, membership_id)
    if member is None or (member.person.id != actor.user_id and not actor.may(Permission.APPOINTMENT_MANAGE)):
        raise NotFound
    form = forms.Away(request.POST or None, initial={"away_from": clock.today()})

    def do(values: dict[str, Any]) -> None:
        actions.record_absence(
            actor, membership_id=membership_id, away_from=values["away_from"], away_to=values["away_to"]
        )

    lead = _("Imens tar neste i rekken imot. Du trenger ikke si hvorfor.")
    return _form_page(
        request, form, do, heading=_("Før et fravær"), lead=lead, submit_label=_("Før fraværet"), back=_back(request)
    )


@needs(Permission.NETWORK_SEE)
@require_POST
def back_again(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """«Jeg er tilbake»."""
    actions.end_absence(acting(request), membership_id=membership_id)
    messages.success(request, _("Fraværet er avsluttet."))
    return redirect(_back(request))


@needs(Permission.ORGANISATION_MANAGE)
@either
def add_domain(request: HttpRequest) -> HttpResponse:
    """List a domain of work e-mail."""
    actor = acting(request)
    form = forms.Domain(request.POST or None)
    lead = _("Den som har en adresse her, kan få en lenke på e-post og melde en bekymring uten passord.")
    return _form_page(
        request,
        form,
        lambda values: actions.list_email_domain(actor, domain=values["domain"]),
        heading=_("Legg til et e-postdomene"),
        lead=lead,
        submit_label=_("Legg til"),
    )


@needs(Permission.ORGANISATION_MANAGE)
@require_POST
def remove_domain(request: HttpRequest) -> HttpResponse:
    """Take a domain off the list."""
    actions.remove_email_domain(acting(request), domain=request.POST.get("domain", ""))
    messages.success(request, _("Domenet er tatt bort."))
    return redirect("organisations:manage")


@needs(Permission.ORGANISATION_MANAGE)
@either
def load(request: HttpRequest) -> HttpResponse:
    """Add municipalities from a file."""
    actor = acting(request)
    form = forms.MunicipalityFile(request.POST or None, request.FILES or None)
    return _form_page(
        request,
        form,
        lambda values: actions.load_municipalities(actor, rows=values["file"]) and None,
        heading=_("Legg til kommuner"),
        template="organisations/upload.html",
    )


@needs(Permission.MEMBERSHIP_GRANT)
@either
def first_administrator(request: HttpRequest) -> HttpResponse:
    """A police district invites a municipality's first administrator."""
    actor = acting(request)
    places = administration.without_administrator(actor.organisation)
    form = forms.FirstAdministrator(request.POST or None, places=places)

    def do(values: dict[str, Any]) -> None:
        place = UUID(values["municipality"])
        actions.invite(actor, email=values["email"], role=Role.ADMINISTRATOR, organisation_id=place)

    heading, label = _("Inviter en kommune"), _("Send invitasjonen")
    return _form_page(request, form, do, heading=heading, submit_label=label)


def _back(request: HttpRequest) -> str:
    may = acting(request).may(Permission.MEMBERSHIP_CONFIRM)
    return "organisations:manage" if may else "organisations:directory"


def _form_page(
    request: HttpRequest,
    form: django_forms.Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    back: str = "organisations:manage",
    template: str = "ui/form_page.html",
    **context: Any,
) -> HttpResponse:
    """Draw the form, or do it and go back; what the action finds wrong with a field stands at the field."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Invalid as problem:
            for name, sentence in (problem.fields or {"": problem.sentence}).items():
                form.add_error(name if name in form.fields else None, str(sentence))
        else:
            messages.success(request, _("Lagret."))
            return redirect(back)
    context |= {"form": form, "back_url": reverse(back)}
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)
