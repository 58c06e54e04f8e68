"""Marks into HTML, plain text and page fragments."""
