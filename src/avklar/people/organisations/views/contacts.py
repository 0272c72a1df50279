"""The list of contacts: who is appointed and who is only listed, putting an entry right, and the exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avklar.foundation import clock, sheets
from avklar.foundation.access.actor import Actor
from avklar.foundation.access.errors import Conflict, NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.drafts import drafts, filling
from avklar.foundation.ui.components import Link
from avklar.people.organisations import actions, listed_forms, queries
from avklar.people.organisations.exporting import cards, paper, workbooks
from avklar.people.organisations.listed import Contact
from avklar.people.organisations.queries import ContactLine
from avklar.people.organisations.states import AppointmentKind

either = require_http_methods(["GET", "HEAD", "POST"])
MOST_SHOWN = 400


@needs(Permission.CONTACTS_MANAGE)
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Everybody in the actor's reach, by municipality; filtered by municipality and role."""
    actor = acting(request)
    form = _filter(request, actor)
    lines = _chosen(actor, form)
    context = {
        "lines": lines[:MOST_SHOWN],
        "all": len(lines),
        "more": max(len(lines) - MOST_SHOWN, 0),
        "form": form,
        "query": request.GET.urlencode(),
        "may_import": queries.is_district(actor),
        "crumbs": [Link(_("Kontakter"), reverse("organisations:directory")), Link(_("Kontaktliste"), "")],
    }
    return render(request, "organisations/contacts.html", context)


@needs(Permission.CONTACTS_MANAGE)
@either
def correct_listed(request: HttpRequest, listed_id: UUID) -> HttpResponse:
    """Put one entry right."""
    actor = acting(request)
    found = queries.one_listed(actor, listed_id)
    contact, draft = found.contact, f"listed:{listed_id}"
    names = ("name", "email", "phone", "valid_from", "valid_to")
    now = {name: getattr(contact, name) for name in names}
    initial = now | filling.kept(actor, draft) | {"version": found.version}
    form = listed_forms.Correct(request.POST or None, initial=initial, kept_for=drafts.token(actor.person, draft))

    def do(values: Any) -> None:
        wanted = Contact(contact.place, contact.kind, **{name: values[name] for name in names})
        actions.correct_listed(actor, listed_id=listed_id, contact=wanted, version=values["version"])

    status = 200
    if form.is_bound:
        try:
            if filling.done(actor, form, do, draft=draft):
                messages.success(request, _("Kontakten er rettet."))
                return redirect("organisations:contacts")
            status = 422
        except Conflict as problem:
            filling.stale(form, problem, version=queries.one_listed(actor, listed_id).version)
            status = 409
    lead = _("%(kind)s i %(municipality)s") % {
        "kind": contact.kind.label,
        "municipality": queries.organisation(contact.place).full_name,
    }
    context = {"form": form, "heading": _("Rett en kontakt"), "lead": lead, "submit_label": _("Lagre")}
    return render(
        request, "ui/form_page.html", context | {"back_url": reverse("organisations:contacts")}, status=status
    )


@needs(Permission.CONTACTS_MANAGE)
@require_POST
def unlist(request: HttpRequest, listed_id: UUID) -> HttpResponse:
    """Take an entry off the list."""
    actions.unlist(acting(request), listed_id=listed_id)
    messages.success(request, _("Kontakten er tatt bort fra lista."))
    return redirect("organisations:contacts")


@needs(Permission.CONTACTS_MANAGE)
@require_safe
def export(request: HttpRequest, shape: str) -> HttpResponse:
    """The filtered list as a file: Excel, vCard or PDF. Always a download with a name of our own making."""
    if shape not in SHAPES:
        raise NotFound
    make, kind = SHAPES[shape]
    actor = acting(request)
    organisation = queries.organisation(actor.organisation)
    content = make(_chosen(actor, _filter(request, actor)), organisation.full_name)
    name = f"kontakter-{slugify(organisation.name) or 'distriktet'}-{clock.today().isoformat()}.{shape}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


Make = Callable[[list[ContactLine], str], bytes]
SHAPES: dict[str, tuple[Make, str]] = {
    "xlsx": (lambda lines, _name: workbooks.contacts(lines), sheets.CONTENT_TYPE),
    "vcf": (lambda lines, _name: cards.contacts(lines), "text/vcard; charset=utf-8"),
    "pdf": (lambda lines, name: paper.contacts(lines, organisation=name), "application/pdf"),
}


def _filter(request: HttpRequest, actor: Actor) -> listed_forms.ContactFilter:
    places = [row.municipality for row in queries.reach(actor)]
    return listed_forms.ContactFilter(request.GET, places=places, auto_id="f-%s")


def _chosen(actor: Actor, form: listed_forms.ContactFilter) -> list[ContactLine]:
    """What the filter says; one that can't be read shows nobody, and says so at the field."""
    if not form.is_valid():
        return []
    place, kind = form.cleaned_data["municipality"], form.cleaned_data["kind"]
    return queries.contact_lines(
        actor, municipality_id=UUID(place) if place else None, kind=AppointmentKind(kind) if kind else None
    )
