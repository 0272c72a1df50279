"""Everything that can be done with an article."""

from __future__ import annotations

from avklar.public.news.actions.publishing import publish, withdraw
from avklar.public.news.actions.writing import begin, save, take_picture

__all__ = ["begin", "publish", "save", "take_picture", "withdraw"]
