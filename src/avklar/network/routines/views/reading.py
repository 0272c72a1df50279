"""The list, one routine with its versions, the difference to a newer template, and what the district has approved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from avklar.foundation import clock
from avklar.foundation.access.errors import NotFound
from avklar.foundation.access.guard import acting, needs
from avklar.foundation.access.permissions import Permission
from avklar.foundation.ui import differences
from avklar.foundation.ui.components import Link
from avklar.foundation.ui.markdown import render as markdown
from avklar.network.routines import paper, presenting, queries, rules
from avklar.network.routines.cards import RoutineCard, Version
from avklar.network.routines.states import Language
from avklar.people.organisations import queries as people


@needs(Permission.ROUTINE_READ)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """A municipality's own routines; for the police the templates."""
    actor = acting(request)
    templates, own = queries.newest(queries.district_id(actor)), queries.for_municipality(actor)
    lines = (
        presenting.own_rows(queries.routines(actor), templates, clock.today())
        if own
        else presenting.template_rows(templates)
    )
    context = {"lines": lines, "own": own, "publishes": actor.may(Permission.ROUTINE_TEMPLATE)}
    return render(request, "routines/list.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def routine(request: HttpRequest, code: str) -> HttpResponse:
    """One routine: the version in force, the working text, who has read it, the versions before."""
    actor = acting(request)
    card = queries.routine(actor, rules.code_of(code))
    readers = queries.readers(actor, card.in_force.id) if card.in_force else []
    managers = queries.managers(actor.organisation)
    context = {
        "card": card,
        "shown": _html(card.in_force.text if card.in_force else card.text),
        "tag": presenting.tag(card, clock.today()),
        "due": presenting.day(card.in_force.due) if card.in_force else "",
        "readers": readers,
        "read_by": presenting.read_by(sum(each.at is not None for each in readers), len(readers)),
        "manages": actor.may(Permission.ROUTINE_MANAGE),
        "may_approve": rules.may_approve(actor.person, card.written_by, managers),
        "crumbs": presenting.crumbs(Link(card.code.label, "")),
    }
    return render(request, "routines/routine.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def version(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """An approved version as it was, and what it changed."""
    card = queries.routine(acting(request), rules.code_of(code))
    found, before = _version(card, position), _before(card, position)
    context = {
        "card": card,
        "found": found,
        "shown": _html(found.text),
        "lines": differences.compare(before.text, found.text) if before else [],
        "crumbs": presenting.crumbs(
            Link(card.code.label, reverse("routines:routine", args=[card.code])),
            Link(_("Utgave %(number)s") % {"number": position}, ""),
        ),
    }
    return render(request, "routines/version.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def paper_of(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """An approved version as PDF."""
    actor = acting(request)
    card = queries.routine(actor, rules.code_of(code))
    sender = people.organisation(actor.organisation).full_name
    return pdf(paper.routine(card.code, _version(card, position), sender, card.language), f"{card.code}.pdf")


@needs(Permission.ROUTINE_READ)
@require_safe
def difference(request: HttpRequest, code: str) -> HttpResponse:
    """What the template has changed since the version that the municipality builds on."""
    actor = acting(request)
    card = queries.routine(actor, rules.code_of(code))
    versions = queries.templates(queries.district_id(actor), card.code)
    base = next(each for each in versions if each.position == card.template_position)
    before, after = base.texts[card.language], card.newest_template.texts[card.language]
    context = {
        "card": card,
        "lines": differences.compare(before, after),
        "notes": [each for each in versions if each.position > card.template_position],
        "merged": differences.merge(before, after, card.text),
        "manages": actor.may(Permission.ROUTINE_MANAGE),
        "crumbs": presenting.crumbs(
            Link(card.code.label, reverse("routines:routine", args=[card.code])), Link(_("Malen er endret"), "")
        ),
    }
    return render(request, "routines/difference.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """A template with its versions; a municipality can take it in use, the lead publish a newer one."""
    actor = acting(request)
    chosen = rules.code_of(code)
    versions = queries.templates(queries.district_id(actor), chosen)
    own = queries.for_municipality(actor)
    card = people.organisation(actor.organisation)
    language = Language.NYNORSK if request.GET.get("maal", card.language) == Language.NYNORSK else Language.BOKMAAL
    context = {
        "code": chosen,
        "versions": versions,
        "written_in": language,
        "languages": Language,
        "shown": _html(versions[0].texts[language]),
        "adopted": own and chosen in queries.routines(actor),
        "adopts": own and actor.may(Permission.ROUTINE_MANAGE),
        "publishes": actor.may(Permission.ROUTINE_TEMPLATE),
        "crumbs": presenting.crumbs(Link(chosen.label, "")),
    }
    return render(request, "routines/template.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def district(request: HttpRequest) -> HttpResponse:
    """The municipalities and how many routines each has approved; the lead sees reviews and readings too."""
    actor = acting(request)
    own = queries.district_id(actor)
    leads = actor.may(Permission.ROUTINE_TEMPLATE)
    standing = queries.routine_standing(own) if own else {}
    read = queries.readings(own) if own and leads else {}
    places = people.municipalities(own) if own else []
    context = {
        "lines": [(card, standing[card.id], read.get(card.id, 0)) for card in places],
        "leads": leads,
        "crumbs": presenting.crumbs(Link(_("I distriktet"), "")),
    }
    return render(request, "routines/district.html", context)


@needs(Permission.ROUTINE_READ)
@require_safe
def elsewhere(request: HttpRequest, number: str) -> HttpResponse:
    """What another municipality of the district has approved."""
    name, found = queries.approved(acting(request), number)
    context = {
        "name": name,
        "found": [(code, each, _html(each.text, 3)) for code, each in found.items()],
        "crumbs": presenting.crumbs(Link(_("I distriktet"), reverse("routines:district")), Link(name, "")),
    }
    return render(request, "routines/elsewhere.html", context)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper to open or keep."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _html(text: str, top: int = 2) -> str:
    """The text without its own title, which is the page's."""
    lines = text.splitlines()
    body = lines[1:] if lines and lines[0].startswith("# ") else lines
    return markdown("\n".join(body), top - 1)


def _version(card: RoutineCard, position: int) -> Version:
    for each in card.versions:
        if each.position == position:
            return each
    raise NotFound


def _before(card: RoutineCard, position: int) -> Version | None:
    return next((each for each in card.versions if each.position == position - 1), None)
