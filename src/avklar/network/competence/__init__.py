"""Competence: topics, courses, what each role should have, certificates (step 0)."""
