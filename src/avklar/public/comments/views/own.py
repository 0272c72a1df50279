"""A writer's own comments: the link from the mail, the list, changing, deleting, complaining. The cookie is the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from avklar.foundation import clock
from avklar.foundation.access.errors import Conflict, NotFound, Problem
from avklar.foundation.access.guard import public
from avklar.foundation.ui.origin import ours_only
from avklar.foundation.ui.paging import paged
from avklar.people.accounts import throttle
from avklar.public.comments import actions, forms, links, presenting, queries
from avklar.public.comments.lengths import COOKIE_FOR
from avklar.public.comments.standing import Kind
from avklar.public.comments.states import State
from avklar.public.comments.views.sending import put, typed

REASON = "a writer's own comments: the signed cookie, or the link from a mail, is the key"
A_PAGE = 25
either = require_http_methods(["GET", "HEAD", "POST"])


@public(REASON)
@ours_only
@either
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link from a mail. Opened it shows a button that uses it, since mail programs open links by themselves."""
    throttle.count(request, "use_link")
    waits = queries.link_waits(token)
    if request.method != "POST" or not waits:
        return render(request, "comments/link.html", {"waits": waits}, status=200 if waits else 409)
    try:
        writer_id, _outcome = actions.confirm(token)
    except Conflict:
        return render(request, "comments/link.html", {"waits": False}, status=409)
    response = redirect("comments:mine")
    response.set_cookie(
        links.COOKIE,
        links.sealed(writer_id),
        max_age=COOKIE_FOR,
        path=links.PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@public(REASON)
@ours_only
@either
def mine(request: HttpRequest) -> HttpResponse:
    """The own comments; in a browser that isn't known, a way to have the link mailed."""
    writer_id, form, sent, status = _writer(request), forms.LinkForm(), False, 200
    if request.method == "POST":
        form = forms.LinkForm(request.POST)
        status = _asked(request, form)
        sent = status == 200
    now = clock.now()
    own, pager = paged(request, queries.own_comments(writer_id) if writer_id else (), A_PAGE)
    lines = [(each, presenting.when(each.at, now), presenting.tag(each.state)) for each in own]
    context = {"known": writer_id is not None, "lines": lines, "pager": pager, "form": form, "sent": sent}
    return render(request, "comments/mine.html", context, status=status)


def _asked(request: HttpRequest, form: forms.LinkForm) -> int:
    try:
        throttle.count(request, "comment")
        if not form.is_valid():
            return 422
        email = form.cleaned_data["email"]
        throttle.count(request, "comment_mail", key=email.casefold())
        actions.ask_for_link(email, get_language() or "nb")
    except Problem as problem:
        return put(form, problem)
    return 200


@public(REASON)
@ours_only
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Let this browser forget who writes in it, on a machine that others use."""
    response = redirect("comments:mine")
    response.delete_cookie(links.COOKIE, path=links.PATH, samesite="Lax")
    return response


@public(REASON)
@ours_only
@either
def edit(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Change an own comment while the field is open. Outside the hours the text stands in the form again."""
    writer_id = _known(request)
    found, stands = queries.own(writer_id, comment_id)
    form = forms.EditForm(typed(request), initial={"text": found.text, "version": found.version})

    def do(values: dict[str, Any]) -> None:
        actions.edit(writer_id=writer_id, comment_id=comment_id, text=values["text"], version=values["version"])

    now = clock.now()
    more = {"open": stands.open, "opens": presenting.when_open(stands.opens, now) if stands.opens else ""}
    hides = found.queued and stands.kind == Kind.CLOSED and found.state == State.PUBLISHED
    return _page(request, "comments/edit.html", form, do, {"found": found, "hides": hides, **more})


@public(REASON)
@ours_only
@either
def withdraw(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Says what will happen, then deletes the words, at any hour."""
    writer_id = _known(request)
    found, _stands = queries.own(writer_id, comment_id)
    if request.method == "POST":
        actions.withdraw(writer_id=writer_id, comment_id=comment_id)
        return redirect("comments:mine")
    return render(request, "comments/withdraw.html", {"found": found})


@public(REASON)
@ours_only
@either
def complain(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """Ask another moderator to look again."""
    writer_id = _known(request)
    found, _stands = queries.own(writer_id, comment_id)
    form = forms.ComplaintForm(typed(request))

    def do(values: dict[str, Any]) -> None:
        actions.complain(writer_id=writer_id, comment_id=comment_id, text=values["text"])

    return _page(request, "comments/complain.html", form, do, {"found": found})


def _page(
    request: HttpRequest,
    template: str,
    form: forms.PublicForm,
    do: Callable[[dict[str, Any]], None],
    context: dict[str, Any],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        try:
            throttle.count(request, "comment")
            status = 422
            if form.is_valid():
                do(form.cleaned_data)
                return redirect("comments:mine")
        except NotFound:
            raise
        except Problem as problem:
            status = put(form, problem)
    return render(request, template, {"form": form, **context}, status=status)


def _writer(request: HttpRequest) -> UUID | None:
    return links.writer_of(request.COOKIES.get(links.COOKIE, ""))


def _known(request: HttpRequest) -> UUID:
    writer_id = _writer(request)
    if writer_id is None:
        raise NotFound
    return writer_id
