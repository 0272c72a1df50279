"""Comments with opening hours (R16), step 0: they never feed concerns."""
