"""What a municipality wrote itself: as clean HTML, and marked with its language where the page speaks another."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from avklar.foundation.ui import markdown
from avklar.people.organisations.cards import OrganisationCard

register = template.Library()
WITHIN_A_SECTION = 3


@register.simple_tag
def written(text: str) -> SafeString:
    """Markdown under a heading of the page."""
    return markdown.render(text, WITHIN_A_SECTION)


@register.simple_tag
def text_language(place: OrganisationCard) -> SafeString:
    """` lang="nn"` for a text in nynorsk on a page in bokmål, so that it is read aloud rightly (WCAG 3.1.2)."""
    own = place.page_language or "no"
    return SafeString("") if own == get_language() else format_html(' lang="{}"', own)


@register.filter
def join_lines(text: str) -> str:
    """Several lines as one."""
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())
