"""Tests of the public rooms."""
