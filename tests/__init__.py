"""Everything that proves Avklar; the folders mirror src/avklar."""
