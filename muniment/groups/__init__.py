"""Private groups of readers: who belongs to them, and in what role."""
