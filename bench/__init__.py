"""Measures Avklar against bare Django on the same database in the same run. See `docs/performance.md`."""
