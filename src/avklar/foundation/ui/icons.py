"""The line icons, drawn on 24 × 24, as inline svg: no extra request, and they follow the colour of the text."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

PATHS: dict[str, str] = {
    "phone": "M5 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2.2 2A16 16 0 0 1 3 6.2A2 2 0 0 1 5 4Z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "exit": "M14 4h5v16h-5M4 12h10M10 8l4 4-4 4",
    "flag": "M6 21V4h12l-3 4 3 4H6",
    "clock": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.5l3 1.8",
    "hourglass": "M7 4h10M7 20h10M8 4c0 5 4 5 4 8s-4 3-4 8M16 4c0 5-4 5-4 8s4 3 4 8",
    "check": "M5 12.5 10 17.5 19.5 7",
    "lock": "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "unlock": "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4",
    "person": "M12 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM5 20c.5-4 3.5-6 7-6s6.5 2 7 6",
    "ear": "M7 10a5 5 0 0 1 10 0c0 3-3 4-3 7a3 3 0 0 1-5.5 1.5M10 10a2 2 0 1 1 3.5 1.5",
    "eye": "M3 12c1-2 4-6 9-6s8 4 9 6c-1 2-4 6-9 6s-8-4-9-6ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
    "quote": "M5 16c2.5 0 4-2 4-5V7H5v4h2M14 16c2.5 0 4-2 4-5V7h-4v4h2",
    "info": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 11v5M12 8v.1",
    "promise": "M12 3.5 19 6v6c0 4.5-3 7.2-7 8.5-4-1.3-7-4-7-8.5V6Z",
    "care": "M12 4 21 19.5H3ZM12 10v4.5M12 17v.1",
    "send": "M4 12 20 5l-5 15-3.5-6.5Z",
    "pencil": "M4 20l1-4L16 5l3 3L8 19ZM14 7l3 3",
    "plus": "M12 5v14M5 12h14",
    "talk": "M4 5h16v11H10l-5 4v-4H4Z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20",
    "moon": "M19.5 14A8 8 0 1 1 10 4.5a6.5 6.5 0 0 0 9.5 9.5Z",
    "minus": "M6 12h12",
    "back": "M15 6l-6 6 6 6",
    "forward": "M9 6l6 6-6 6",
    "onward": "M5 12h14M13 6l6 6-6 6",
    "unseen": "M4 4l16 16M9.5 6.4A9 9 0 0 1 12 6c5 0 8 4 9 6a14 14 0 0 1-2.7 3.5"
    "M6.5 8A13 13 0 0 0 3 12c1 2 4 6 9 6a9 9 0 0 0 4-.9",
}

SVG: dict[str, SafeString] = {
    name: mark_safe(  # noqa: S308  our own constants
        f'<svg class="avk-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )
    for name, path in PATHS.items()
}


def svg(name: str) -> SafeString:
    """The icon called `name`, hidden from screen readers: the word stands beside it. KeyError on an unknown name."""
    return SVG[name]
