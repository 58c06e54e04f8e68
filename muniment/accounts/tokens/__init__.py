"""Keys with which a reader's programs act for him, without his password or his browser."""
