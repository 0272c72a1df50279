"""Attitude work: idea bank, planned and held activities, calendar (step 0)."""
