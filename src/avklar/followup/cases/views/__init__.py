"""Pages of the verbs: each a form of its own that leads back to the case."""
