"""Routines: templates, adoption, approval, yearly review, acknowledgement, local action plan (step 0)."""
