"""Messages to readers: rendered at once, sent in the background, tried again where they fail."""
