"""Everything that can be done with a page of guidance."""

from __future__ import annotations

from avklar.public.guidance.actions.reminding import remind
from avklar.public.guidance.actions.writing import follow_shipped, review, write

__all__ = ["follow_shipped", "remind", "review", "write"]
