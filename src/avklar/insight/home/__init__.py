"""My day: what is new, what is due, what waits for others. Reads the rooms below and never writes to them."""
