"""Step 0: what the municipalities and the police do together. No data about anybody worried about can exist here."""
