"""Readers' notes on texts, images, pages and documents."""
