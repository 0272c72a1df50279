"""Attitude work: an idea bank that is shared, activities planned and held, the district's calendar (step 0)."""
