"""Muniment: a platform for scholarly digital archives."""

__version__ = "0.1.0"
