"""Search measured against the bare engine, SQLite and PostgreSQL (see ../README.md)."""
