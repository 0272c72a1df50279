"""What a person meets when a page was too old to be received (CSRF_FAILURE_VIEW)."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from avklar.foundation.ui.problems import problem_page

from .middleware import back_to_the_form, page_of_the_form
from .rescue import rescue


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Keep the text, then sign-in or the same page again; without a token a page that says what to do."""
    kept = rescue(request)
    if kept and request.user.is_authenticated:
        return back_to_the_form(request)
    if kept:
        return redirect_to_login(page_of_the_form(request))
    return problem_page(
        request, 403, _("Siden var for gammel til å tas imot. Gå tilbake, last den på nytt og prøv igjen.")
    )
