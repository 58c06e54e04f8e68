"""Reads of the desk, shaped for its screens."""
