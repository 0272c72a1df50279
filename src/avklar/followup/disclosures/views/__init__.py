"""Pages of the disclosures: the lists, the composer, consent, and the page both sides share."""
