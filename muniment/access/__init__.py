"""Who may see what: tokens, viewers, the one decision."""
