"""How well passages are found again in a corrected text."""
