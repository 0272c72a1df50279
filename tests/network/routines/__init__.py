"""Tests of routines."""
