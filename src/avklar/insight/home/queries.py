"""My day, put together from what the rooms below say of themselves."""
