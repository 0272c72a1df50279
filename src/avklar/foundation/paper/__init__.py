"""Papers as PDF, tagged (PDF/UA-1, PDF/A-3a): a typst template and data. Knows nothing of what they are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from avklar.foundation import clock
from avklar.foundation.paper.signs import drawable
from avklar.foundation.paper.signs import undrawn as undrawn


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The paper. What a human wrote is handed over as data (`sys.inputs.data`, JSON) and never becomes source.

    Signs that the font can't draw stand as a box (`undrawn` says which): a paper is never refused when it is made.
    """
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(clock.now().timestamp()),
        sys_inputs={"data": json.dumps(shown(data))},
    )


def shown(content: Any) -> Any:
    """The data with every text as the paper can draw it."""
    if isinstance(content, str):
        return drawable(content)
    if isinstance(content, Mapping):
        return {key: shown(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [shown(each) for each in content]
    return content
