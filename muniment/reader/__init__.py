"""The screens on which documents are read."""
