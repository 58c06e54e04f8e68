"""The archive as search knows it: records of its documents, what waits to be indexed, the index."""
