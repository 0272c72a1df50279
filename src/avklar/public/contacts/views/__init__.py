"""Views of the open pages: finding a contact, the open calendar, and an organisation's own words."""
