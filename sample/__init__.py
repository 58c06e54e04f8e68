"""The sample archive and what draws its pages."""
