"""Step 1: unnamed discussion between two organisations (R2). No identity field can exist here; every text is checked.

Stands above `concerns` and asks it only for the own side's brief; the other side never sees that a concern exists.
"""
