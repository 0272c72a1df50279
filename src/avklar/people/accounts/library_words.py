"""Sentences of the libraries that reach our pages and that their own catalogues lack, or say badly, in a language of
ours. Named here so that they stand in our catalogues, which go first. Nothing imports this.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

SENTENCES = (gettext_noop("You must type the same password each time."),)
