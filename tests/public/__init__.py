"""Tests of the public rooms: step 0, open to everybody."""
