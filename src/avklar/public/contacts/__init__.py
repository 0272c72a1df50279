"""Finding the contact in one's municipality, open to everybody (step 0)."""
