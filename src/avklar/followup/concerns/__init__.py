"""Step 1: a worry from the first word to advice and a clean close, with the dialogue between sender and contact.

Holds no identity field. Knows nothing of consultations above it, which ask `queries.brief` and call
`actions.note_consultation`.
"""
