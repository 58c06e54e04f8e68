"""Image masters, derivatives and tiles."""
