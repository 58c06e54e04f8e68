"""Passages of texts that readers' work points at, and how they follow corrections."""
