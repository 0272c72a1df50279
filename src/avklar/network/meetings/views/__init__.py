"""Pages of meetings: reading, arranging, answering, the day itself, the minutes."""
