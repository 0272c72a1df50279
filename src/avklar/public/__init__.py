"""Step 0, open to everybody: no data about anybody worried about can exist here."""
