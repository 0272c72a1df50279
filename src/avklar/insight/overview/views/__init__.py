"""Pages of the overview, for the district's lead."""
