"""Statistics with a lock: published tables with small numbers suppressed (R17)."""
