"""Tests of the open pages on which one finds somebody to talk with."""
