"""News and interviews that the district publishes, with comments below (step 0)."""
