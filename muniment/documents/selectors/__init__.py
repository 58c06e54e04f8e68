"""Reads shaped for screens: each takes the viewer and returns a frozen dataclass."""
