"""The accessibility statement, how every criterion was checked, and a form for what doesn't work (R15), step 0."""
