"""Pages of step 1: the worried person's form and own list, and the contact's desk. Views know no models."""
