"""Who somebody is: the user of this archive."""
