"""Tests of the rooms that are open to everybody."""
