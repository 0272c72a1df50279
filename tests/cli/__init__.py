"""Tests of the command `avklar`."""
