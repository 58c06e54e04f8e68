"""What the pages of discussions show."""
