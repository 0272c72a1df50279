"""What a password is judged by, in our words: the framework's own sentences aren't translated, or read badly."""

from __future__ import annotations

from django.contrib.auth import password_validation as library
from django.utils.translation import gettext as _


class LongEnough(library.MinimumLengthValidator):
    """Has at least `min_length` characters."""

    def get_error_message(self) -> str:
        """Told to the person."""
        return _("Passordet er for kort. Det må ha minst %(least)s tegn.") % {"least": self.min_length}


class NotCommon(library.CommonPasswordValidator):
    """Isn't among the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        """Told to the person."""
        return _("Mange bruker dette passordet. Velg et annet.")


class NotAboutOneself(library.UserAttributeSimilarityValidator):
    """Isn't almost the person's e-mail address."""

    def get_error_message(self) -> str:
        """Told to the person."""
        return _("Passordet ligner for mye på e-posten din. Velg et annet.")
