"""Base layout, navigation and the tokens of style."""
