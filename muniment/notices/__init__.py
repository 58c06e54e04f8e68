"""What readers are told of: in the site, and by e-mail digest."""
