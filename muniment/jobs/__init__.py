"""Background work behind one small seam."""
