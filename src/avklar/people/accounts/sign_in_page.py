"""The sign-in page: the library's own view, with the demo's cards beside it where this is a demo."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from avklar.people.accounts import queries
from avklar.people.organisations import installation


class SignInView(LoginView):
    """E-mail and password, a passkey, a link; or one of the demo's cast."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Adds `demo_cards` (empty on a real database) and `is_empty` (nothing installed yet)."""
        found: dict[str, Any] = super().get_context_data(**options)
        return found | {"demo_cards": queries.demo_cards(), "is_empty": installation.kind() is None}


sign_in = SignInView.as_view()
