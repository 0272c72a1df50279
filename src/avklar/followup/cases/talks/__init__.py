"""The police's clarification talk with the person (R6): invitation, outcome, and the phases that the district edits.

A part of the room of cases: its rows are under the case's key, and only those named in the case see them.
"""
