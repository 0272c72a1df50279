"""Tests of the network: step 0."""
