"""Pages of the idea bank, of activities, and of the district's calendar."""
