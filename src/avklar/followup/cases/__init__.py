"""Step 2: the named follow-up of one person inside one organisation (R3–R6, R10, R11, R19, R20).

May touch its own tables, the vault and the journal; knows nothing of whom a case was shared with.
"""
