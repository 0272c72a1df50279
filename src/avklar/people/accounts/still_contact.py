"""The yearly question whether one is still appointed, answered by the link of a mail. A GET shows, a POST answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from avklar.foundation.access.guard import public
from avklar.people.accounts import throttle
from avklar.people.accounts.forms import StillContact
from avklar.people.organisations import actions


@public("the yearly confirmation is answered by its link: the token is the key")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_contact(request: HttpRequest, token: str) -> HttpResponse:
    """As what one stands there, and the three answers; afterwards what happens with the answer."""
    throttle.count(request, "still_contact")
    asked = actions.find_confirmation(token)
    form = StillContact(request.POST or None)
    answer = ""
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.answer_confirmation(token=token, answer=answer)
    context = {"asked": asked, "form": form, "answer": answer}
    return render(request, "accounts/still_contact.html", context, status=422 if form.errors else 200)
