"""收表: the receiving office's page of who has sent what."""
