"""Pages of competence: one's own, taking a course, the organisation, the district's aims and texts."""
