"""The case page: one timeline over cases, talks, disclosures and escalation. Reads; writes nothing.

Has no table of its own.
"""
