"""Tests of the settings and of the checks at the start."""
