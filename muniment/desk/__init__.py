"""Where the archive's staff work: what readers complain of, and who did what."""
