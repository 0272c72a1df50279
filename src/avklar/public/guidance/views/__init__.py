"""Pages of the guidance: what everybody reads, and the editors' desk."""
