"""Tests of the idea bank, the activities and the calendar."""
