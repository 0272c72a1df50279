"""Does this text, or this set of facts, identify somebody (R2)? Pure: no models, no other room."""

from .crowd import LIMIT, AgeBand, Estimate, Facts, Setting, SettingSize, Sex, estimate, if_added
from .kinds import Find, Kind
from .text import find, replace

__all__ = [
    "LIMIT",
    "AgeBand",
    "Estimate",
    "Facts",
    "Find",
    "Kind",
    "Setting",
    "SettingSize",
    "Sex",
    "estimate",
    "find",
    "if_added",
    "replace",
]
