"""The front page and the guidance that everybody can read, in three languages (step 0)."""
