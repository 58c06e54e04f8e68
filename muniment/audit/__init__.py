"""Who did what, when: entries that are only ever added."""
