"""The papers printed from the code: record of processing, permission table, routes, states. Reads declarations only."""
