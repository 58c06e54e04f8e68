"""Scripts that set up, fetch and check; run from the top folder, as in `python -m tools.vendor`."""
