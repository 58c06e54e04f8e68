"""Home, browse and the pages about the archive."""
