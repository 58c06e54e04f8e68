"""Benchmarks: ratios of one run, kept with a page that explains them."""
