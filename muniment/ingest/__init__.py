"""Write packages into the archive."""
