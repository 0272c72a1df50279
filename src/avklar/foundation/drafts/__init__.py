"""Unsent text, kept encrypted until it is sent, thrown away or expired. Other rooms use `drafts` and `rescue`.

May touch its own table and the vault; knows nothing of the forms it keeps.
"""
