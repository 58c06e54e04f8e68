"""A reader's library: folders, saved things, bookmarks, tags, searches, history."""
