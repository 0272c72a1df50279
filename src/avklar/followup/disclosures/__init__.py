"""Step 3: facts that cross from one organisation to one other on a written legal ground (R7–R9).

Stands above `cases` and copies a frozen extract from it; nobody looks into another's case.
"""
