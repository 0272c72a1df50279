"""Pages of the talk: the invitation, the talk itself with its letter, what came of it, and the district's settings."""
