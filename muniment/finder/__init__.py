"""The search page: what is asked, what is found, and the ways on from there."""
