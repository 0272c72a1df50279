"""Tests of the guidance and the front page."""
