"""Writes: everything that is done with notes, replies and complaints."""
