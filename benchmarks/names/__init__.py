"""How well one key finds a name in two scripts and many spellings (see ../README.md)."""
