"""Authorities: people with names in several scripts."""
