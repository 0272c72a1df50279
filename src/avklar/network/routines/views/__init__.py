"""Pages of routines: reading, working on one, the templates, the action plan."""
