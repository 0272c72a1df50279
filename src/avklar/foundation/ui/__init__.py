"""Layout, components and their gallery, forms that draw themselves, pages for errors. Knows nothing of the domain."""
