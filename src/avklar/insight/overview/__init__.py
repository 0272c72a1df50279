"""The district lead's overview: map, table, targets, yearly report. Reads network and people only."""
