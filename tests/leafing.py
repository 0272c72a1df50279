"""Leafing through a list as a reader does: page after page, by its own links."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client


def leafed(client: Client, url: str, *, anchor: str = "", most: int = 20) -> list[str]:
    """The pages from the first to the one without a next; of the list at `anchor` where a page has two."""
    onward, pages, address = re.compile(rf'href="(\?[^"#]*){anchor and f"#{anchor}"}" rel="next"'), list[str](), url
    while len(pages) < most:
        response = client.get(address)
        assert response.status_code == 200, address
        pages.append(response.content.decode())
        found = onward.search(pages[-1])
        if not found:
            return pages
        address = url + unescape(found[1])
    raise AssertionError(f"{url} never ends.")
