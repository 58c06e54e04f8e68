"""What groups talk about."""
